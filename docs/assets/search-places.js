// The places that contain the words of a search: passages and notes, each with its own address.
import { all, one } from "./dom.js";

/**
 * What Pagefind returns for a text.
 * @typedef {{ id: string, location: number }} Anchor
 * @typedef {{ balanced_score: number }} Hit
 * @typedef {{ anchor: Anchor, url: string, excerpt: string, weighted_locations: Hit[] }} Part
 * @typedef {{ title: string, kinds: string }} Meta
 * @typedef {{ meta: Meta, content: string, anchors: Anchor[], sub_results: Part[] }} Found
 * @typedef {{ words: number[], data: () => Promise<Found> }} Result
 * @typedef {object} Pagefind
 * @property {() => Promise<void>} init
 * @property {(path: string) => Promise<void>} mergeIndex
 * @property {(query: string, options: object, wait: number) => Promise<{ results: Result[] } | null>} debouncedSearch
 */

const TEXTS = 6; // how many texts are fetched at most, best first
const HITS = 300; // at most so many hits in all, since each takes time; but three texts always
const PLACES = 30; // how many places are listed

const root = new URL("..", import.meta.url);
const dialog = one("dialog.tt-found");
const blank = one("template", dialog, HTMLTemplateElement);

/** @param {string} words */
const folded = (words) =>
  words
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, "");

/**
 * Words without the spaces between Chinese characters, each of which is a word in the index.
 * @param {string} words
 */
const joined = (words) =>
  words.replace(/(\p{sc=Han}(?:<\/mark>)?) (?=(?:<mark>)?\p{sc=Han})/gu, "$1");

/**
 * A word without its ending, as it is looked for in a place; Pagefind ignores endings too.
 * @param {string} word
 */
const stem = (word) => (word.length > 3 ? word.replace(/(?:ing|ed|i?es|ly|[sey])$/, "") : word);

/**
 * The places of a text that contain some of the words. `held` is how many of the words a place
 * contains; one with all of them just as they were asked for has by far the highest `score`.
 * @param {Found} text
 * @param {string[]} stems
 * @param {string} asked
 */
const places = ({ meta, content, anchors, sub_results }, stems, asked) => {
  /** @type {Record<string, [string, string] | undefined>} */
  const kinds = JSON.parse(meta.kinds);
  const words = content.split(/\s+/);
  const begins = anchors.map(({ location }) => location).sort((a, b) => a - b);
  const ends = new Map(begins.map((begin, n) => [begin, begins[n + 1]]));
  return sub_results.map(({ anchor, url, excerpt, weighted_locations }) => {
    const { id, location } = anchor;
    // In the index `¶` precedes each place (search_records.py): it is left out.
    const whole = folded(joined(words.slice(location + 1, ends.get(location)).join(" ")));
    const exact = whole.includes(asked) ? 1e6 : 0;
    return {
      id,
      url: new URL(`.${url}`, root).href,
      text: meta.title,
      kind: kinds[id],
      whole,
      excerpt: joined(excerpt.replace(/^¶ /, "")),
      held: stems.filter((word) => whole.includes(word)).length,
      score: weighted_locations.reduce((sum, hit) => sum + hit.balanced_score, exact),
    };
  });
};

/** @typedef {ReturnType<typeof places>[number]} Place */

/**
 * The list item for a place.
 * @param {Place} place
 */
const item = ({ id, url, text, kind, whole, excerpt }) => {
  const copy = /** @type {DocumentFragment} */ (blank.content.cloneNode(true));
  const [line, link] = [one("li", copy), one("a", copy, HTMLAnchorElement)];
  const [head, words] = [one("span", copy), one(".words", copy)];
  link.href = url;
  line.className = kind ? "note" : "passage";
  head.className = kind ? `kind k-${kind[0]}` : "";
  head.textContent = kind ? kind[1] : `Passage ${id.slice(1)}`;
  head.after(` · ${kind ? "note on " : ""}${text}`);
  words.innerHTML = excerpt;
  const cut = folded(words.textContent);
  words.prepend(whole.startsWith(cut.slice(0, 20)) ? "" : "… ");
  words.append(whole.endsWith(cut.slice(-20)) ? "" : " …");
  return line;
};

/**
 * The best texts, as many as can be fetched quickly.
 * @param {Result[]} results
 */
const nearest = (results) => {
  let hits = 0;
  return results.slice(0, TEXTS).filter(({ words }, n) => {
    hits += words.length;
    return hits <= HITS || n < 3;
  });
};

/**
 * The places that contain most of the words, best first; null if another search has begun since.
 * @param {Pagefind} pagefind
 * @param {string} words
 */
const answer = async (pagefind, words) => {
  const query = words.replace(/\p{sc=Han}/gu, " $& ").trim();
  const chinese = query && !/[^\s\p{sc=Han}]/u.test(query); // alone: in this order
  const search = await pagefind.debouncedSearch(chinese ? `"${query}"` : query, {}, 20);
  if (!search) return null;
  const asked = folded(words).replace(/\s+/g, " ");
  const stems = /^".*"$/.test(query) ? [] : asked.split(" ").filter(Boolean).map(stem);
  const near = nearest(search.results);
  const texts = await Promise.all(near.map((result) => result.data()));
  const found = texts.flatMap((text) => places(text, stems, asked));
  const most = Math.max(0, ...found.map(({ held }) => held));
  const best = found.filter(({ held }) => held === most && (held || !stems.length));
  best.sort((a, b) => b.score - a.score);
  const among = near.length < search.results.length ? near.length : 0; // 0: all texts were fetched
  return { best, complete: most === stems.length, among };
};

/**
 * What was found, in words.
 * @param {Place[]} best
 * @param {boolean} complete
 * @param {number} among
 */
const told = (best, complete, among) => {
  const notes = best.filter(({ kind }) => kind).length;
  const found = Object.entries({ passage: best.length - notes, note: notes })
    .filter(([, n]) => n)
    .map(([one, n]) => `${n} ${one}${n > 1 ? "s" : ""}`);
  if (!found.length) return "Nothing found.";
  return (
    (complete ? "" : "No place has all these words. ") +
    found.join(" and ") +
    (among ? ` in the ${among} texts that fit best` : "") +
    (best.length > PLACES ? `; the best ${PLACES} are listed.` : ".")
  );
};

/**
 * Pagefind with the whole index, which is in volumes; the first contains the program for all.
 * @returns {Promise<Pagefind>}
 */
const fetched = async () => {
  /** @param {string} name */
  const volume = (name) => new URL(`search/${name}`, root);
  const [pagefind, count] = await Promise.all([
    import(volume("1/pagefind.js").href),
    fetch(volume("volumes.json")).then((answer) => answer.json()),
  ]);
  await pagefind.init();
  const others = Array.from({ length: count - 1 }, (_, n) => volume(`${n + 2}/`).pathname);
  await Promise.all(others.map((path) => pagefind.mergeIndex(path)));
  return pagefind;
};

/**
 * Move the focus through the list with the arrow keys.
 * @param {KeyboardEvent} event
 */
const walk = (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = all("input, ol a", dialog);
  const next = stops[stops.findIndex((stop) => stop.matches(":focus")) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
};
dialog.addEventListener("keydown", walk);

/** A function that searches the whole index for words: its summary, and items for the list. */
export const finder = async () => {
  const pagefind = await fetched();
  /** @param {string} words */
  return async (words) => {
    if (!words) return { told: "", items: [] };
    const found = await answer(pagefind, words);
    return (
      found && {
        told: told(found.best, found.complete, found.among),
        items: found.best.slice(0, PLACES).map(item),
      }
    );
  };
};
