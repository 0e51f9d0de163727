// The reading page: notes in place, remembered switches, keys, and contents that follow the reading.
// Without it the page is complete: marks lead to the list at its foot, and switches work.
import { keep } from "./choices.js";
import { all, around, one } from "./dom.js";
import { onKey } from "./keys.js";
import { place } from "./margin.js";
import { notesInPlace } from "./notes-in-place.js";

const passages = all(".tt-body .passage");
const bar = one(".tt-bar");

/** Remember the switches, which work by themselves, and move notes along with their lines. */
const rememberSwitches = () => {
  bar.addEventListener("change", (event) => {
    const chosen = around(event, "[type=radio]", HTMLInputElement);
    const off = all(".switch :not(:checked)[type=checkbox]", bar, HTMLInputElement);
    if (chosen) keep({ [chosen.name]: chosen.id.slice(chosen.name.length + 1) });
    else keep({ off: off.map(({ id }) => id) });
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
  bar.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && around(event, "details", HTMLDetailsElement);
    if (!menu) return;
    menu.open = false;
    one("summary", menu).focus();
  });
};

/**
 * Bring an entry of the contents to the middle of their column, unless it is in sight.
 * @param {Element} entry
 * @param {Element} column
 */
const showEntry = (entry, column) => {
  const [at, within] = [entry.getBoundingClientRect(), column.getBoundingClientRect()];
  if (at.top < within.top || at.bottom > within.bottom) {
    column.scrollTop += at.top - within.top - within.height / 2;
  }
};

/** Mark in the contents the entry of the passage that is at the window's top. */
const follow = () => {
  const column = one(".tt-contents");
  const order = new Map(passages.map(({ id }, i) => [`#${id}`, i]));
  /** @type {Set<number>} */
  const read = new Set();
  const mark = () => {
    const now = Math.min(...read);
    for (const list of all(".tt-contents, .jump")) {
      const entries = all("a", list, HTMLAnchorElement);
      const current = entries.findLast(({ hash }) => (order.get(hash) ?? Infinity) <= now);
      for (const entry of entries) entry.ariaCurrent = entry === current ? "location" : null;
    }
    const current = column.querySelector("[aria-current]");
    if (current) showEntry(current, column);
  };
  const observer = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        const at = passages.indexOf(/** @type {HTMLElement} */ (target));
        if (isIntersecting) read.add(at);
        else read.delete(at);
      }
      if (read.size) mark();
    },
    { rootMargin: "-72px 0px -70% 0px" },
  );
  for (const passage of passages) observer.observe(passage);
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

/** Fetch what serves an address with a place, and what serves citing and copying, once it may be needed. */
const fetchLater = () => {
  const arrive = () => import("./arrive.js");
  const cite = () => [import("./cite.js"), import("./names.js")];
  if (location.hash) {
    arrive();
    cite();
  }
  addEventListener("hashchange", arrive, { once: true });
  for (const type of ["pointerover", "focusin", "selectionchange", "hashchange"]) {
    (type === "hashchange" ? window : document).addEventListener(type, cite, { once: true });
  }
};

notesInPlace();
rememberSwitches();
closeMenus();
follow();
listen();
fetchLater();
