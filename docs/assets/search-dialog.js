// The dialog of search: it asks while one types, and Back leads to it again with its results.
import { all, around, modified, one } from "./dom.js";
import { styled } from "./late.js";
import { finder } from "./search-results.js";

await styled("search");

const PAUSE = 30; // ms without a keystroke, after which a search begins

const dialog = one("dialog.tt-found", document, HTMLDialogElement);
const input = one("input", dialog, HTMLInputElement);
const status = one("[role=status]", dialog);
const results = one(".tt-results", dialog);
const page = one(".own-page", dialog, HTMLAnchorElement);
const own = page.href;

/** @type {ReturnType<typeof finder> | null} */
let finding = null;
let pause = 0;
let followed = false;

/**
 * Search for what the field has, and show what was found; show everything if asked to.
 * @param {boolean} [everything]
 */
export const ask = async (everything = false) => {
  const words = input.value.trim();
  page.href = `${own}?${new URLSearchParams({ q: words })}`;
  page.hidden = !words;
  try {
    finding ??= finder();
    const find = await finding;
    const found = await find(words, everything);
    if (words !== input.value.trim()) return;
    status.textContent = found.told;
    results.replaceChildren(...found.sections);
    results.scrollTop = 0;
  } catch {
    finding = null;
    status.textContent =
      "Search is not available: this copy of the site was built without its index.";
  }
};

/** Keep the search with this entry of the browser’s history, so that Back leads to it again. */
const keep = () => {
  const search = {
    words: input.value,
    top: results.scrollTop,
    all: !results.querySelector(".more"),
  };
  history.replaceState({ ...history.state, search }, "");
};

/** Show the search again from which a result was followed. */
export const comeBack = async () => {
  const { search } = history.state;
  input.value = search.words;
  dialog.showModal();
  await ask(search.all);
  results.scrollTop = search.top;
  results.querySelector("a")?.focus({ preventScroll: true });
};

/**
 * Move the focus through the results with the arrow keys.
 * @param {KeyboardEvent} event
 */
const walk = (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = all("input, ol a, .more", dialog);
  const next = stops[stops.findIndex((stop) => stop.matches(":focus")) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
};

input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(ask, PAUSE);
});
dialog.addEventListener("keydown", walk);
dialog.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
dialog.addEventListener("click", (event) => {
  followed = !modified(event) && around(event, "ol a") !== null;
  if (followed) keep(); // before it closes, while it has a place
  if (followed || event.target === dialog || around(event, ".close")) dialog.close();
});
dialog.addEventListener("close", () => {
  if (!followed && history.state?.search) {
    history.replaceState({ ...history.state, search: null }, "");
  }
});
