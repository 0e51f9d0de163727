// Notes in place: in the margin of wide windows, in a popover in others, with touch in a sheet.
// Without this file marks lead to the list at the page's foot.
import { all, around, make, modified, one } from "./dom.js";
import { fill, fillMargin, notes, openBeside, wide } from "./notes.js";

/** @typedef {import("./notes.js").Note} Note */

const coarse = matchMedia("(pointer: coarse)");
const body = one(".tt-body");

/**
 * Selectors for the notes at an event: their marks, words and lines in the margin.
 * @param {Event} event
 */
const together = (event) => {
  const near = around(event, ".mark, .noted, .side");
  if (!near) return [];
  const names = near.dataset.notes ?? near.id.slice("ref-".length);
  return names
    .split(" ")
    .map((name) => `#ref-${name}, #mar-${name}, .noted[data-notes~="${name}"]`);
};

/** Light up a mark, its words and its line in the margin together: at the pointer or in focus. */
const lightTogether = () => {
  /** @type {Record<string, string[]>} */
  const lit = {};
  for (const type of ["pointerover", "focusin", "focusout"]) {
    addEventListener(type, (event) => {
      // two sets, “point” and “focus”: each ends by itself
      lit[type.slice(0, "focus".length)] = type === "focusout" ? [] : together(event);
      const now = Object.values(lit).flat().join();
      for (const old of all(".lit")) old.classList.remove("lit");
      if (now) for (const one of all(now)) one.classList.add("lit");
    });
  }
};

const popover = make("div", "tt-popover");
/** The note that the popover shows. @type {Note | null} */
let at = null;
let kept = false; // whether it stays when the pointer leaves
let leaving = 0;

const hide = () => {
  clearTimeout(leaving);
  popover.remove();
  at = null;
  kept = false;
};

/**
 * Show a note in the popover: under its mark, or above where there is more room; never beyond the
 * window.
 * @param {Note} note
 */
const show = (note) => {
  clearTimeout(leaving);
  if (at === note || wide.matches || coarse.matches) return;
  fill(popover, note);
  note.mark.after(popover); // right after its mark, so that Tab leads into it
  popover.showPopover();
  at = note;
  kept = false;
  const { left, top, bottom } = note.link.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { offsetWidth, offsetHeight, style } = popover;
  const under = clientHeight - bottom > Math.min(offsetHeight + 12, top);
  style.left = `${Math.max(12, Math.min(left - 24, clientWidth - offsetWidth - 12))}px`;
  style.top = `${Math.max(0, scrollY + (under ? bottom + 6 : top - offsetHeight - 6))}px`;
};

const linger = () => {
  clearTimeout(leaving);
  if (!kept) leaving = setTimeout(hide, 250); // the pointer may be on its way into the popover
};

/** @param {Note} note */
const popUpAt = (note) => {
  note.mark.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType !== "touch") show(note);
  });
  note.mark.addEventListener("pointerleave", linger);
  note.link.addEventListener("focus", () => {
    if (note.link.matches(":focus-visible")) show(note);
  });
};

/** @param {Event} event */
const hideElsewhere = ({ target }) => {
  if (at && target instanceof Node && !at.mark.contains(target) && !popover.contains(target)) {
    hide();
  }
};

const popUp = () => {
  popover.popover = "manual";
  popover.role = "group";
  for (const note of notes) popUpAt(note);
  popover.addEventListener("pointerenter", () => clearTimeout(leaving));
  popover.addEventListener("pointerleave", linger);
  for (const type of ["focusin", "pointerdown"]) addEventListener(type, hideElsewhere);
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !at) return;
    const inside = popover.contains(document.activeElement);
    if (inside) at.link.focus({ preventScroll: true });
    hide();
  });
  wide.addEventListener("change", hide);
};

export const notesInPlace = () => {
  fillMargin();
  popUp();
  lightTogether();
  body.addEventListener("click", (event) => {
    const link = around(event, "a", HTMLAnchorElement);
    const note = notes.find((other) => other.link === link);
    if (!note || modified(event)) return;
    const byKey = event.detail === 0;
    const byTouch = event instanceof PointerEvent && event.pointerType === "touch";
    if (wide.matches) {
      if (!openBeside(note, byKey)) return;
    } else if (coarse.matches || byTouch) {
      import("./sheet.js").then(({ open }) => open(note));
    } else if (byKey) {
      return; // the popover is open already, and the link leads to the list
    } else {
      show(note);
      kept = true;
    }
    event.preventDefault();
  });
};
