// Reading by keyboard, from passage to passage and from note to note. Fetched at the first such key.
import { all } from "./dom.js";
import { markBeside } from "./margin.js";
import { marks } from "./marks.js";

const passages = all(".tt-body .passage");

/** The element in focus; for a line in the margin, its mark. */
const focused = () => {
  const focus = document.activeElement ?? document.body;
  return markBeside(focus)?.link ?? focus;
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
  const covered = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  const at = elements.findIndex((element) => element.contains(here));
  if (reading && at >= 0) return elements[at + step];
  const after = elements.findIndex((element) =>
    reading
      ? here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING
      : element.getBoundingClientRect().top > covered + 12,
  );
  return elements[(after < 0 ? elements.length : after) - (step < 0 ? 1 : 0)];
};

/** @param {1 | -1} step */
export const toPassage = (step) => {
  const passage = next(passages, step);
  if (!passage) return;
  passage.tabIndex = -1;
  passage.focus({ preventScroll: true });
  passage.scrollIntoView();
};

/** @param {1 | -1} step */
export const toNote = (step) => {
  const notes = marks.filter(({ sort }) => sort === "note");
  const links = notes.map(({ link }) => link).filter((link) => link.getClientRects().length);
  const link = next(links, step);
  if (!link) return;
  link.scrollIntoView({ block: "nearest" });
  link.focus({ preventScroll: true });
};
