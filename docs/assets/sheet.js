// A note in a sheet at the window's foot, for touch; fetched for the first note. It names its passage
// and leads to the notes before and after it; the words that it explains stay in sight above it. A tap
// beside the note, Esc, or a swipe down closes it; a swipe to the side goes on.
import { all, around, button, make, one } from "./dom.js";
import { fill, notes } from "./notes.js";

/** @typedef {import("./notes.js").Note} Note */

const FAR = 60; // pixels that a swipe must go

const where = make("span", "where");
const earlier = button("earlier", "Previous");
const later = button("later", "Next");
const close = button("close", "Close");
const sheet = make("dialog", "tt-sheet");
/** @type {Note} */
let note;

/**
 * The note before (-1) or after (1) the one that is shown, of those whose kind is not switched off.
 * @param {-1 | 1} step
 */
const beside = (step) => {
  const shown = notes.filter((one) => one === note || one.link.getClientRects().length);
  return shown[shown.indexOf(note) + step];
};

/** Scroll the page so that the note's words are above the sheet. */
const keepInSight = () => {
  const { top, bottom } = note.mark.getBoundingClientRect();
  const free = innerHeight - sheet.offsetHeight;
  if (top < 0.2 * free || bottom > 0.9 * free) scrollBy({ top: bottom - 0.6 * free });
};

/**
 * Mark the words that the sheet explains, and no others; none without a name.
 * @param {string} [name]
 */
const markWords = (name) => {
  for (const old of all(".told")) old.classList.remove("told");
  if (!name) return;
  for (const words of all(`#ref-${name}, .noted[data-notes~="${name}"]`)) {
    words.classList.add("told");
  }
};

/** @param {Note} shown */
const show = (shown) => {
  note = shown;
  const passage = note.mark.closest(".passage")?.id.slice(1) ?? "";
  where.textContent = `Passage ${passage} · note ${note.link.textContent} of ${notes.length}`;
  const ways = make("div", "ways", earlier, later, close);
  fill(sheet, note, make("span", "grip"), where);
  sheet.append(ways);
  earlier.disabled = !beside(-1);
  later.disabled = !beside(1);
  markWords(note.name);
};

/** @param {-1 | 1} step */
const go = (step) => {
  const next = beside(step);
  if (!next) return;
  const way = step < 0 ? earlier : later;
  show(next);
  sheet.scrollTop = 0;
  keepInSight();
  (way.disabled ? close : way).focus({ preventScroll: true });
};

/** Let a swipe down close the sheet, unless it scrolls the note, and one to the side go on. */
const swipe = () => {
  let [x, y] = [NaN, NaN];
  let [across, down] = [0, 0];
  /** @param {number} distance */
  const move = (distance) => {
    sheet.style.translate = `0 ${distance}px`;
  };
  const passive = { passive: true };
  sheet.addEventListener(
    "touchstart",
    ({ touches }) => {
      [x, y] = [touches[0].clientX, sheet.scrollTop > 0 ? NaN : touches[0].clientY];
      [across, down] = [0, 0];
    },
    passive,
  );
  sheet.addEventListener(
    "touchmove",
    ({ touches }) => {
      across = touches[0].clientX - x;
      down = Math.max(0, (touches[0].clientY || 0) - y) || 0;
      if (down > Math.abs(across)) move(down);
    },
    passive,
  );
  sheet.addEventListener("touchend", () => {
    const sideways = Math.abs(across) > Math.max(FAR, 2 * down);
    if (sideways) go(across < 0 ? 1 : -1);
    else if (down > FAR) sheet.close();
    move(0);
  });
};

one(".tt-body").after(sheet);
swipe();
earlier.addEventListener("click", () => go(-1));
later.addEventListener("click", () => go(1));
sheet.addEventListener("click", (event) => {
  if (event.target === sheet || around(event, "a, .close")) sheet.close();
});
sheet.addEventListener("close", () => {
  markWords();
  note.link.focus({ preventScroll: true });
});

/**
 * Show a note in the sheet.
 * @param {Note} shown
 */
export const open = (shown) => {
  show(shown);
  sheet.showModal();
  keepInSight();
};
