// The reading page: notes in place, remembered switches, and keys.
// Without it the page is complete: marks lead to the list at its foot, and switches work.
import { keep } from "./choices.js";
import { all, around, one } from "./dom.js";
import { onKey } from "./keys.js";
import { place } from "./margin.js";
import { notesInPlace } from "./notes-in-place.js";

const bar = one(".tt-bar");

/** Remember the switches, which the row itself names, and move notes along with their lines. */
const rememberSwitches = () => {
  bar.addEventListener("change", () => {
    keep({ ...bar.dataset });
    place();
  });
};

/**
 * Choose the next of some radio buttons, after the last the first.
 * @param {string} name
 */
const chooseNext = (name) => {
  const buttons = all(`[name=${name}]`, bar, HTMLInputElement);
  const at = buttons.findIndex(({ checked }) => checked);
  buttons[(at + 1) % buttons.length]?.click();
};

/** Close the row's menus at Esc, at a click elsewhere, and when a link in one is followed. */
const closeMenus = () => {
  const menus = all("details", bar, HTMLDetailsElement);
  /** @param {Node | null} kept */
  const close = (kept) => {
    for (const menu of menus) if (!menu.contains(kept)) menu.open = false;
  };
  addEventListener("click", (event) => {
    const { target } = event;
    close(target instanceof Node && !around(event, ".panel a") ? target : null);
  });
  bar.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (next instanceof Node) close(next);
  });
  addEventListener("keydown", ({ key, target }) => {
    const menu = menus.find(({ open }) => open);
    if (key !== "Escape" || !menu) return;
    menu.open = false;
    if (target instanceof Node && menu.contains(target)) one("summary", menu).focus();
  });
};

const openHelp = () => import("./help.js").then(({ open }) => open());

const listen = () => {
  one(".help", bar).addEventListener("click", openHelp);
  onKey("help", openHelp);
  const walk = () => import("./walk.js");
  onKey("nextPassage", () => walk().then(({ toPassage }) => toPassage(1)));
  onKey("previousPassage", () => walk().then(({ toPassage }) => toPassage(-1)));
  onKey("nextNote", () => walk().then(({ toNote }) => toNote(1)));
  onKey("previousNote", () => walk().then(({ toNote }) => toNote(-1)));
  onKey("view", () => chooseNext("view"));
  onKey("amount", () => chooseNext("notes"));
};

/** Fetch what serves an address with a place, citing and copying, and the contents, once it may be needed. */
const fetchLater = () => {
  const arrive = () => import("./arrive.js");
  const cite = () => {
    import("./names.js");
    import("./entries.js");
    return import("./cite.js");
  };
  /** @param {Event} event */
  const citeHere = async (event) => (await cite()).offerHere(event);
  if (location.hash) {
    arrive();
    cite();
  }
  addEventListener("hashchange", arrive, { once: true });
  addEventListener("scroll", () => import("./contents.js"), { once: true });
  for (const type of ["pointerover", "focusin", "selectionchange", "hashchange"]) {
    (type === "hashchange" ? window : document).addEventListener(type, citeHere, { once: true });
  }
};

notesInPlace();
rememberSwitches();
closeMenus();
listen();
fetchLater();
// By then the browser knows how high the lists at the foot are.
setTimeout(() => one(".tt-text").classList.add("drawn"), 999);
