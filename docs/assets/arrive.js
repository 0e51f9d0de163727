// Where an address leads: to a passage with its notes, to the words of a note, to a stretch of passages.
// Fetched when the page’s address first names a place.
import { addressed, all, make } from "./dom.js";
import { isBeside, place } from "./margin.js";
import { markNamed, marks, passageOf } from "./marks.js";
import { openMark } from "./notes-in-place.js";
import { stretch } from "./stretch.js";

const passages = all(".tt-body .passage");

const markStretch = () => {
  const found = stretch(passages);
  for (const passage of passages) passage.classList.toggle("ranged", found.includes(passage));
};

const count = make("button", "apparatus notes-here");
count.type = "button";

/**
 * Where there is no margin: light the marks of a passage, and say in a line how many notes it has.
 * @param {HTMLElement} passage
 */
const tellNotes = (passage) => {
  const here = marks.filter((mark) => mark.sort === "note" && passageOf(mark) === passage.id);
  const shown = here.filter(({ box }) => box.getClientRects().length);
  if (!shown.length || isBeside(shown[0])) return;
  for (const { box } of shown) box.classList.add("told");
  count.textContent = shown.length === 1 ? "1 note" : `${shown.length} notes`;
  count.onclick = () => openMark(shown[0], { byTouch: true });
  passage.append(count);
};

/**
 * Of an address with a version, what has changed since then where it leads; else null.
 * @returns {Promise<HTMLElement> | null}
 */
const comparedWithVersion = () =>
  new URLSearchParams(location.search).has("v")
    ? import("./earlier.js").then(({ told }) => told())
    : null;

/** Bring the reader to what the address names. */
const arrive = async () => {
  const asked = comparedWithVersion();
  const told = asked ? await asked : null;
  count.remove();
  for (const old of all(".told")) old.classList.remove("told");
  markStretch();
  const target = addressed();
  if (!target) return;
  const menu = target.closest("details");
  if (menu) menu.open = true;
  place();
  const star = target.matches(".em") ? target.querySelector(".em-mark") : null;
  const mark = markNamed(star instanceof HTMLAnchorElement ? star.hash.slice(1) : target.id);
  if (mark && mark.sort !== "call" && mark.box.getClientRects().length) {
    mark.box.scrollIntoView({ block: "center" });
    openMark(mark, { keepOpen: true });
    if (isBeside(mark)) told?.scrollIntoView();
  } else {
    told?.scrollIntoView();
    if (target.matches(".passage")) tellNotes(target);
  }
};

addEventListener("hashchange", arrive);
// While a page loads, the browser itself goes back to the address again and again.
if (document.readyState === "complete") arrive();
else addEventListener("load", () => requestAnimationFrame(arrive));
