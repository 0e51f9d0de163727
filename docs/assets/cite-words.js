/* Words that a reader has selected in a passage: the quotation, and the link that leads to it. */

const plain = (words) => words.replace(/\s+/g, " ").trim();

/* The selected reading, cut at marks and widened to whole words */
function stretches(passage, range) {
  const found = [""];
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!range.intersectsNode(node)) continue;
    const ours = node.parentElement.closest(".apparatus");
    if (ours || !node.parentElement.checkVisibility()) {
      if (!node.parentElement.closest("button")) found.push("");
      continue;
    }
    const words = node.data;
    let from = node === range.startContainer ? range.startOffset : 0;
    let to = node === range.endContainer ? range.endOffset : words.length;
    if (from >= to) continue;
    while (from > 0 && /\S\S/.test(words.slice(from - 1, from + 1))) from -= 1;
    while (to < words.length && /\S\S/.test(words.slice(to - 1, to + 1))) to += 1;
    found[found.length - 1] += words.slice(from, to);
  }
  return found;
}

/* All that is seen of the page before a place, to find out whether words stand there too */
function before(range) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = "";
  while (walker.nextNode() && range.comparePoint(walker.currentNode, 0) < 0) {
    const node = walker.currentNode;
    if (!node.parentElement.checkVisibility()) continue;
    seen += node.data.slice(0, node === range.startContainer ? range.startOffset : undefined);
  }
  return plain(seen).toLowerCase();
}

const encoded = (words) =>
  encodeURIComponent(words).replace(/[-!'()*]/g, (c) => `%${c.charCodeAt().toString(16).toUpperCase()}`);

/* The quotation, and a text fragment that leads to it: its first words and its last, with no
   mark in either; nothing where the first words stand earlier on the page too. */
export function quoted(passage, range) {
  const found = stretches(passage, range);
  const quotation = plain(found.join(""));
  const runs = found.map(plain).filter(Boolean);
  if (!runs.length) return null;
  const earlier = before(range);
  const first = runs[0].split(" ");
  let count = Math.min(4, first.length);
  const start = () => first.slice(0, count).join(" ");
  while (count < first.length && earlier.includes(start().toLowerCase())) count += 1;
  if (earlier.includes(start().toLowerCase())) return { quotation, fragment: "" };
  const rest = [first.slice(count).join(" "), ...runs.slice(1)].filter(Boolean);
  if (!rest.length) return { quotation, fragment: `:~:text=${encoded(start())}` };
  const between = rest.join("  ").toLowerCase();
  const last = rest.at(-1).split(" ");
  let size = Math.min(4, last.length);
  const end = () => last.slice(-size).join(" ");
  const early = () => between.indexOf(end().toLowerCase()) < between.length - end().length;
  while (size < last.length && early()) size += 1;
  return { quotation, fragment: `:~:text=${encoded(start())},${encoded(end())}` };
}
