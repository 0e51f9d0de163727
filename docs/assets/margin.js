// The margin of wide windows: every note, emendation and parallel beside its words.
import { all, around, button, make, one, spoken } from "./dom.js";
import { arrange } from "./layout.js";
import { marks, passageOf } from "./marks.js";

/** @typedef {import("./marks.js").Mark} Mark */

/** How full a note is: with its sources, with its words alone, or cut to three lines. */
const SIZES = ["whole", "bare", "short"];

/** How far a note may be from its words, in window heights: readers look for it beside or below them. */
const [UP, DOWN] = [0.25, 0.5];

/**
 * The sources of an entry in one short line.
 * @param {Mark} mark
 */
const citedIn = ({ entry }) =>
  all(".grounds a[data-short]", entry)
    .map(({ dataset, nextElementSibling: next }) => {
      const seen = next?.matches(".seen") ? ` ${next.textContent}` : "";
      return `${dataset.short}${seen}`;
    })
    .join("; ");

/**
 * A line in the margin: a button with the mark, its words and its sources.
 * @param {Mark} mark
 */
const lineOf = (mark) => {
  const { entry, link, kind, name } = mark;
  const said = one(".kind", entry);
  const doubt = /certainty (?:medium|low)/.exec(entry.querySelector(".grounds")?.textContent ?? "");
  const parts = [link.textContent, said.textContent, ...(doubt ? ["·", doubt[0]] : [])];
  const head = make("span", said.className, parts.join(" "));
  const words = make("span", "words", " ");
  for (const paragraph of all(":scope > p:not(.note-head, .grounds)", entry)) {
    const copy = paragraph.cloneNode(true);
    if (copy.lastChild?.nodeValue === " ") copy.lastChild.remove();
    words.append(...copy.childNodes, /[.?!…”’]$/.test(copy.textContent ?? "") ? " " : ". ");
  }
  for (const part of all("a", words)) part.replaceWith(...part.childNodes);
  const cited = make("span", "cited", ...spoken(citedIn(mark)));
  for (const part of [words, cited]) part.ariaHidden = "true"; // so that the button’s name is short
  const fold = button("fold", make("span", "said", head, words), cited);
  fold.tabIndex = -1; // reached from its mark
  fold.ariaExpanded = "false";
  const box = make("div", `side ${kind}`, fold);
  box.id = `mar-${name}`;
  return { mark, box, fold, heights: [0, 0, 0] };
};

const column = make("section", "tt-margin md-typeset");
const everything = document.getElementById("notes-all");

/** @typedef {ReturnType<typeof lineOf>} Side */

/** The lines, once there has been a margin for them. @type {Side[]} */
const sides = [];

/**
 * The line that was opened or folded last, the top that it keeps, null for that of its mark, and the
 * place that the address then named.
 * @type {{ side: Side, top: number | null, at: string } | null}
 */
let pinned = null;

/** @param {Element} element */
const topOf = (element) => element.getBoundingClientRect().top;

/** @param {Side} side */
const isOpen = ({ fold }) => fold.ariaExpanded === "true";

const draw = () => {
  sides.push(...marks.filter(({ sort }) => sort !== "call").map(lineOf));
  column.append(...sides.map(({ box }) => box));
};

/** Find out how high each folded line is in each size. */
const measure = () => {
  const shown = sides.filter((side) => !isOpen(side) && side.box.offsetHeight);
  for (const [size, name] of SIZES.entries()) {
    for (const { box } of shown) box.dataset.size = name;
    for (const { box, heights } of shown) heights[size] = box.offsetHeight;
  }
};

/** Whether the window has a margin, and the reader wants it. */
const hasMargin = () => column.offsetWidth > 0;

/** The width and the letters for which the heights are known. */
let known = "";

/**
 * Whether a line is in the passage that the address names.
 * @param {Side} side
 */
const isTold = ({ mark }) => `#${passageOf(mark)}` === location.hash;

/**
 * The heights of a line: of one that is open, or in the passage that the address names, only the whole.
 * @param {Side} side
 */
const heightsOf = (side) => {
  const { heights, box } = side;
  const only = isOpen(side) ? box.offsetHeight : heights[0];
  return isOpen(side) || isTold(side) ? heights.map(() => only) : heights;
};

