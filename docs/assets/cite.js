// Citing: a button or link at each passage, note and emendation, and at words that are selected.
import { all, around, button, make, modified, one } from "./dom.js";

const body = one(".tt-body");

/** The one button, at the passage under the pointer, in focus, or in the address. */
const way = button("cite apparatus", "cite");

/** The words that are selected, if any. @type {Range | null} */
let chosen = null;

const quoting = () => import("./cite-words.js");
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

const offerAddressed = () => offer(passageOf(document.getElementById(location.hash.slice(1))));

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

const followSelection = () => {
  const selection = getSelection();
  if (!selection || document.querySelector("dialog[open]")) return;
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const passage = range && !selection.isCollapsed && passageOf(range.startContainer);
  if (passage) {
    const words = range.cloneRange();
    if (!passage.contains(words.endContainer)) words.setEnd(passage, passage.childNodes.length);
    chosen = words;
    quoting().then(({ offerBelow }) => words === chosen && offerBelow(way, passage, words));
  } else if (chosen) {
    chosen = null;
    offer(passageOf(way));
  }
};

const citePassage = async () => {
  const [passage, range] = [passageOf(way), chosen];
  if (!passage) return;
  const words = range && (await quoting()).quoted(passage, range);
  const { cite } = await dialog();
  cite(`passage ${passage.id.slice(1)}`, passage.id, words);
};

/** @param {MouseEvent} event */
const citeLinked = async (event) => {
  const link = around(event, "a.cite[data-place]", HTMLAnchorElement);
  if (!link || modified(event)) return;
  event.preventDefault();
  const { cite } = await dialog();
  cite(link.dataset.place ?? "", link.hash.slice(1));
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
    const how = done ? "copied" : "selected, to be copied by keyboard or menu";
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

// A press on the button must not clear the selection.
for (const type of ["pointerdown", "mousedown"]) {
  way.addEventListener(type, (event) => event.preventDefault());
}
way.addEventListener("click", citePassage);
document.addEventListener("click", citeLinked);
document.addEventListener("selectionchange", followSelection);
offerInPassing();
copyAtFoot();
