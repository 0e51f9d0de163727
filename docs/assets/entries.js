// What a mark leads to, as a copy to be shown in place. Fetched when the first is opened.
import { choices, keep } from "./choices.js";
import { all, make, one, spoken } from "./dom.js";

/** @typedef {import("./marks.js").Mark} Mark */

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
