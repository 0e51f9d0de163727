// The reading page: notes in place, remembered switches, keys, and contents that follow the reading.
// Without it the page is complete: marks lead to the list at its foot, and switches work.
import { keep } from "./choices.js";
import { copyReadings } from "./copy.js";
import { all, around, one } from "./dom.js";
import { onKey } from "./keys.js";
import { notes, place } from "./notes.js";
import { notesInPlace } from "./notes-in-place.js";

const passages = all(".tt-body .passage");
const bar = one(".tt-bar");

/** Remember the switches, which work by themselves, and move notes along with their lines. */
const rememberSwitches = () => {
  bar.addEventListener("change", (event) => {
    const view = around(event, "[type=radio]", HTMLInputElement);
    const off = all("[type=checkbox]:not(:checked)", bar, HTMLInputElement);
    if (view) keep({ view: view.id.slice("view-".length) });
    else keep({ off: off.map(({ id }) => id) });
    place();
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
  const jump = bar.querySelector("details");
  jump?.addEventListener("click", (event) => {
    if (around(event, "a")) jump.open = false;
  });
};

/** The element in focus; for a note in the margin, its mark. */
const focused = () => {
  const focus = document.activeElement ?? document.body;
  const side = focus.closest(".side");
  const note = side && notes.find(({ name }) => side.id === `mar-${name}`);
  return note ? note.link : focus;
};

/**
 * The element after (1) or before (-1) the reader, who is at the focus if that is in sight, or else
 * at the window's top.
 * @template {HTMLElement} Type
 * @param {Type[]} elements
 * @param {1 | -1} step
 * @returns {Type | undefined}
 */
const next = (elements, step) => {
  const here = focused();
  const { top, bottom } = here.getBoundingClientRect();
  const reading = here.closest(".tt-body") && bottom > 0 && top < innerHeight;
  const at = elements.findIndex((element) => element.contains(here));
  if (reading && at >= 0) return elements[at + step];
  const after = elements.findIndex((element) =>
    reading
      ? here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING
      : element.getBoundingClientRect().top > 80,
  );
  return elements[(after < 0 ? elements.length : after) - (step < 0 ? 1 : 0)];
};

/** @param {1 | -1} step */
const toPassage = (step) => {
  const passage = next(passages, step);
  if (!passage) return;
  passage.tabIndex = -1;
  passage.focus({ preventScroll: true });
  passage.scrollIntoView();
};

/** @param {1 | -1} step */
const toNote = (step) => {
  const links = notes.map(({ link }) => link).filter((link) => link.getClientRects().length);
  const link = next(links, step);
  if (!link) return;
  link.scrollIntoView({ block: "nearest" });
  link.focus({ preventScroll: true });
};

const openHelp = () => import("./help.js").then(({ open }) => open());

const listen = () => {
  one(".help", bar).addEventListener("click", openHelp);
  onKey("help", openHelp);
  onKey("nextPassage", () => toPassage(1));
  onKey("previousPassage", () => toPassage(-1));
  onKey("nextNote", () => toNote(1));
  onKey("previousNote", () => toNote(-1));
};

copyReadings();
notesInPlace();
rememberSwitches();
follow();
listen();
