// What several texts tell of one event, side by side. Fetched when a parallel is first opened.
import { around, button, make, one } from "./dom.js";
import { styled } from "./late.js";
import { passageOf } from "./marks.js";
import { wordsAt } from "./peek.js";

/** @typedef {import("./marks.js").Mark} Mark */

await styled("dialogs");

const title = make("h2");
const tellings = make("div", "tellings");
const close = button("close", "Close");
const dialog = make("dialog", "tt-dialog tt-compare", title, tellings, close);

title.id = "compare-title";
dialog.setAttribute("aria-labelledby", title.id);
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || around(event, "a, .close")) dialog.close();
});
one(".tt-body").after(dialog);

/**
 * A column for the passage that a link leads to.
 * @param {string} name
 * @param {HTMLAnchorElement} link
 */
const column = async (name, link) => {
  const head = make("a", "", name);
  head.href = link.href;
  const words = await wordsAt(link).catch(() => null);
  return make("section", "", make("h3", "", head), words ?? "This passage could not be fetched.");
};

/**
 * The columns of one event: this passage, and those that tell of it elsewhere.
 * @param {HTMLAnchorElement} here
 * @param {HTMLElement} line
 */
const columns = (here, line) =>
  Promise.all([
    column(`Here, passage ${here.textContent}`, here),
    ...[...line.querySelectorAll("span > a")].map((link) => {
      const text = link.parentElement?.firstChild?.textContent ?? "";
      return column(text + link.textContent, /** @type {HTMLAnchorElement} */ (link));
    }),
  ]);

/**
 * Show what a passage tells beside what the other texts tell of the same events.
 * @param {Mark} mark
 */
export const compare = async (mark) => {
  const here = one(".number", mark.entry, HTMLAnchorElement);
  title.textContent = `Passage ${passageOf(mark).slice(1)} and its parallels`;
  tellings.replaceChildren();
  dialog.showModal();
  for (const line of mark.entry.querySelectorAll(":scope > p:not(.note-head)")) {
    const event = one("a.event", line, HTMLAnchorElement);
    const link = make("a", "", event.textContent ?? "");
    link.href = event.href;
    const head = make("p", "event", link, " · on the timeline");
    const told = await columns(here, /** @type {HTMLElement} */ (line));
    tellings.append(head, make("div", "columns", ...told));
  }
};
