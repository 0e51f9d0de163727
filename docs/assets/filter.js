// The filters of the page of all notes: by text, kind, certainty and words, without reloading.
import { all, one } from "./dom.js";

const form = one("form.filter", document, HTMLFormElement);
const notes = all(".note-list > .note");
const sections = all(".tt-notes section").filter((section) => section.querySelector(".note-list"));
const found = one("output", form, HTMLOutputElement);

const show = () => {
  const asked = new FormData(form);
  const words = String(asked.get("words") ?? "")
    .trim()
    .toLowerCase();
  const chosen = ["text", "kind", "certainty"].filter((name) => asked.get(name));
  /** @param {HTMLElement} note */
  const wanted = ({ dataset, textContent }) =>
    chosen.every((name) => dataset[name] === asked.get(name)) &&
    textContent.toLowerCase().includes(words);
  for (const note of notes) note.hidden = !wanted(note);
  for (const section of sections) section.hidden = !section.querySelector(".note:not([hidden])");
  found.textContent = `${notes.filter(({ hidden }) => !hidden).length} of ${notes.length} notes`;
};

form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
