// The notes on a text's words, and their lines in the margin of wide windows. The list at the page's
// foot has the originals; all else shows copies.
import { all, around, button, make, one } from "./dom.js";

/** Whether the window has a margin for notes. */
export const wide = matchMedia("(min-width: 76.25em)");

/** Every note on the text's words, in order: its mark, the mark's link, its entry in the list. */
export const notes = all(".tt-body .mark").map((mark) => {
  const name = mark.id.slice("ref-".length);
  return {
    name,
    mark,
    link: one("a", mark, HTMLAnchorElement),
    entry: one(`#note-${name}`),
    kind: [...mark.classList].find((word) => word.startsWith("k-")) ?? "",
  };
});

/** @typedef {typeof notes[number]} Note */

/**
 * The language of a short source, as it is read aloud.
 * @param {string} words
 */
const languageOf = (words) => {
  if (/\p{Script=Han}/u.test(words)) return "zh";
  return /\p{Script=Cyrillic}/u.test(words) ? "ru" : "";
};

/**
 * A copy of a note without its ids, with short sources, and with a link to the list.
 * @param {Note} note
 */
export const copyOf = ({ entry, link }) => {
  const list = make("a", "to-list", "In the list");
  list.href = `#${entry.id}`;
  list.ariaLabel = `Note ${link.textContent} in the list at the page’s foot`;
  const copy = make("div", "note", ...entry.cloneNode(true).childNodes, list);
  for (const part of all("[id]", copy, Element)) part.removeAttribute("id");
  one(".footnote-backref", copy).remove();
  for (const source of all("a[data-short]", copy)) {
    source.textContent = source.dataset.short ?? "";
    source.lang = languageOf(source.textContent);
  }
  return copy;
};

/**
 * Fill a popover or a sheet with a note.
 * @param {HTMLElement} box
 * @param {Note} note
 * @param {...Node} before
 */
export const fill = (box, note, ...before) => {
  box.replaceChildren(...before, copyOf(note));
  box.className = `${box.classList[0]} ${note.kind}`;
  box.ariaLabel = note.link.ariaLabel;
};

const GAP = 6; // between two notes, in pixels

/**
 * The tops of notes in the margin: each as wanted, or right under the note before; none above
 * `floor`. A pinned note keeps its top: those before it move up, as far as they can.
 * @param {number[]} wanted
 * @param {number[]} heights
 * @param {number} [floor]
 * @param {{ at: number, top: number } | null} [pin]
 */
export const stack = (wanted, heights, floor = 0, pin = null) => {
  const tops = [...wanted];
  const down = () => {
    let free = floor;
    tops.forEach((top, i) => {
      tops[i] = Math.max(top, free);
      free = tops[i] + heights[i] + GAP;
    });
  };
  down();
  if (pin) {
    tops.splice(pin.at, Infinity, pin.top, ...wanted.slice(pin.at + 1));
    for (let i = pin.at; i > 0; i--) {
      tops[i - 1] = Math.min(tops[i - 1], tops[i] - heights[i - 1] - GAP);
    }
    down();
  }
  return tops;
};

/**
 * A note's line in the margin: a button with its kind and its first words.
 * @param {Note} note
 */
const lineOf = (note) => {
  const kind = one(".kind", note.entry);
  const words = make("span", "first", ...note.entry.children[1].cloneNode(true).childNodes);
  for (const link of all("a", words)) link.replaceWith(...link.childNodes);
  words.ariaHidden = "true"; // so that the button's name is short
  const head = make("span", kind.className, `${note.link.textContent} ${kind.textContent}`);
  const fold = button("fold", head, words);
  fold.tabIndex = -1; // reached from its mark
  fold.ariaExpanded = "false";
  const box = make("div", `side ${note.kind}`, fold);
  box.id = `mar-${note.name}`;
  return { note, box, fold };
};

/** The column for notes, in the space that the page leaves for it. */
const column = make("section", "tt-margin md-typeset");
const sides = notes.map(lineOf);

/** @typedef {typeof sides[number]} Side */

/**
 * The note that was opened or folded last, and the top that it keeps; null for that of its mark.
 * @type {{ side: Side, top: number | null } | null}
 */
let pinned = null;

/** @param {Element} element */
const topOf = (element) => element.getBoundingClientRect().top;

/** Place every note beside its line, or as near to it as the others allow. */
export const place = () => {
  if (!wide.matches) return;
  const start = topOf(column);
  const legend = column.querySelector(".tt-welcome");
  const floor = legend ? legend.getBoundingClientRect().bottom - start + 24 : 0;
  const shown = sides.filter(({ box }) => box.offsetHeight);
  const wanted = shown.map(({ note }) => topOf(note.mark) - start - 4);
  const heights = shown.map(({ box }) => box.offsetHeight);
  const at = pinned ? shown.indexOf(pinned.side) : -1;
  const pin = at < 0 ? null : { at, top: pinned?.top ?? wanted[at] };
  const tops = stack(wanted, heights, floor, pin);
  for (const [i, { box }] of shown.entries()) box.style.transform = `translateY(${tops[i]}px)`;
};

/**
 * Open or fold a note: from its mark, beside its line; in the margin, where it is. True if open.
 * @param {Side} side
 * @param {boolean} fromMark
 */
const toggle = (side, fromMark) => {
  const { box, fold, note } = side;
  const opened = fold.ariaExpanded === "false";
  pinned = { side, top: fromMark ? null : topOf(box) - topOf(column) };
  fold.ariaExpanded = String(opened);
  if (opened) box.append(copyOf(note));
  else box.lastChild?.remove();
  place();
  return opened;
};

/** @param {Event} event */
const sideAt = (event) => {
  const box = around(event, ".side");
  return sides.find((side) => side.box === box);
};

/** Put every note's line into the margin. */
export const fillMargin = () => {
  const body = one(".tt-body");
  column.ariaLabel = "Notes beside the text";
  column.append(...sides.map(({ box }) => box));
  one(".md-main__inner").append(column);
  column.addEventListener("click", (event) => {
    const side = sideAt(event);
    if (side && around(event, ".fold")) toggle(side, false);
  });
  column.addEventListener("keydown", (event) => {
    const side = event.key === "Escape" && sideAt(event);
    if (!side) return;
    if (side.fold.ariaExpanded === "true") toggle(side, false);
    side.note.link.focus();
  });
  place();
  const sizes = new ResizeObserver(place);
  for (const sized of [body, column]) sizes.observe(sized);
  wide.addEventListener("change", place);
};

/**
 * Open or fold a note in the margin; false if its kind is switched off.
 * @param {Note} note
 * @param {boolean} byKey
 */
export const openBeside = (note, byKey) => {
  const side = sides.find((other) => other.note === note);
  if (!side?.box.offsetHeight) return false;
  if (toggle(side, true) && byKey) side.fold.focus({ preventScroll: true });
  side.box.scrollIntoView({ block: "nearest" });
  return true;
};
