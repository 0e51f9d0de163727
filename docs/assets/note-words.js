// Words that a reader has selected in a passage, as the words of a new note: the link to a new file
// in which they are filled in, named after them. Fetched when words are first selected.
import { all, make } from "./dom.js";
import { pieces } from "./texts.js";

/** The most bytes of the link; the host refuses those that are much longer. */
const LONGEST = 3900;

const ofWord = /[\p{L}\p{N}]/u;

/** @param {string} words @param {number} at */
const inWord = (words, at) => ofWord.test(words[at - 1] ?? "") && ofWord.test(words[at] ?? "");

/**
 * The reading of a passage, and which of its characters are in a range. Of an emendation all are, if
 * any is: a note is about the reading, whatever wording is shown.
 * @param {Element} passage
 * @param {Range} range
 */
const reading = (passage, range) => {
  let words = "";
  let from = Infinity;
  let to = 0;
  for (const { text, element } of pieces(passage)) {
    if (element.closest(".apparatus")) continue;
    const emended = element.closest(".em");
    if (range.intersectsNode(emended ?? text)) {
      const begins = !emended && text === range.startContainer ? range.startOffset : 0;
      const ends = !emended && text === range.endContainer ? range.endOffset : text.length;
      if (begins < ends) {
        from = Math.min(from, words.length + begins);
        to = words.length + ends;
      }
    }
    words += text.data;
  }
  return { words, from, to };
};

/**
 * The selected words of a passage, widened to whole words, and how often the passage has them:
 * `nth` of `count`. Null if no word is selected.
 * @param {Element} passage
 * @param {Range} range
 */
export const lemma = (passage, range) => {
  let { words, from, to } = reading(passage, range);
  while (from < to && /\s/.test(words[from])) from += 1;
  while (to > from && /\s/.test(words[to - 1])) to -= 1;
  if (!(from < to)) return null;
  while (inWord(words, from)) from -= 1;
  while (inWord(words, to)) to += 1;
  const on = words.slice(from, to);
  let [nth, count] = [0, 0];
  for (let at = words.indexOf(on); at >= 0; at = words.indexOf(on, at + 1)) {
    count += 1;
    if (at <= from) nth = count;
  }
  return { on, nth, count };
};

/**
 * A short name for a note that no other note of the text has, made from its words as the build does,
 * with `where` behind them.
 * @param {string} on
 * @param {Set<string>} taken
 * @param {string} [where]
 */
export const nameFor = (on, taken, where = "") => {
  const plain = on
    .normalize("NFKD")
    .replace(/[^\0-\x7f]|'/g, "")
    .toLowerCase();
  let name = "";
  for (const word of (plain.match(/[a-z0-9]+/g) ?? []).slice(0, 5)) {
    const longer = name ? `${name}-${word}` : word.slice(0, 40);
    if (longer.length <= 40) name = longer;
  }
  name = (name || "note") + where;
  let numbered = name;
  for (let n = 2; taken.has(numbered); n += 1) numbered = `${name}-${n}`;
  return numbered;
};

/** The names of the text's notes, those that were retired included. */
const taken = () => new Set(all("[id^='note-']").map(({ id }) => id.slice("note-".length)));

/** @param {Element} passage @param {string} on */
const inOthers = (passage, on) =>
  all(".tt-body .passage").some((other) => other !== passage && other.textContent.includes(on));

/**
 * The address of a new file for a note on words, made from the address that their passage has for
 * it. Its name has the passage too, if others have the words.
 * @param {string} suggest
 * @param {Element} passage
 * @param {{ on: string, nth: number, count: number }} lemma
 */
const addressed = (suggest, passage, { on, nth, count }) => {
  const { origin, pathname, searchParams } = new URL(suggest);
  const [file, value] = [searchParams.get("filename"), searchParams.get("value")];
  if (!file || !value) return suggest;
  const where = inOthers(passage, on) ? `-${passage.id}` : "";
  const named = file.replace(/[^/]+$/, `${nameFor(on, taken(), where)}.md`);
  const which = count > 1 ? `\noccurrence: ${nth} of ${count}` : "";
  const filled = value.replace(/(?<=^on: \|-\n {2}).*/m, () => on + which);
  const query = `filename=${encodeURIComponent(named)}&value=${encodeURIComponent(filled)}`;
  return `${origin}${pathname}?${query}`;
};

/**
 * A link for suggesting a note on the selected words of a passage, or null if that is not possible.
 * @param {Element} passage
 * @param {Range} range
 */
export const noteLink = (passage, range) => {
  const [suggest] = all(".ways > a", passage, HTMLAnchorElement);
  const found = lemma(passage, range);
  if (!suggest || !found) return null;
  const link = make("a", "cite apparatus cite-words", "note these words");
  link.href = addressed(suggest.href, passage, found);
  return link.href.length > LONGEST ? null : link;
};
