// The dialog with every form of a citation, fetched when it is first needed.
import { copier } from "./cite.js";
import { addressOf, blanksOf, filled } from "./cite-forms.js";
import { button, make, one } from "./dom.js";

/** @typedef {import("./cite-forms.js").Place} Place */

const title = make("h2");
const list = make("dl", "cite-forms");
const said = make("p", "cite-said");
const close = button("cite-close", "Close");
const dialog = make("dialog", "cite-dialog", title, list, said, close);

title.id = "cite-title";
said.role = "status";
dialog.setAttribute("aria-labelledby", title.id);
dialog.addEventListener("click", ({ target }) => {
  if (target === dialog || target === close) dialog.close();
});
one(".tt-text").append(dialog);

/**
 * @param {string} label
 * @param {HTMLElement} form
 */
const row = (label, form) => {
  list.append(make("dt", "", label), make("dd", "", form, copier(label, form, said)));
};

/**
 * Show every form of a citation of a place, and before them a link to words of it and a quotation.
 * @param {Place} place
 * @param {{ quotation: string, fragment: string } | null} [words]
 */
export const cite = (place, words) => {
  const link = addressOf(place);
  title.textContent = `Cite ${place.name}`;
  said.textContent = "";
  list.replaceChildren();
  if (words) {
    row("Link to these words", make("div", "", link + words.fragment));
    row("Quotation", make("div", "", `“${words.quotation}” ${link}${words.fragment}`));
  }
  row("Address", make("div", "", link));
  for (const form of blanksOf(place)) row(form.dataset.label ?? "", filled(form, place));
  dialog.showModal();
  dialog.scrollTop = 0;
};
