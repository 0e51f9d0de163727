// The results of a search, as they are listed in the dialog and on the page of search.
import { button, make, spoken } from "./dom.js";
import { answerer } from "./search-answer.js";
import { leave } from "./search-landing.js";
import { divided } from "./search-words.js";

/** @typedef {import("./search-answer.js").Answer} Answer */
/** @typedef {import("./search-answer.js").Hit} Hit */
/** @typedef {{ at: number, length: number, unit: number }} Mark */

/** How many of a kind are shown until a reader asks for all. */
const SHOWN = /** @type {Record<string, number>} */ ({ passage: 10, note: 5 });
const FEW = 3; // of any other kind
const EXCERPT = 36; // words
const BEFORE = 8; // words before the first that was found

/** @type {Record<string, [one: string, many: string]>} */
const NAMES = {
  person: ["person", "people"],
  passage: ["passage", "passages"],
  note: ["note", "notes"],
  emendation: ["emendation", "emendations"],
  event: ["event", "events"],
  work: ["work", "works"],
  question: ["open question", "open questions"],
  erratum: ["erratum", "errata"],
  page: ["page", "pages"],
  gone: ["place no longer here", "places no longer here"],
};

const root = new URL("..", import.meta.url);

/**
 * The words of an excerpt: from which word to which, so that most of what was asked for is in it.
 * @param {Mark[]} marks
 * @param {number} count
 */
const stretch = (marks, count) => {
  let [best, most] = [0, -1];
  for (const { at } of marks) {
    const inside = marks.filter(
      (mark) => mark.at >= at && mark.at + mark.length <= at + EXCERPT - BEFORE,
    );
    const worth = new Set(inside.map(({ unit }) => unit)).size * 100 + inside.length;
    if (worth > most) [best, most] = [at, worth];
  }
  const begin = count <= EXCERPT ? 0 : Math.min(Math.max(0, best - BEFORE), count - EXCERPT);
  return [begin, Math.min(count, begin + EXCERPT)];
};

/**
 * Words from one place to another, with what was found in them marked.
 * @param {string} words
 * @param {number} from
 * @param {number} to
 * @param {[start: number, end: number][]} found
 */
const marked = (words, from, to, found) => {
  /** @type {(string | Node)[]} */
  const parts = [];
  let at = from;
  for (const [start, end] of found) {
    if (start < at || end > to) continue;
    const mark = make("mark", "", ...spoken(words.slice(start, end)));
    parts.push(...spoken(words.slice(at, start)), mark);
    at = end;
  }
  return [...parts, ...spoken(words.slice(at, to))];
};

/**
 * The title of a record, if it has one, and an excerpt of its words.
 * @param {string} title
 * @param {string} words
 * @param {Mark[]} marks
 */
const shownWords = (title, words, marks) => {
  const whole = `${title}\n${words}`;
  const every = divided(whole);
  /** @type {[number, number][]} */
  const found = [...marks]
    .sort((a, b) => a.at - b.at || b.length - a.length)
    .map(({ at, length }) => [every[at].start, every[at + length - 1].end]);
  const body = every.findLastIndex(({ end }) => end <= title.length) + 1;
  const inside = marks
    .filter(({ at }) => at >= body)
    .map((mark) => ({ ...mark, at: mark.at - body }));
  const [begin, end] = stretch(inside, every.length - body);
  const from = begin ? every[body + begin].start : title.length + 1;
  const to = body + end < every.length ? every[body + end - 1].end : whole.length;
  const excerpt = marked(whole, from, to, found);
  return [
    ...(title ? [make("strong", "title", ...marked(whole, 0, title.length, found))] : []),
    make("span", "words", begin ? "… " : "", ...excerpt, to < whole.length ? " …" : ""),
  ];
};

/**
 * The words that were found in a record, each as the words that it is made of, the longest first.
 * @param {string} whole
 * @param {Mark[]} marks
 */
const foundWords = (whole, marks) => {
  const every = divided(whole).map(({ folded }) => folded);
  const longest = [...marks].sort((a, b) => b.length - a.length);
  return [...new Set(longest.map(({ at, length }) => every.slice(at, at + length).join(" ")))];
};

/**
 * The list item for a record.
 * @param {Answer} answer
 * @param {Hit} hit
 */
