// The filter of a list: by words and by choices, without reloading. What is asked stays in the
// page's address, and so comes back with it. How a list is marked up is said in filter.py.
import { addressed, all, one } from "./dom.js";

const form = one("form.filter", document, HTMLFormElement);
const words = one("[name=words]", form, HTMLInputElement);
const choices = all("select", form, HTMLSelectElement);
const found = one("output", form, HTMLOutputElement);
const clear = one("button", form, HTMLButtonElement);
const entries = all(".entry");
const leading = all("[data-of]");
const groups = all(".group").filter((group) => group.querySelector(".entry, [data-of]"));
const ways = all(".letters a, .tt-contents a", document, HTMLAnchorElement);
const bare = all(".letters li:not(:has(a))"); // letters that no name begins with

/**
 * Words without what readers write in several ways: case, accents, apostrophes and dashes.
 * @param {string} written
 */
const plain = (written) =>
  written
    .toLowerCase()
    .replace(/['’‘ʼʻʹ`´]/g, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\p{Pd}/gu, " ");

/** @type {Map<HTMLElement, string>} */
const read = new Map();

/** @param {HTMLElement} entry */
const wordsOf = (entry) => {
  const known = read.get(entry) ?? plain(entry.textContent);
  read.set(entry, known);
  return known;
};

/** @param {string} [id] */
const isHidden = (id = "") => document.getElementById(id)?.hidden ?? false;

/**
 * Show the entries that fit, and the one that holds an element even if it does not.
 * @param {HTMLElement | null} [named]
 */
const show = (named = null) => {
  const asked = plain(words.value).split(/\s+/).filter(Boolean);
  const chosen = choices.filter(({ value }) => value);
  /** @param {HTMLElement} entry */
  const fits = (entry) =>
    chosen.every(({ name, value }) => entry.dataset[name] === value) &&
    asked.every((word) => wordsOf(entry).includes(word));
  const fitting = entries.filter(fits);
  const shown = new Set(fitting);
  for (const entry of entries) entry.hidden = !shown.has(entry) && !entry.contains(named);
  for (const way of leading) way.hidden = isHidden(way.dataset.of);
  for (const group of groups) {
    group.hidden = !group.querySelector(":is(.entry, [data-of]):not([hidden])");
  }
  for (const way of ways) way.hidden = isHidden(way.getAttribute("href")?.slice(1));
  clear.hidden = !words.value && !chosen.length;
  for (const letter of bare) letter.hidden = !clear.hidden;
  const of = `of ${found.dataset.listed}`;
  found.textContent = fitting.length
    ? `${fitting.length.toLocaleString("en")} ${of}`
    : `None ${of} fits.`;
};

/** Keep in the address what is asked, in place of what the address named. */
const keep = () => {
  const address = new URL(location.href);
  address.hash = "";
  for (const { name, value } of [words, ...choices]) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(history.state, "", address);
};

/** Ask what the address asks, and show what it names. */
const restore = () => {
  const asked = new URL(location.href).searchParams;
  words.value = asked.get("words") ?? "";
  for (const choice of choices) {
    const value = asked.get(choice.name) ?? "";
    choice.value = [...choice.options].some((option) => option.value === value) ? value : "";
  }
  show(addressed());
};

form.addEventListener("input", () => {
  show();
  keep();
});
form.addEventListener("submit", (event) => event.preventDefault());
clear.addEventListener("click", () => {
  form.reset();
  show();
  keep();
  words.focus();
});
addEventListener("popstate", restore);
restore();
