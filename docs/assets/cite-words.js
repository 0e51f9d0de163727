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

/* What stands beside the selected words up to the next mark: before them, and behind */
function beside(passage, range) {
  const [lead, tail] = [range.cloneRange(), range.cloneRange()];
  lead.setEnd(range.startContainer, range.startOffset);
  lead.setStart(passage, 0);
  tail.setStart(range.endContainer, range.endOffset);
  tail.setEnd(passage, passage.childNodes.length);
  const inWord = (node, at) => at > 0 && /^\S\S$/.test(node.data?.slice(at - 1, at + 1));
  const before = stretches(passage, lead).at(-1);
  const behind = stretches(passage, tail)[0];
  return [
    inWord(range.startContainer, range.startOffset) ? before.replace(/\S+$/, "") : before,
    inWord(range.endContainer, range.endOffset) ? behind.replace(/^\S+/, "") : behind,
  ];
}

/* The fewest words before or behind with which words do not stand earlier on the page */
function distinct([lead, tail], words, isEarlier) {
  for (let count = 1; count < 7; count += 1) {
    const prefix = lead.match(/\S+\s*/g)?.slice(-count).join("");
    if (prefix && !isEarlier(prefix + words)) return [`${encoded(plain(prefix))}-,`, ""];
    const suffix = tail.match(/\s*\S+/g)?.slice(0, count).join("");
    if (suffix && !isEarlier(words + suffix)) return ["", `,-${encoded(plain(suffix))}`];
  }
  return null;
}

const encoded = (words) =>
  encodeURIComponent(words).replace(/[-!'()*]/g, (c) => `%${c.charCodeAt().toString(16).toUpperCase()}`);

/* The quotation, and a text fragment that leads to it: its first words and its last, with no
   mark in either. Where they stand earlier on the page too, words beside them tell them apart. */
export function quoted(passage, range) {
  const found = stretches(passage, range);
  const quotation = plain(found.join(""));
  const runs = found.map(plain).filter(Boolean);
  if (!runs.length) return null;
  const earlier = before(range);
  const isEarlier = (words) => earlier.includes(plain(words).toLowerCase());
  const first = runs[0].split(" ");
  let count = Math.min(4, first.length);
  const start = () => first.slice(0, count).join(" ");
  while (count < first.length && isEarlier(start())) count += 1;
  const rest = [first.slice(count).join(" "), ...runs.slice(1)].filter(Boolean);
  let told = ["", ""];
  if (isEarlier(start())) {
    const [lead, tail] = beside(passage, range);
    told = distinct([lead, rest.length ? "" : tail], found.find(plain), isEarlier);
  }
  if (!told) return { quotation, fragment: "" };
  const [prefix, suffix] = told;
  if (!rest.length) return { quotation, fragment: `:~:text=${prefix}${encoded(start())}${suffix}` };
  const between = rest.join("  ").toLowerCase();
  const last = rest.at(-1).split(" ");
  let size = Math.min(4, last.length);
  const end = () => last.slice(-size).join(" ");
  const early = () => between.indexOf(end().toLowerCase()) < between.length - end().length;
  while (size < last.length && early()) size += 1;
  return { quotation, fragment: `:~:text=${prefix}${encoded(start())},${encoded(end())}` };
}
