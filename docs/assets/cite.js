// Citing: a button or link at each passage, note and emendation, and at words that are selected.
// Fetched when the reader first points, selects or tabs.
import { readings } from "./copy.js";
import { addressed, all, around, button, make, modified, one } from "./dom.js";

const body = one(".tt-body");

/** The one button, at the passage under the pointer, in focus, or in the address. */
const way = button("cite apparatus", "cite");

/** The words that are selected, if any. @type {Range | null} */
let chosen = null;

/** The link for a note on them. @type {HTMLElement | null} */
let noting = null;

const quoting = () => import("./cite-words.js");
const suggesting = () => import("./note-words.js");
const dialog = () => import("./cite-dialog.js");

/**
 * The passage of the text that a node is in.
 * @param {EventTarget | null} node
 */
const passageOf = (node) => {
  const element = node instanceof Text ? node.parentElement : node;
  const found = element instanceof Element ? element.closest(".passage") : null;
  return found instanceof HTMLElement && body.contains(found) ? found : null;
};

/** @param {HTMLElement | null} passage */
const offer = (passage) => {
  const number = passage?.querySelector(":scope > .number");
  if (!passage || !number || chosen || way.previousSibling === number) return;
  way.className = "cite apparatus";
  way.removeAttribute("style");
  way.textContent = "cite";
  way.ariaLabel = `Cite passage ${passage.id.slice(1)}`;
  number.after(way);
};

const offerAddressed = () => offer(passageOf(addressed()));

/**
 * Offer to cite where the reader is at an event for which this was fetched: at a mouse, in focus, or at
 * the words that are selected. At a finger the button would move the words that it touches.
 * @param {Event} event
 */
export const offerHere = (event) => {
  const byMouse = event instanceof PointerEvent && event.pointerType === "mouse";
  const [pointed] = byMouse ? all(".passage:hover", body) : [];
  const focused = document.activeElement;
  if (pointed) offer(pointed);
  else if (focused?.matches(".number")) offer(passageOf(focused));
  followSelection();
};

/** Move the button to the passage where the reader is. */
const offerInPassing = () => {
  body.addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType === "mouse") offer(passageOf(target));
  });
  body.addEventListener("focusin", (event) => {
    if (around(event, ".number", Element)) offer(passageOf(event.target));
  });
  addEventListener("hashchange", offerAddressed);
  offerAddressed();
};

/**
 * Offer to cite the selected words, and to write a note on them if they are of one passage.
 * @param {HTMLElement} passage
 * @param {Range} words
 * @param {boolean} several
 */
const offerWays = async (passage, words, several) => {
  const [{ offerBelow }, { noteLink }] = await Promise.all([quoting(), suggesting()]);
  if (words !== chosen) return;
  noting?.remove();
  noting = several ? null : noteLink(passage, words);
  offerBelow(way, noting, passage, words, several);
};

/**
 * @param {Range} one
 * @param {Range} other
 */
const isSame = (one, other) =>
  [Range.START_TO_START, Range.END_TO_END].every((how) => !one.compareBoundaryPoints(how, other));

const followSelection = () => {
  const selection = getSelection();
  if (!selection || document.querySelector("dialog[open]")) return;
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const found = range && !selection.isCollapsed ? readings(range) : [];
  if (range && found.length) {
    const several = found.length > 1;
    const [first, passage] = [found[0].passage, found[found.length - 1].passage];
    const words = range.cloneRange();
    if (!first.contains(words.startContainer)) words.setStart(first, 0);
    if (!passage.contains(words.endContainer)) words.setEnd(passage, passage.childNodes.length);
    if (chosen && isSame(words, chosen)) return; // else a press on the button could miss it
    chosen = words;
    offerWays(passage, words, several);
  } else if (chosen) {
    chosen = null;
    noting?.remove();
    offer(passageOf(way));
  }
};

const citePassage = async () => {
  const range = chosen;
  const [passage, found] = [passageOf(way), range ? readings(range) : []];
  if (!passage) return;
  const [{ cite }, { placeOf }] = await Promise.all([dialog(), import("./cite-forms.js")]);
  const first = found[0]?.passage ?? passage;
  const words = range && first === passage ? (await quoting()).quoted(passage, range) : null;
  cite(placeOf(first.id, passage.id), words);
};

/** @param {MouseEvent} event */
const citeLinked = async (event) => {
  const link = around(event, "a.cite[aria-label^='Cite ']", HTMLAnchorElement);
  const name = link?.ariaLabel?.slice("Cite ".length);
  if (!link || !name || modified(event)) return;
  event.preventDefault();
  const { cite } = await dialog();
  const lemma = link.closest(".note-head")?.querySelector(".lemma")?.textContent ?? "";
  const { title = lemma.slice(1, -1), by } = link.dataset; // without the quotation marks
  cite({ name, anchor: link.hash.slice(1), title, by });
};

/**
 * Copy a form with its italics; if the browser refuses, select it and return false.
 * @param {HTMLElement} form
 */
const copied = async (form) => {
  const plain = new Blob([form.textContent], { type: "text/plain" });
  const styled = new Blob([form.innerHTML], { type: "text/html" });
  const forms = { "text/plain": plain, ...(form.tagName !== "PRE" && { "text/html": styled }) };
  try {
    await navigator.clipboard.write([new ClipboardItem(forms)]);
    return true;
  } catch {
    getSelection()?.selectAllChildren(form);
    return false;
  }
};

/**
 * A button that copies a form, and says so in a line of the page.
 * @param {string} label
 * @param {HTMLElement} form
 * @param {HTMLElement} line
 */
export const copier = (label, form, line) => {
  const copy = button("", "Copy");
  copy.ariaLabel = `Copy ${label}`;
  copy.addEventListener("click", async () => {
    const done = await copied(form);
    if (done) copy.textContent = "Copied";
    const how = done ? "copied" : "selected; copy it with the keyboard or the menu";
    line.textContent = `${label}: ${how}.`;
  });
  return copy;
};

/** Add a copy button to each form at the page's foot. */
const copyAtFoot = () => {
  for (const entry of all(".citing dd")) {
    const line = make("span", "cite-said");
    line.role = "status";
    const [form] = all(":scope > *", entry);
    entry.append(copier(entry.previousSibling?.textContent ?? "", form, line), line);
  }
};

// A press on the button or on the link must not clear the selection.
for (const type of ["pointerdown", "mousedown"]) {
  body.addEventListener(type, (event) => {
    if (event.target === way || event.target === noting) event.preventDefault();
  });
}
way.addEventListener("click", citePassage);
document.addEventListener("click", citeLinked);
document.addEventListener("selectionchange", followSelection);
offerInPassing();
copyAtFoot();
