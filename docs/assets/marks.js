// The marks in the text: of notes, emendations, the author’s own notes, and parallels. Each leads to an
// entry in a list at the page’s foot, which has the original; all that is shown in place is a copy.
import { choices, keep } from "./choices.js";
import { all, make, one, spoken } from "./dom.js";

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

/**
 * What a kind of note means, told with the first note of it that a reader opens; then nothing.
 * @param {string} kind
 */
const introduced = (kind) => {
  const met = choices().met ?? [];
  const [meaning] = all(`#help .legend .${kind} + .meaning`);
  if (!meaning || met.includes(kind)) return "";
  keep({ met: [...met, kind] });
  return `: ${meaning.textContent}`;
};

/**
 * The author’s own note, as an entry.
 * @param {Mark} mark
 */
const authorsNote = ({ entry, link }) => {
  const words = make("p", "", ...entry.cloneNode(true).childNodes);
  for (const part of all(".apparatus", words)) part.remove();
  const kind = make("span", "kind", link.ariaLabel ?? "");
  return [make("p", "note-head", kind), words];
};

/**
 * A copy of an entry without its ids, with short sources, and with a link to the list.
 * @param {Mark} mark
 */
export const copyOf = (mark) => {
  const { entry, sort, kind, link } = mark;
  const list = make("a", "to-list", "In the list");
  list.href = `#${entry.id}`;
  list.ariaLabel = `${link.ariaLabel}, in the list at the page’s foot`;
  const inside = sort === "call" ? authorsNote(mark) : entry.cloneNode(true).childNodes;
  const copy = make("div", "note", ...inside, list);
  for (const part of all("[id]", copy, Element)) part.removeAttribute("id");
  for (const part of all(".footnote-backref, .note-head > .number", copy)) part.remove();
  one(".kind", copy).append(make("span", "meaning", introduced(kind)));
  for (const source of all("a[data-short]", copy)) {
    source.replaceChildren(...spoken(source.dataset.short ?? ""));
  }
  return copy;
};

/**
 * Fill a popover or a sheet with a mark’s entry.
 * @param {HTMLElement} box
 * @param {Mark} mark
 * @param {...Node} before
 */
export const fill = (box, mark, ...before) => {
  box.replaceChildren(...before, copyOf(mark));
  box.className = `${box.classList[0]} ${mark.kind}`;
  box.ariaLabel = mark.link.ariaLabel;
};
