// Words that a reader has selected in a passage: the quotation, and the link that leads to it.
// Fetched when words are first selected.
import { pieces } from "./texts.js";

/** @param {string} words */
const squeezed = (words) => words.replace(/\s+/g, " ").trim();

/** @param {string} words */
const encoded = (words) =>
  encodeURIComponent(words).replace(
    /[-!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * The words of a piece of text that are in a range, widened to whole words.
 * @param {Text} text
 * @param {Range} range
 */
const widened = (text, range) => {
  const words = text.data;
  let from = text === range.startContainer ? range.startOffset : 0;
  let to = text === range.endContainer ? range.endOffset : words.length;
  if (from >= to) return "";
  while (from > 0 && /\S\S/.test(words.slice(from - 1, from + 1))) from -= 1;
  while (to < words.length && /\S\S/.test(words.slice(to - 1, to + 1))) to += 1;
  return words.slice(from, to);
};

/**
 * The selected reading, cut at marks and widened to whole words.
 * @param {Element} passage
 * @param {Range} range
 */
const stretches = (passage, range) => {
  const found = [""];
  for (const { text, element } of pieces(passage)) {
    if (!range.intersectsNode(text)) continue;
    if (!element.closest(".apparatus") && element.checkVisibility()) {
      found[found.length - 1] += widened(text, range);
    } else if (!element.closest("button")) {
      found.push("");
    }
  }
  return found;
};

/**
 * The page's visible text before a place, to find out whether words occur there too.
 * @param {Range} range
 */
const earlierThan = (range) => {
  let seen = "";
  for (const { text, element } of pieces(document.body)) {
    if (range.comparePoint(text, 0) >= 0) break;
    if (!element.checkVisibility()) continue;
    seen += text.data.slice(0, text === range.startContainer ? range.startOffset : undefined);
  }
  return squeezed(seen).toLowerCase();
};

/**
 * Whether a place is inside a word.
 * @param {Node} node
 * @param {number} at
 */
const inWord = (node, at) =>
  node instanceof Text && at > 0 && /^\S\S$/.test(node.data.slice(at - 1, at + 1));

/**
 * The words before and after the selected ones, up to the nearest mark on either side.
 * @param {Element} passage
 * @param {Range} range
 */
const beside = (passage, range) => {
  const [lead, tail] = [range.cloneRange(), range.cloneRange()];
  lead.setEnd(range.startContainer, range.startOffset);
  lead.setStart(passage, 0);
  tail.setStart(range.endContainer, range.endOffset);
  tail.setEnd(passage, passage.childNodes.length);
  const before = stretches(passage, lead).at(-1) ?? "";
  const behind = stretches(passage, tail)[0];
  return {
    before: inWord(range.startContainer, range.startOffset) ? before.replace(/\S+$/, "") : before,
    behind: inWord(range.endContainer, range.endOffset) ? behind.replace(/^\S+/, "") : behind,
  };
};

/**
 * The fewest words before or after with which words do not occur earlier on the page, or null.
 * @param {{ before: string, behind: string }} around
 * @param {string} words
 * @param {(words: string) => boolean} isEarlier
 */
const distinct = ({ before, behind }, words, isEarlier) => {
  for (let count = 1; count < 7; count += 1) {
    const prefix = before
      .match(/\S+\s*/g)
      ?.slice(-count)
      .join("");
    if (prefix && !isEarlier(prefix + words)) {
      return { prefix: `${encoded(squeezed(prefix))}-,`, suffix: "" };
    }
    const suffix = behind
      .match(/\s*\S+/g)
      ?.slice(0, count)
      .join("");
    if (suffix && !isEarlier(words + suffix)) {
      return { prefix: "", suffix: `,-${encoded(squeezed(suffix))}` };
    }
  }
  return null;
};

/**
 * The last words of the selection, as many as are needed to occur only at its end.
 * @param {string[]} rest
 */
const ending = (rest) => {
  const between = rest.join("  ").toLowerCase();
  const last = rest[rest.length - 1].split(" ");
  let size = Math.min(4, last.length);
  const end = () => last.slice(-size).join(" ");
  const early = () => between.indexOf(end().toLowerCase()) < between.length - end().length;
  while (size < last.length && early()) size += 1;
  return end();
};

/**
 * The quotation, and a text fragment that leads to it: its first words and its last, with no
 * mark in either. If they occur earlier on the page too, words beside them are added.
 * @param {Element} passage
 * @param {Range} range
 */
export const quoted = (passage, range) => {
  const found = stretches(passage, range);
  const quotation = squeezed(found.join(""));
  const runs = found.map(squeezed).filter(Boolean);
  if (!runs.length) return null;
  const earlier = earlierThan(range);
  /** @param {string} words */
  const isEarlier = (words) => earlier.includes(squeezed(words).toLowerCase());
  const first = runs[0].split(" ");
  let count = Math.min(4, first.length);
  const start = () => first.slice(0, count).join(" ");
  while (count < first.length && isEarlier(start())) count += 1;
  const rest = [first.slice(count).join(" "), ...runs.slice(1)].filter(Boolean);
  /** @type {ReturnType<typeof distinct>} */
  let told = { prefix: "", suffix: "" };
  if (isEarlier(start())) {
    const { before, behind } = beside(passage, range);
    const words = found.find(squeezed) ?? "";
    told = distinct({ before, behind: rest.length ? "" : behind }, words, isEarlier);
  }
  if (!told) return { quotation, fragment: "" };
  const end = rest.length ? `,${encoded(ending(rest))}` : told.suffix;
  return { quotation, fragment: `:~:text=${told.prefix}${encoded(start())}${end}` };
};

/**
 * Put the button, and behind it the link for a note, below the end of the selected words, in the
 * passage where they end.
 * @param {HTMLElement} way
 * @param {HTMLElement | null} noting
 * @param {HTMLElement} passage
 * @param {Range} words
 * @param {boolean} several whether they begin in another
 */
export const offerBelow = (way, noting, passage, words, several) => {
  const last = [...words.getClientRects()].at(-1);
  if (!last) return;
  way.className = "cite apparatus cite-words";
  way.textContent = several ? "cite these passages" : "cite these words";
  way.ariaLabel = null;
  const offered = noting ? [way, noting] : [way];
  if (passage.lastChild !== offered.at(-1)) passage.append(...offered);
  const frame = passage.getBoundingClientRect();
  const width = offered.reduce((sum, { offsetWidth }) => sum + offsetWidth, 0);
  let left = Math.max(0, Math.min(last.right - frame.left, frame.width - width));
  for (const each of offered) {
    each.style.top = `${last.bottom - frame.top + 6}px`;
    each.style.left = `${left}px`;
    left += each.offsetWidth - 1;
  }
};
