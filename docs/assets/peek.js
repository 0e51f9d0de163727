// What an address of the edition names, shown before one goes there. Fetched when it is first asked for.
import { putBeside } from "./beside.js";
import { all, make } from "./dom.js";
import { styled } from "./late.js";

await styled("dialogs");

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();

/**
 * A page of the edition; of the one that is open, itself.
 * @param {URL} url
 */
const pageAt = ({ origin, pathname }) => {
  if (pathname === location.pathname) return Promise.resolve(document);
  const page =
    pages.get(pathname) ??
    fetch(origin + pathname)
      .then((answer) => answer.text())
      .then((html) => new DOMParser().parseFromString(html, "text/html"));
  pages.set(pathname, page);
  return page;
};

/**
 * The words of what a link names, without signs and tools; null if there is no such place.
 * @param {HTMLAnchorElement} link
 */
export const wordsAt = async (link) => {
  const found = (await pageAt(new URL(link.href))).getElementById(link.hash.slice(1));
  if (!found) return null;
  const entry = found.matches("dt") ? [found, found.nextElementSibling] : [found];
  const copies = entry.map((part) => document.importNode(part ?? found, true));
  const words = make("div", "peeked", ...copies.flatMap((copy) => [...copy.childNodes]));
  const lang = found.closest("[lang]");
  if (lang instanceof HTMLElement) words.lang = lang.lang;
  for (const part of all(".apparatus, .cite, .improve, .footnote-backref", words)) part.remove();
  for (const part of all("[id]", words, Element)) part.removeAttribute("id");
  for (const part of all("a", words)) part.replaceWith(...part.childNodes);
  return words;
};

const box = make("div", "tt-popover tt-peek");
/** @type {HTMLAnchorElement | null} */
let asked = null;
let leaving = 0;

const hide = () => {
  asked = null;
  box.remove();
};

const linger = () => {
  leaving = setTimeout(hide, 250); // the pointer may be on its way into the box
};

box.popover = "manual";
box.addEventListener("pointerenter", () => clearTimeout(leaving));
box.addEventListener("pointerleave", linger);
addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !asked) return;
    event.stopImmediatePropagation(); // one press closes one box
    hide();
  },
  true,
);

/**
 * Show what a link leads to in a box beside it, until the pointer or the focus leaves.
 * @param {HTMLAnchorElement} link
 */
export const peekAt = async (link) => {
  clearTimeout(leaving);
  if (asked === link) return;
  hide();
  asked = link;
  const words = await wordsAt(link).catch(() => null);
  if (asked !== link) return;
  if (!words || !link.matches(":hover, :focus")) {
    hide(); // the reader has gone on in the meantime
    return;
  }
  box.replaceChildren(words);
  link.after(box);
  box.showPopover();
  putBeside(box, link);
  for (const type of ["pointerleave", "blur"]) link.addEventListener(type, linger, { once: true });
};

/**
 * Unfold what a link leads to under its paragraph, with a way there, or fold it again.
 * @param {HTMLAnchorElement} link
 */
export const unfold = async (link) => {
  const after = link.closest("p") ?? link;
  if (after.nextElementSibling?.matches(".tt-peek")) {
    after.nextElementSibling.remove();
    return;
  }
  const words = await wordsAt(link).catch(() => null);
  const way = make("a", "way", "Go there");
  way.href = link.href;
  after.after(make("div", "tt-peek", words ?? "", way));
};
