// The notes on a text's words, and their lines in the margin of wide windows. The list at the page's
// foot has the originals; all else shows copies.
import { choices, keep } from "./choices.js";
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

const FOREIGN = /([\p{Script=Han}·]+|\p{Script=Cyrillic}+(?:[\s.,-]+\p{Script=Cyrillic}+)*)/u;

/**
 * Words with Chinese and Russian ones marked, so that they are read aloud correctly.
 * @param {string} words
 */
const spoken = (words) =>
  words.split(FOREIGN).map((part, i) => {
    if (i % 2 === 0) return part;
    const marked = make("span", "", part);
    marked.lang = /\p{Script=Han}/u.test(part) ? "zh" : "ru";
    return marked;
  });

/**
 * What a kind of note means, told with the first note of it that a reader opens; then nothing.
 * @param {string} kind
 */
const introduced = (kind) => {
  const met = choices().met ?? [];
  if (met.includes(kind)) return "";
  keep({ met: [...met, kind] });
  const [meaning] = all(`#help .legend .${kind} + .meaning`);
  return meaning ? `: ${meaning.textContent}` : "";
};

/**
 * A copy of a note without its ids, with short sources, and with a link to the list.
 * @param {Note} note
 */
export const copyOf = ({ entry, kind, link }) => {
  const list = make("a", "to-list", "In the list");
  list.href = `#${entry.id}`;
  list.ariaLabel = `Note ${link.textContent} in the list at the page’s foot`;
  const copy = make("div", "note", ...entry.cloneNode(true).childNodes, list);
  for (const part of all("[id]", copy, Element)) part.removeAttribute("id");
  one(".footnote-backref", copy).remove();
  one(".kind", copy).append(make("span", "meaning", introduced(kind)));
  for (const source of all("a[data-short]", copy)) {
    source.replaceChildren(...spoken(source.dataset.short ?? ""));
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
 * The tops of notes in the margin: each as wanted, or right under the note before; none above 0. A
 * pinned note keeps its top: those before it move up, as far as they can.
 * @param {number[]} wanted
 * @param {number[]} heights
 * @param {{ at: number, top: number } | null} [pin]
 */
export const stack = (wanted, heights, pin = null) => {
  const tops = [...wanted];
  const down = () => {
    let free = 0;
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

/** How full a note in the margin is: with its sources, with its words alone, or cut to three lines. */
const SIZES = ["whole", "bare", "short"];

/** How far from its words the next note may come for a note to be that full, in window heights. */
const FAR = [0.1, 0.5, Infinity];

/**
 * How full each note in the margin is: as lets the next be near its words, and as the room allows.
 * @param {number[]} wanted
 * @param {number[][]} heights of each note in each size, from the fullest
 * @param {number[]} far
 */
export const fit = (wanted, heights, far) => {
  let free = -Infinity;
  const sizes = wanted.map((top, i) => {
    const at = Math.max(top, free);
    const next = wanted[i + 1] ?? Infinity;
    const size = far.findIndex((most, n) => at + heights[n][i] + GAP - next <= most);
    free = at + heights[size][i] + GAP;
    return size;
  });
  const tops = stack(
    wanted,
    sizes.map((size, i) => heights[size][i]),
  );
  return sizes.map((size, i) => {
    const room = (tops[i + 1] ?? Infinity) - tops[i] - GAP;
    return Math.min(
      size,
      heights.findIndex((of, n) => n === size || of[i] <= room),
    );
  });
};

/**
 * The sources of a note in one short line.
 * @param {Note} note
 */
const citedIn = ({ entry }) =>
  all(".grounds a[data-short]", entry)
    .map(({ dataset, nextElementSibling: next }) => {
      const seen = next?.matches(".seen") ? ` ${next.textContent}` : "";
      return `${dataset.short}${seen}`;
    })
    .join("; ");

/**
 * A note in the margin: a button with its kind, its words, whole where there is room, and its sources.
 * @param {Note} note
 */
const lineOf = (note) => {
  const kind = one(".kind", note.entry);
  const head = make("span", kind.className, `${note.link.textContent} ${kind.textContent}`);
  const words = make("span", "words", " ");
  for (const paragraph of all(":scope > p:not(.note-head, .grounds)", note.entry)) {
    words.append(...paragraph.cloneNode(true).childNodes, " ");
  }
  for (const link of all("a", words)) link.replaceWith(...link.childNodes);
  const cited = make("span", "cited", ...spoken(citedIn(note)));
  for (const part of [words, cited]) part.ariaHidden = "true"; // so that the button's name is short
  const fold = button("fold", make("span", "said", head, words), cited);
  fold.tabIndex = -1; // reached from its mark
  fold.ariaExpanded = "false";
  const box = make("div", `side ${note.kind}`, fold);
  box.dataset.size = "short";
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
  const shown = sides.filter(({ box }) => box.offsetHeight);
  const wanted = shown.map(({ note }) => topOf(note.mark) - start - 4);
  /** @param {string} size */
  const measured = (size) => {
    for (const { box } of shown) box.dataset.size = size;
    return shown.map(({ box }) => box.offsetHeight);
  };
  const possible = SIZES.map(measured);
  const sizes = fit(
    wanted,
    possible,
    FAR.map((most) => most * innerHeight),
  );
  for (const [i, { box }] of shown.entries()) box.dataset.size = SIZES[sizes[i]];
  const heights = sizes.map((size, i) => possible[size][i]);
  const at = pinned ? shown.indexOf(pinned.side) : -1;
  const pin = at < 0 ? null : { at, top: pinned?.top ?? wanted[at] };
  const tops = stack(wanted, heights, pin);
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
