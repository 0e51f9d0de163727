// The dialog with every form of a citation, fetched when it is first needed.
import { choices, keep } from "./choices.js";
import { copier } from "./cite.js";
import { addressOf, blanksOf, filled, version } from "./cite-forms.js";
import { button, make, one } from "./dom.js";
import { styled } from "./late.js";

/** @typedef {import("./cite-forms.js").Place} Place */
/** @typedef {{ quotation: string, fragment: string }} Words */

await styled("dialogs");

const title = make("h2");
const list = make("dl", "cite-forms");
const said = make("p", "cite-said");
const close = button("cite-close", "Close");
const versioned = make("input");
const choice = make("label", "versioned", versioned, ` Addresses with the version, ${version}`);
const dialog = make("dialog", "cite-dialog", title, choice, list, said, close);

title.id = "cite-title";
said.role = "status";
versioned.type = "checkbox";
versioned.checked = Boolean(version && choices().versioned);
choice.hidden = !version;
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
 * The place with the version in its address, if it reads today as it does in that version; else as it is.
 * @param {Place} place
 * @returns {Promise<Place>}
 */
const withVersion = async (place) => {
  const { readsAsIn } = await import("./earlier.js");
  if (readsAsIn(place.anchor, place.to, version)) return { ...place, version };
  said.textContent = `What you see here is not in ${version}, so its address has no version yet.`;
  return place;
};

/** What is cited, with the words that are selected. @type {{ place: Place, words: Words | null }} */
let shown;

const draw = async () => {
  said.textContent = "";
  const { words } = shown;
  const place = versioned.checked ? await withVersion(shown.place) : shown.place;
  const link = addressOf(place);
  list.replaceChildren();
  if (words) {
    row("Link to these words", make("div", "", link + words.fragment));
    row("Quotation", make("div", "", `“${words.quotation}” ${link}${words.fragment}`));
  }
  row("Address", make("div", "", link));
  for (const form of blanksOf(place)) row(form.dataset.label ?? "", filled(form, place));
};

versioned.addEventListener("change", () => {
  keep({ versioned: versioned.checked });
  draw();
});

/**
 * Show every form of a citation of a place, and before them a link to words of it and a quotation.
 * @param {Place} place
 * @param {Words | null} [words]
 */
export const cite = async (place, words = null) => {
  shown = { place, words };
  title.textContent = `Cite ${place.name}`;
  await draw();
  dialog.showModal();
  dialog.scrollTop = 0;
};
