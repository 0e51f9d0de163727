// The dialog with every form of a citation, fetched when it is first needed. The page contains the
// forms with a placeholder for the place, which is replaced here.
import { copier } from "./cite.js";
import { all, button, make, one } from "./dom.js";

const blank = one("#cite-blank", document, HTMLTemplateElement);
const { address = "", anchor: blankAnchor = "", key = "", place: blankPlace = "" } = blank.dataset;

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

/** @param {string} words */
const capital = (words) => words[0].toUpperCase() + words.slice(1);

/**
 * A copy of a form, with a place instead of the placeholder.
 * @param {HTMLElement} form
 * @param {string} place
 * @param {string} anchor
 */
const filled = (form, place, anchor) => {
  const copy = /** @type {HTMLElement} */ (form.cloneNode());
  copy.innerHTML = form.innerHTML
    .replaceAll(`${address}#${blankAnchor}`, `${address}#${anchor}`)
    .replaceAll(`${key}-${blankAnchor}`, `${key}-${anchor}`)
    .replaceAll(blankPlace, place)
    .replaceAll(capital(blankPlace), capital(place));
  return copy;
};

/**
 * @param {string} label
 * @param {HTMLElement} form
 */
const row = (label, form) => {
  list.append(make("dt", "", label), make("dd", "", form, copier(label, form, said)));
};

/**
 * Show every form of a citation of a place, and before them a link to words of it and a quotation.
 * @param {string} place
 * @param {string} anchor
 * @param {{ quotation: string, fragment: string } | null} [words]
 */
export const cite = (place, anchor, words) => {
  const link = `${address}#${anchor}`;
  title.textContent = `Cite ${place}`;
  said.textContent = "";
  list.replaceChildren();
  if (words) {
    row("Link to these words", make("div", "", link + words.fragment));
    row("Quotation", make("div", "", `“${words.quotation}” ${link}${words.fragment}`));
  }
  row("Address", make("div", "", link));
  for (const form of all("[data-label]", blank.content)) {
    row(form.dataset.label ?? "", filled(form, place, anchor));
  }
  dialog.showModal();
  dialog.scrollTop = 0;
};
