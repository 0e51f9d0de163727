// What a search has found, marked at the place to which a result has led. The address is left alone.
import { NAME } from "./choices.js";
import { addressed } from "./dom.js";
import { divided } from "./search-words.js";

const LEFT = `${NAME}-found`; // where the result that is followed leaves what was found there
const OPENING = 500; // ms in which a note is opened for an address that names it

/**
 * The words of an element that can be seen and belong to what is read, each with its text node.
 * @param {Element} element
 */
const wordsOf = (element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const words = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent?.checkVisibility() || parent.closest(".apparatus")) continue;
    for (const word of divided(node.textContent ?? "")) words.push({ node, ...word });
  }
  return words;
};

/**
 * The ranges of an element that hold some words one after the other.
 * @param {ReturnType<typeof wordsOf>} words
 * @param {string} found
 */
const ranges = (words, found) => {
  const wanted = found.split(" ");
  return words.flatMap(({ node, start }, n) => {
    if (!wanted.every((word, k) => words[n + k]?.folded === word)) return [];
    const last = words[n + wanted.length - 1];
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(last.node, last.end);
    return [range];
  });
};

/** Whatever shows what the address names: the place itself, and where a note or star is opened. */
const places = () => {
  const place = addressed() ?? document.querySelector("article") ?? document.body;
  const opened = document.querySelectorAll(
    `[id="mar-${CSS.escape(place.id)}"], .tt-popover, .tt-sheet`,
  );
  return [place, ...opened];
};

/**
 * Mark what was found where the address leads, and bring the longest of it into sight; the page itself
 * does this for a note, which it opens at the words that it is on.
 * @param {string[]} found
 */
const mark = (found) => {
  const words = places().flatMap(wordsOf);
  const every = found.flatMap((some) => ranges(words, some));
  CSS.highlights?.set("found", new Highlight(...every));
  const box = every[0]?.getBoundingClientRect();
  const listed = places()[0].closest(".footnote, .rulings");
  if (box && !listed && (box.top < 0 || box.bottom > innerHeight)) {
    scrollBy({ top: box.top - innerHeight / 3, behavior: "instant" });
  }
};

/** Mark what was found, if a result has led to this address, now or when it was opened first. */
export const arrive = () => {
  const left = JSON.parse(localStorage.getItem(LEFT) ?? "null");
  if (left?.to === location.href) {
    localStorage.removeItem(LEFT);
    history.replaceState({ ...history.state, found: left.found }, "");
  }
  const { found } = history.state ?? {};
  if (!found) return;
  mark(found);
  setTimeout(() => mark(found), OPENING);
};

/**
 * Leave what was found for the page to which a result leads.
 * @param {string} to
 * @param {string[]} found
 */
export const leave = (to, found) => {
  try {
    localStorage.setItem(LEFT, JSON.stringify({ to, found }));
    if (to === location.href) setTimeout(arrive);
  } catch {
    // storage refused: the words are not marked
  }
};