/** Place every line whose mark is shown beside its words, or as near to them as the others allow. */
export const place = () => {
  column.hidden = everything instanceof HTMLInputElement && !everything.checked;
  if (!hasMargin()) return;
  if (!column.firstChild) draw();
  const marked = sides.map(({ mark }) => mark.box.getClientRects().length > 0);
  for (const [i, { box }] of sides.entries()) box.hidden = !marked[i];
  const now = `${column.offsetWidth} ${getComputedStyle(column).fontSize}`;
  const shown = sides.filter(({ box }) => !box.hidden);
  if (now !== known || shown.some(({ heights }) => !heights[0])) measure();
  known = now;
  const start = topOf(column);
  const kept = pinned?.at === location.hash ? pinned : { side: shown.find(isTold), top: null };
  const items = shown.map((side) => {
    const fixed = side === kept.side;
    const wanted = Math.round(topOf(side.mark.box) - start - 4);
    const top = fixed ? (kept.top ?? wanted) : wanted;
    return { wanted: top, heights: heightsOf(side), fixed };
  });
  const reach = { up: Math.round(UP * innerHeight), down: Math.round(DOWN * innerHeight) };
  for (const [i, { top, size }] of arrange(items, reach).entries()) {
    const { box } = shown[i];
    const [name, moved] = [SIZES[size], `translateY(${top}px)`];
    // written again, the same would cost as much as a change
    if (box.dataset.size !== name) box.dataset.size = name;
    if (box.style.transform !== moved) box.style.transform = moved;
  }
};

/**
 * Open or fold a line: from its mark, beside its words; in the margin, where it is.
 * @param {Side} side
 * @param {boolean} fromMark
 */
const toggle = async (side, fromMark) => {
  const { copyOf } = await import("./entries.js"); // before anything is seen to change
  const { box, fold, mark } = side;
  const opened = !isOpen(side);
  pinned = { side, top: fromMark ? null : topOf(box) - topOf(column), at: location.hash };
  fold.ariaExpanded = String(opened);
  if (opened) box.append(copyOf(mark));
  else box.lastChild?.remove();
  place();
};

/** @param {EventTarget | null} target */
const sideAt = (target) => {
  const box = target instanceof Element ? target.closest(".side") : null;
  return box ? sides.find((side) => side.box === box) : undefined;
};

/**
 * The mark whose line in the margin an element is in.
 * @param {EventTarget | null} target
 */
export const markBeside = (target) => sideAt(target)?.mark;

/** @param {Mark} mark */
const sideOf = (mark) => sides.find((side) => side.mark === mark);

/**
 * Whether a mark has a line in the margin that is shown.
 * @param {Mark} mark
 */
export const isBeside = (mark) => !!sideOf(mark)?.box.offsetHeight;

/**
 * Open or fold a mark’s line.
 * @param {Mark} mark
 * @param {{ byKey?: boolean, keepOpen?: boolean }} how
 */
export const openBeside = async (mark, { byKey = false, keepOpen = false }) => {
  const side = sideOf(mark);
  if (!side) return;
  if (!keepOpen || !isOpen(side)) await toggle(side, true);
  if (byKey && isOpen(side)) side.fold.focus({ preventScroll: true });
  side.box.scrollIntoView({ block: "nearest" });
};

/**
 * Put every line into the margin.
 * @param {(mark: Mark) => boolean} taken whether a mark is opened elsewhere than in its line
 */
export const fillMargin = (taken) => {
  const body = one(".tt-body");
  column.ariaLabel = "Notes beside the text";
  one(".md-main__inner").append(column);
  column.addEventListener("click", (event) => {
    const side = sideAt(event.target);
    if (side && around(event, ".fold") && !taken(side.mark)) toggle(side, false);
  });
  addEventListener("keydown", ({ key, target }) => {
    if (key !== "Escape" || document.querySelector("dialog[open]")) return;
    const within = sideAt(target);
    const side = within ?? pinned?.side;
    if (side && isOpen(side)) toggle(side, false);
    within?.mark.link.focus();
  });
  place();
  const sizes = new ResizeObserver(place);
  for (const sized of [body, column]) sizes.observe(sized);
};
