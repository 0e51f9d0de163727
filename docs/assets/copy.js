// What is copied from a text is its words alone, in the wording that is shown; of two, the reading. Of
// several passages, it is said who speaks. Who wants it has the source copied with them. Fetched with
// what serves citing.
import { choices, keep } from "./choices.js";
import { all, make, one } from "./dom.js";
import { pieces } from "./texts.js";

const passages = all(".tt-body .passage");
const struck = document.getElementById("view-transmitted");

/** The forms of a citation; there once the reader wants sources. */
let forms = choices().sourced ? await import("./cite-forms.js") : null;

const around = () =>
  `.tt-popover, ${struck instanceof HTMLInputElement && struck.checked ? ".apparatus:not(del)" : ".apparatus"}`;

/**
 * The words of a passage that are in a range, as they are shown.
 * @param {HTMLElement} passage
 * @param {Range} range
 */
const reading = (passage, range) => {
  const beside = around();
  let words = "";
  for (const { text, element } of pieces(passage)) {
    if (!range.intersectsNode(text) || element.closest(beside)) continue;
    if (!element.checkVisibility()) continue;
    const from = text === range.startContainer ? range.startOffset : 0;
    const to = text === range.endContainer ? range.endOffset : text.length;
    words += text.data.slice(from, to);
  }
  return words.replace(/\s+/g, " ").trim();
};

/**
 * The passages whose words are in a range, each with its words there.
 * @param {Range} range
 */
export const readings = (range) =>
  passages
    .filter((passage) => range.intersectsNode(passage))
    .map((passage) => ({ passage, words: reading(passage, range) }))
    .filter(({ words }) => words);

/**
 * What a passage gives to a copy of several: its words, after its speaker's label if they are its first.
 * @param {{ passage: HTMLElement, words: string }} found
 */
const spoken = ({ passage, words }) => {
  const label = passage.querySelector(":scope > .speaker")?.textContent.trim();
  const whole = document.createRange();
  whole.selectNodeContents(passage);
  return label && reading(passage, whole).startsWith(words) ? `${label} ${words}` : words;
};

/**
 * Put the reading of the selected passages on the clipboard, each as a paragraph.
 * @param {ClipboardEvent} event
 */
const copy = (event) => {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed || !event.clipboardData) return;
  const found = readings(selection.getRangeAt(0));
  if (!found.length) return;
  const paragraphs = found.length > 1 ? found.map(spoken) : [found[0].words];
  const [first, last] = [found[0].passage.id, found[found.length - 1].passage.id];
  const source = forms?.filled(forms.quoted, forms.placeOf(first, last));
  const box = make("div", "", ...paragraphs.map((words) => make("p", "", words)));
  if (source) {
    box.append(make("p", "", ...source.childNodes));
    paragraphs.push(box.lastElementChild?.textContent ?? "");
  }
  event.clipboardData.setData("text/plain", paragraphs.join("\n\n"));
  event.clipboardData.setData("text/html", box.innerHTML);
  event.preventDefault();
};

/** Offer to copy the source too, in the row's menu on citing. */
const offerSource = () => {
  const box = make("input");
  box.type = "checkbox";
  box.checked = forms !== null;
  box.addEventListener("change", async () => {
    keep({ sourced: box.checked });
    forms = box.checked ? await import("./cite-forms.js") : null;
  });
  one(".tt-bar .cite-text .panel").append(
    make("label", "sourced", box, " Copy words with their source"),
  );
};

document.addEventListener("copy", copy);
offerSource();
