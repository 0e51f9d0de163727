// What a mark leads to in a popover at it, where there is no margin. Fetched for the first one.
import { putBeside } from "./beside.js";
import { make } from "./dom.js";
import { fill } from "./entries.js";
import { styled } from "./late.js";

/** @typedef {import("./marks.js").Mark} Mark */

await styled("dialogs");

const popover = make("div", "tt-popover");
/** The mark that the popover explains. @type {Mark | null} */
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
 * Show what a mark leads to, if the reader is still there.
 * @param {Mark} mark
 */
export const show = (mark) => {
  if (mark.box.matches(":hover, :focus-within")) open(mark);
};

/**
 * Show what a mark leads to until the reader clicks elsewhere.
 * @param {Mark} mark
 */
export const keepOpen = (mark) => {
  open(mark);
  kept = true;
};

/** @param {Mark} mark */
const open = (mark) => {
  clearTimeout(leaving);
  if (at === mark) return;
  fill(popover, mark);
  (mark.box.closest(".em") ?? mark.box).after(popover); // so that Tab leads from the mark into it
  popover.showPopover();
  at = mark;
  kept = false;
  putBeside(popover, mark.link);
  mark.box.addEventListener("pointerleave", linger, { once: true });
};

const linger = () => {
  clearTimeout(leaving);
  if (!kept) leaving = setTimeout(hide, 250); // the pointer may be on its way into the popover
};

/** @param {Event} event */
const hideElsewhere = ({ target }) => {
  if (at && target instanceof Node && !at.box.contains(target) && !popover.contains(target)) {
    hide();
  }
};

popover.popover = "manual";
popover.role = "group";
popover.addEventListener("pointerenter", () => clearTimeout(leaving));
popover.addEventListener("pointerleave", linger);
for (const type of ["focusin", "pointerdown"]) addEventListener(type, hideElsewhere);
addEventListener("resize", hide);
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !at) return;
  const inside = popover.contains(document.activeElement);
  if (inside) at.link.focus({ preventScroll: true });
  hide();
});
