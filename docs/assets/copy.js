// What is copied from a text is its words alone, in the wording that is shown; of two, the reading.
import { all, make } from "./dom.js";

const passages = all(".tt-body .passage");
const struck = document.getElementById("view-transmitted");

const around = () =>
  struck instanceof HTMLInputElement && struck.checked ? ".apparatus:not(del)" : ".apparatus";

/**
 * The words of a passage that are in a range, as they are shown.
 * @param {HTMLElement} passage
 * @param {Range} range
 */
const reading = (passage, range) => {
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  const beside = around();
  let words = "";
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    const element = text.parentElement;
    if (!range.intersectsNode(text) || !element || element.closest(beside)) continue;
    if (!element.checkVisibility()) continue;
    const from = text === range.startContainer ? range.startOffset : 0;
    const to = text === range.endContainer ? range.endOffset : text.length;
    words += text.data.slice(from, to);
  }
  return words.replace(/\s+/g, " ").trim();
};

/**
 * Put the reading of the selected passages on the clipboard, each as a paragraph.
 * @param {ClipboardEvent} event
 */
const copy = (event) => {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed || !event.clipboardData) return;
  const range = selection.getRangeAt(0);
  const found = passages.filter((passage) => range.intersectsNode(passage));
  const words = found.map((passage) => reading(passage, range)).filter(Boolean);
  if (!words.length) return;
  const box = make("div", "", ...words.map((paragraph) => make("p", "", paragraph)));
  event.clipboardData.setData("text/plain", words.join("\n\n"));
  event.clipboardData.setData("text/html", box.innerHTML);
  event.preventDefault();
};

export const copyReadings = () => document.addEventListener("copy", copy);
