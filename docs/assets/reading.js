// The reading page: notes in place, switches that are remembered, keys, contents that follow.
// Without it the page is whole: marks lead to the list at its foot, and switches work.
import { button, make, notes, notesInPlace, place, wide } from "./notes-in-place.js";

const all = (names, within = document) => [...within.querySelectorAll(names)];
const passages = all(".tt-body .passage");
const bar = document.querySelector(".tt-bar");
const help = document.getElementById("help");

const keep = (choices) => {
  try {
    const kept = JSON.parse(localStorage.getItem("two-tigers"));
    localStorage.setItem("two-tigers", JSON.stringify({ ...kept, ...choices }));
  } catch {
    // storage refused: the choice lasts as long as the page
  }
};

/** The switches work by themselves; here they are remembered, and lines that moved are followed. */
const rememberSwitches = () => {
  bar.addEventListener("change", ({ target }) => {
    if (target.type === "radio") keep({ view: target.id.slice("view-".length) });
    else keep({ off: all("[type=checkbox]:not(:checked)", bar).map(({ id }) => id) });
    place();
  });
};

/** What the marks mean, once: beside the text's head, or at the foot of narrow windows. */
const welcome = () => {
  if (document.documentElement.classList.contains("tt-known")) return;
  const box = make("section", "tt-welcome");
  const close = button("close", "Understood");
  const [title, marks] = help.children;
  box.ariaLabel = title.textContent;
  box.append(make("p", "", title.textContent), marks.cloneNode(true), close);
  const stand = () => {
    document.querySelector(wide.matches ? ".tt-margin" : ".tt-text").append(box);
    place();
  };
  stand();
  wide.addEventListener("change", stand);
  close.addEventListener("click", () => {
    wide.removeEventListener("change", stand);
    box.remove();
    place();
    keep({ known: true });
  });
};

/** The contents follow the reading: the entry of the passage at the window's top is marked. */
const follow = () => {
  const column = document.querySelector(".tt-contents");
  const order = new Map(passages.map(({ id }, i) => [`#${id}`, i]));
  const read = new Set();
  const mark = () => {
    const now = Math.min(...read);
    for (const list of all(".tt-contents, .jump")) {
      const entries = all("a", list);
      const current = entries.findLast(({ hash }) => order.get(hash) <= now);
      for (const entry of entries) entry.ariaCurrent = entry === current ? "location" : null;
    }
    const current = column.querySelector("[aria-current]");
    if (!current) return;
    const [top, within] = [current, column].map((element) => element.getBoundingClientRect());
    if (top.top < within.top || top.bottom > within.bottom) {
      column.scrollTop += top.top - within.top - within.height / 2;
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        read[isIntersecting ? "add" : "delete"](passages.indexOf(target));
      }
      if (read.size) mark();
    },
    { rootMargin: "-72px 0px -70% 0px" },
  );
  for (const passage of passages) observer.observe(passage);
  const jump = bar.querySelector(".jump");
  jump?.addEventListener("click", ({ target }) => {
    if (target.closest("a")) jump.open = false;
  });
};

/** The element after (1) or before (-1) where the reader is: the focus in sight, else the window's top. */
const next = (elements, step) => {
  const focus = document.activeElement;
  const side = focus.closest(".side");
  const here = side ? document.getElementById(side.id.replace("mar", "ref")).firstChild : focus;
  const { top, bottom } = here.getBoundingClientRect();
  const reading = here.closest(".tt-body") && bottom > 0 && top < innerHeight;
  const at = elements.findIndex((element) => element.contains(here));
  if (reading && at >= 0) return elements[at + step];
  const after = elements.findIndex((element) =>
    reading
      ? here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING
      : element.getBoundingClientRect().top > 80,
  );
  return elements[(after < 0 ? elements.length : after) - (step < 0)];
};

const toPassage = (step) => {
  const passage = next(passages, step);
  if (!passage) return;
  passage.tabIndex = -1;
  passage.focus({ preventScroll: true });
  passage.scrollIntoView();
};

const toNote = (step) => {
  const links = notes.map(({ link }) => link).filter((link) => link.getClientRects().length);
  const link = next(links, step);
  if (!link) return;
  link.scrollIntoView({ block: "nearest" });
  link.focus({ preventScroll: true });
};

const KEYS = {
  j: () => toPassage(1),
  k: () => toPassage(-1),
  n: () => toNote(1),
  N: () => toNote(-1),
  "?": () => help.showModal(),
};
const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";

const listen = () => {
  bar.querySelector(".help").addEventListener("click", KEYS["?"]);
  help.addEventListener("click", ({ target }) => {
    if (target === help || target.closest(".close")) help.close();
  });
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, key)) return;
    if (target.closest(TYPING) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    KEYS[key]();
  });
};

notesInPlace();
rememberSwitches();
welcome();
follow();
listen();