const item = async (answer, hit) => {
  const [at, label, title, words, mark] = await hit.volume.record(hit.n);
  const count = divided(`${title}\n${words}`).length; // the kind of a note stands behind its words
  const marks = answer.marks(hit).filter(({ at, length }) => at + length <= count);
  const { kind, page, title: where, lang } = hit.volume.run(hit.n);
  const head = make("span", "head");
  const [named, rest] = mark ? label.split(/: (.*)/s) : ["", label];
  if (mark) head.append(make("span", `kind k-${mark}`, named), " ");
  head.append(...spoken(`${rest}${where && where !== title ? ` · ${where}` : ""}`));
  const shown = shownWords(title, words, marks);
  for (const part of shown) part.lang = lang;
  const link = make("a", "", head, " ", ...shown);
  const id = at || hit.id;
  link.href = new URL(`${page}${hit.query ?? ""}${id ? `#${id}` : ""}`, root).href;
  link.addEventListener("click", () => leave(link.href, foundWords(`${title}\n${words}`, marks)));
  return make("li", kind, link);
};

/**
 * @param {number} count
 * @param {string} kind
 */
const counted = (count, kind) =>
  `${count.toLocaleString("en")} ${NAMES[kind][count === 1 ? 0 : 1]}`;

/**
 * The section with the records of one kind, of which some are shown until a reader asks for all.
 * @param {Answer} answer
 * @param {string} heading
 * @param {Hit[]} hits
 * @param {number} shown
 */
const section = async (answer, heading, hits, shown) => {
  const list = make("ol");
  /** @param {Hit[]} some */
  const show = async (some) => {
    list.append(...(await Promise.all(some.map((hit) => item(answer, hit)))));
  };
  await show(hits.slice(0, shown));
  const part = make("section", "", make("h2", "", heading), list);
  if (hits.length > shown) {
    const more = button("more", `Show all ${hits.length.toLocaleString("en")}`);
    more.addEventListener("click", async () => {
      more.remove();
      await show(hits.slice(shown));
      list.querySelectorAll("a")[shown]?.focus();
    });
    part.append(more);
  }
  return part;
};

/** @param {string[]} words */
const listed = (words) =>
  words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${words.at(-1)}` : words.join("");

/** @param {string} name */
const bare = (name) =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}]/gu, "");

/**
 * Who is meant, and what was taken for what, in sentences.
 * @param {Answer} answer
 */
const readAs = async ({ query, kinds }) => {
  const sentences = [];
  for (const { asked, people, guessed } of query.meant) {
    const volume = kinds.get("person")?.find(({ n }) => people.includes(n))?.volume;
    const records = await Promise.all(people.map((n) => volume?.record(n)));
    const names = records.map((record) => record?.[2] ?? "");
    if (guessed) sentences.push(`You wrote ${asked}; ${listed(names)} may be meant.`);
    else if (names.length > 1) sentences.push(`“${asked}” may be ${listed(names)}.`);
    else if (!bare(names[0]).includes(bare(asked.replace(/['’]s$/, "")))) {
      sentences.push(`You wrote ${asked}; ${names[0]} is meant.`);
    }
  }
  for (const [asked, others] of query.synonyms) {
    const some = others.slice(0, 2).join(" and ");
    if (some)
      sentences.push(`“${asked}” is looked for under its other names too, such as ${some}.`);
  }
  for (const [asked, taken] of query.corrected) {
    sentences.push(`“${asked}” was not found; these have “${taken}”.`);
  }
  return sentences;
};

/**
 * What was found, in words.
 * @param {Answer} answer
 */
const told = async (answer) => {
  const counts = [...answer.kinds].filter(([, { length }]) => length);
  const found = counts.map(([kind, { length }]) => counted(length, kind));
  const sentences = await readAs(answer);
  if (found.length && !answer.complete && answer.query.units.length > 1) {
    sentences.push(
      answer.missing.length
        ? `No place has all these words; nothing has ${listed(answer.missing.map((word) => `“${word}”`))}.`
        : "No place has all these words.",
    );
  }
  if (answer.addressed.some(({ volume, n }) => volume.run(n).kind === "gone")) {
    sentences.push("This is the address of what is no longer here.");
  } else if (answer.addressed.length) sentences.push("This is an address.");
  const counted_ =
    found.length > 1
      ? `${found.slice(0, -1).join(", ")} and ${found.at(-1)}.`
      : found.map((one) => `${one}.`).join("");
  if (counted_) sentences.push(counted_);
  return sentences.join(" ") || "Nothing found.";
};

/** A function that searches for words: what was found in words, and the sections of the results. */
export const finder = async () => {
  const answer = await answerer();
  /**
   * @param {string} words
   * @param {boolean} [all] whether all that was found is listed at once
   */
  return async (words, all = false) => {
    if (!words) return { told: "", sections: [] };
    const found = await answer(words);
    const groups = [...found.kinds].filter(([, { length }]) => length);
    const meant = new Set(found.query.meant.flatMap(({ people }) => people)).size;
    /** @param {string} kind */
    const shown = (kind) => {
      if (all) return Infinity;
      return kind === "person" ? meant || FEW : (SHOWN[kind] ?? FEW);
    };
    const sections = await Promise.all([
      ...(found.addressed.length
        ? [section(found, "At this address", found.addressed, shown("passage"))]
        : []),
      ...groups.map(([kind, hits]) =>
        section(found, counted(hits.length, kind), hits, shown(kind)),
      ),
    ]);
    return { told: await told(found), sections };
  };
};
