// A note in a sheet at the window's foot, for touch; fetched for the first note. A tap beside the
// note, Esc, or a swipe down closes it.
import { around, button, make, one } from "./dom.js";
import { fill } from "./notes.js";

/** @typedef {import("./notes.js").Note} Note */

const grip = make("span", "grip");
const close = button("close", "Close");
const sheet = make("dialog", "tt-sheet");
/** @type {Note} */
let note;

/** Let a swipe down close the sheet, unless it scrolls the note. */
const swipe = () => {
  let start = NaN;
  let moved = 0;
  /** @param {number} distance */
  const move = (distance) => {
    moved = Math.max(0, distance);
    sheet.style.translate = `0 ${moved}px`;
  };
  const passive = { passive: true };
  sheet.addEventListener(
    "touchstart",
    ({ touches }) => {
      start = sheet.scrollTop > 0 ? NaN : touches[0].clientY;
    },
    passive,
  );
  sheet.addEventListener(
    "touchmove",
    ({ touches }) => {
      if (start) move(touches[0].clientY - start);
    },
    passive,
  );
  sheet.addEventListener("touchend", () => {
    if (moved > 60) sheet.close();
    move(0);
  });
};

one(".tt-body").after(sheet);
swipe();
sheet.addEventListener("click", (event) => {
  if (event.target === sheet || around(event, "a, .close")) sheet.close();
});
sheet.addEventListener("close", () => note.link.focus({ preventScroll: true }));

/**
 * Show a note in the sheet.
 * @param {Note} shown
 */
export const open = (shown) => {
  note = shown;
  fill(sheet, note, grip);
  sheet.append(close);
  sheet.showModal();
};
