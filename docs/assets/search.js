// Search: the button in the bar, and the dialog it opens. What finds and lists the places is fetched
// when the dialog is opened; so is what marks the words on a page to which a result has led.
import { all, around, modified, one } from "./dom.js";
import { KEYS, keysAct, onKey } from "./keys.js";

const FOUND = "two-tigers-found"; // where a result that is followed leaves what was found there
const PAUSE = 60; // ms without a keystroke, after which a search begins

const opener = one(".tt-search", document, HTMLButtonElement);
const dialog = one("dialog.tt-found", document, HTMLDialogElement);
const input = one("input", dialog, HTMLInputElement);
const status = one("[role=status]", dialog);
const results = one(".tt-results", dialog);
const page = one(".own-page", dialog, HTMLAnchorElement);
const own = page.href;

/** @type {ReturnType<typeof import("./search-results.js").finder> | null} */
let finder = null;
let pause = 0;
let followed = false;

/**
 * Search for what the field has, and show what was found; show everything if asked to.
 * @param {boolean} [everything]
 */
const ask = async (everything = false) => {
  const words = input.value.trim();
  page.href = `${own}?q=${encodeURIComponent(words)}`;
  page.hidden = !words;
  try {
    finder ??= import("./search-results.js").then((found) => found.finder());
    const find = await finder;
    const found = await find(words, everything);
    if (words !== input.value.trim()) return;
    status.textContent = found.told;
    results.replaceChildren(...found.sections);
    results.scrollTop = 0;
  } catch {
    finder = null;
    status.textContent =
      "Search is not available: this copy of the site was built without its index.";
  }
};

const open = () => {
  dialog.showModal();
  input.select();
  return ask();
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
const comeBack = async () => {
  const search = history.state?.search;
  if (!search || dialog.open) return;
  input.value = search.words;
  dialog.showModal();
  await ask(search.all);
  results.scrollTop = search.top;
  results.querySelector("a")?.focus({ preventScroll: true });
};

/** Mark on this page what was found, if a result has led here. */
const arrive = async () => {
  try {
    const left = JSON.parse(localStorage.getItem(FOUND) ?? "null");
    if (left?.to === location.href) {
      localStorage.removeItem(FOUND);
      history.replaceState({ ...history.state, found: left.found }, "");
    }
  } catch {
    return; // storage refused
  }
  const found = history.state?.found;
  if (!found) CSS.highlights?.delete("found");
  else (await import("./search-landing.js")).markFound(found);
};

/**
 * Leave what was found for the page to which a result leads.
 * @param {HTMLAnchorElement} link
 */
const leave = ({ href, dataset }) => {
  try {
    localStorage.setItem(
      FOUND,
      JSON.stringify({ to: href, found: JSON.parse(dataset.found ?? "[]") }),
    );
  } catch {
    // storage refused: the words are not marked
  }
  if (href === location.href) setTimeout(arrive);
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

if (keysAct()) opener.ariaKeyShortcuts = KEYS.search.keys.join(" ");
opener.classList.add("ready");
opener.addEventListener("click", open);
onKey("search", open);
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
  if (followed) keep();
  if (followed || event.target === dialog || around(event, ".close")) dialog.close();
});
dialog.addEventListener("close", () => {
  if (!followed && history.state?.search) {
    history.replaceState({ ...history.state, search: null }, "");
  }
});
document.addEventListener("click", (event) => {
  const link = around(event, ".tt-results ol a", HTMLAnchorElement);
  if (link) leave(link);
});
addEventListener("hashchange", arrive);
addEventListener("popstate", comeBack);
addEventListener("pageshow", (event) => event.persisted && comeBack());
arrive();
comeBack();
