// What a mark leads to in a sheet at the window's foot, for touch; fetched for the first one. It names
// its passage and leads to those before and after it of its sort; the words that it explains stay in
// sight above it. A tap beside it, Esc, or a swipe down closes it; a swipe to the side goes on.
import { all, around, button, make, one } from "./dom.js";
import { fill } from "./entries.js";
import { styled } from "./late.js";
import { marks, passageOf, wordsOf } from "./marks.js";

/** @typedef {import("./marks.js").Mark} Mark */

await styled("dialogs");

const FAR = 60; // pixels that a swipe must go

const where = make("span", "where");
const earlier = button("earlier", "Previous");
const later = button("later", "Next");
const close = button("close", "Close");
const sheet = make("dialog", "tt-sheet");
/** @type {Mark} */
let mark;

/** The marks of the same sort as the one that is shown, without those that are switched off. */
const siblings = () =>
  marks.filter(
    (one) => one.sort === mark.sort && (one === mark || one.link.getClientRects().length),
  );

/**
 * The mark before (-1) or after (1) the one that is shown.
 * @param {-1 | 1} step
 */
const beside = (step) => siblings()[siblings().indexOf(mark) + step];

/** What the sheet calls marks; not every star is an emendation, as some leave what was transmitted. */
const CALLED = new Map([
  ["call", "the author’s note"],
  ["emendation", "star"],
]);

/** Scroll the page if the mark or the end of its words is beneath the sheet or above the window. */
const keepInSight = () => {
  const { top, bottom } = mark.link.getBoundingClientRect();
  const ends = wordsOf(mark).map((words) => words.getBoundingClientRect().bottom);
  const end = Math.max(bottom, ...ends);
  const free = innerHeight - sheet.offsetHeight;
  const covered = Math.max(0, one(".tt-bar").getBoundingClientRect().bottom);
  if (top < covered || end > free) scrollBy({ top: end - 0.6 * free });
};

/**
 * Light up the words that the sheet explains, and no others.
 * @param {HTMLElement[]} [words]
 */
const lightUp = (words = []) => {
  for (const old of all(".told")) old.classList.remove("told");
  for (const part of words) part.classList.add("told");
};

/** @param {Mark} shown */
const show = (shown) => {
  mark = shown;
  const sort = CALLED.get(mark.sort) ?? mark.sort;
  const count = `${siblings().indexOf(mark) + 1} of ${siblings().length}`;
  where.textContent = `Passage ${passageOf(mark).slice(1)} · ${sort} ${count}`;
  const ways = make("div", "ways", earlier, later, close);
  fill(sheet, mark, make("span", "grip"), where);
  sheet.append(ways);
  earlier.disabled = !beside(-1);
  later.disabled = !beside(1);
  lightUp([mark.box, ...wordsOf(mark)]);
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
  const link = around(event, "a", HTMLAnchorElement);
  if (link?.matches('.note [href*="#"]:not(.cite, .to-list, .way)')) {
    event.preventDefault();
    import("./peek.js").then(({ unfold }) => unfold(link));
  } else if (link || event.target === sheet || around(event, ".close")) {
    sheet.close();
  }
});
sheet.addEventListener("close", () => {
  lightUp();
  mark.link.focus({ preventScroll: true });
});

/**
 * Show what a mark leads to in the sheet.
 * @param {Mark} shown
 */
export const open = (shown) => {
  show(shown);
  if (!sheet.open) sheet.showModal();
  keepInSight();
};
