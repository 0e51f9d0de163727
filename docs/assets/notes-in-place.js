// What a mark leads to, in place: in the margin of wide windows, else in a popover, with touch in a
// sheet. Without this file marks lead to the lists at the page’s foot.
import { all, around, modified, one } from "./dom.js";
import { fillMargin, isBeside, markBeside, openBeside } from "./margin.js";
import { markNamed, markOf, marks, wordsOf } from "./marks.js";

/** @typedef {import("./marks.js").Mark} Mark */

const coarse = matchMedia("(pointer: coarse)");
const body = one(".tt-body");

/**
 * The mark whose words are at an event; of several, that of the fewest words.
 * @param {Event} event
 */
const markOfWords = (event) => {
  const words = around(event, ".tt-body :is(.noted, .em)");
  if (!words) return undefined;
  if (words.matches(".em")) return markOf(words.querySelector(".em-mark"));
  return markNamed(`note-${words.dataset.notes?.split(" ")[0]}`);
};

/**
 * The marks at an event: by their signs, words and lines in the margin.
 * @param {Event} event
 */
const marksAt = (event) => {
  const names = around(event, ".noted")?.dataset.notes?.split(" ") ?? [];
  const signs = around(event, "sup.apparatus")?.querySelector("a") ?? null;
  const found = [markOf(signs), markBeside(event.target), markOfWords(event)];
  return [...found, ...names.map((name) => markNamed(`note-${name}`))].filter((mark) => !!mark);
};

/** Light up a mark, its words and its line in the margin together: at the pointer or in focus. */
const lightTogether = () => {
  /** @type {Record<string, Mark[]>} */
  const lit = {};
  for (const type of ["pointerover", "focusin", "focusout"]) {
    addEventListener(type, (event) => {
      // two sets, “point” and “focus”: each ends by itself
      lit[type.slice(0, "focus".length)] = type === "focusout" ? [] : marksAt(event);
      for (const old of all(".lit")) old.classList.remove("lit");
      for (const mark of Object.values(lit).flat()) {
        const line = document.getElementById(`mar-${mark.name}`);
        for (const part of [mark.box, line, ...wordsOf(mark)]) part?.classList.add("lit");
      }
    });
  }
};

const popover = () => import("./popover.js");

/** @param {Mark} mark */
const popUpAt = (mark) => {
  const show = async () => {
    if (isBeside(mark) || coarse.matches) return;
    const { show } = await popover();
    show(mark);
  };
  mark.box.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType !== "touch") show();
  });
  mark.link.addEventListener("focus", ({ relatedTarget: left }) => {
    const closed = left instanceof Element && left.closest(".tt-popover");
    if (mark.link.matches(":focus-visible") && !closed) show();
  });
};

/** @param {Mark} mark */
const compared = (mark) => {
  if (mark.sort !== "parallel") return false;
  import("./compare.js").then(({ compare }) => compare(mark));
  return true;
};

/**
 * Open what a mark leads to; false if its link is to be followed instead.
 * @param {Mark} mark
 * @param {{ byKey?: boolean, byTouch?: boolean, keepOpen?: boolean }} how
 */
export const openMark = (mark, { byKey, byTouch, keepOpen }) => {
  if (compared(mark)) {
    return true;
  }
  if (isBeside(mark)) {
    openBeside(mark, { byKey, keepOpen });
  } else if (coarse.matches || byTouch) {
    import("./sheet.js").then(({ open }) => open(mark));
  } else if (byKey) {
    return false; // the popover is open already
  } else {
    popover().then(({ keepOpen }) => keepOpen(mark));
  }
  return true;
};

/** @param {MouseEvent} event */
const openAt = async (event) => {
  if (modified(event) || around(event, ".tt-popover, button")) return;
  const byTouch = event instanceof PointerEvent && event.pointerType === "touch";
  const hit = around(event, "a", HTMLAnchorElement);
  const words = getSelection()?.isCollapsed ? markOfWords(event) : undefined;
  const at = /** @type {Element} */ (event.target).getBoundingClientRect();
  const link = hit ?? (byTouch ? (await import("./touch.js")).nearest(event, at, !!words) : null);
  const mark = link ? markOf(link) : words;
  if (mark) {
    if (openMark(mark, { byKey: event.detail === 0, byTouch })) event.preventDefault();
  } else if (!hit) {
    link?.click();
  }
};

/** Follow a link to the list from a copy: here the list itself is meant, not the words. */
const followToList = () => {
  document.addEventListener("click", (event) => {
    const link = around(event, "a.to-list", HTMLAnchorElement);
    const entry = link && document.getElementById(link.hash.slice(1));
    if (!entry || modified(event)) return;
    event.preventDefault();
    history.pushState(null, "", link.hash);
    entry.tabIndex = -1;
    entry.focus({ preventScroll: true });
    entry.scrollIntoView();
  });
};

const PEEKED = ':is(.side .note, .tt-popover, .tt-compare) a[href*="#"]:not(.cite, .to-list)';

/** Show what a link in a note leads to, at the pointer or in focus. */
const offerPeeks = () => {
  for (const type of ["pointerover", "focusin"]) {
    addEventListener(type, (event) => {
      const link = coarse.matches ? null : around(event, PEEKED, HTMLAnchorElement);
      if (link) import("./peek.js").then(({ peekAt }) => peekAt(link));
    });
  }
};

export const notesInPlace = () => {
  fillMargin(compared);
  offerPeeks();
  for (const mark of marks) popUpAt(mark);
  lightTogether();
  followToList();
  body.addEventListener("click", openAt);
};
