// The marks in the text: of notes, emendations, the author’s own notes, and parallels. Each leads to an
// entry in a list at the page’s foot, which has the original; all that is shown in place is a copy.
import { all, one } from "./dom.js";

/** @param {Element} entry */
const kindOf = (entry) => {
  const named = entry.querySelector(".kind") ?? entry;
  return [...named.classList].find((word) => word.startsWith("k-")) ?? "k-author";
};

/** The sorts of marks, by the class of their elements. */
const SORTS = Object.entries({
  mark: "note",
  star: "emendation",
  call: "call",
  parallel: "parallel",
});

/** @param {Element} box */
const sortOf = (box) => SORTS.find(([name]) => box.classList.contains(name))?.[1] ?? "";

/** Every mark in the text, in order: its element, its link, and the entry that this leads to. */
export const marks = all(".tt-body sup.apparatus").flatMap((box) => {
  const link = one("a", box, HTMLAnchorElement);
  const entry = document.getElementById(link.hash.slice(1));
  return entry
    ? [{ box, link, entry, name: entry.id, sort: sortOf(box), kind: kindOf(entry) }]
    : [];
});

/** @typedef {typeof marks[number]} Mark */

/** @type {Map<Element | null, Mark>} */
const byLink = new Map(marks.map((mark) => [mark.link, mark]));
const byName = new Map(marks.map((mark) => [mark.name, mark]));

/**
 * The mark with a link.
 * @param {Element | null} link
 */
export const markOf = (link) => byLink.get(link);

/**
 * The mark that leads to an entry.
 * @param {string} name
 */
export const markNamed = (name) => byName.get(name);

/**
 * The words that a mark is about; none if it is about a whole passage.
 * @param {Mark} mark
 */
export const wordsOf = ({ sort, box, name }) => {
  if (sort === "note") return all(`.noted[data-notes~="${name.slice("note-".length)}"]`);
  const words = sort === "emendation" && box.closest(".em");
  return words instanceof HTMLElement ? [words] : [];
};

/** @param {Mark} mark */
export const passageOf = ({ box }) => box.closest(".passage")?.id ?? "";
