// The forms of a citation, which the page contains with a placeholder for the place.
import { all, one } from "./dom.js";

const blank = one("#cite-blank", document, HTMLTemplateElement);
const { address = "", anchor: blankAnchor = "", key = "", place: blankPlace = "" } = blank.dataset;

/**
 * @typedef {object} Place what is cited
 * @property {string} name what it is called, such as “passage 3”
 * @property {string} anchor the id that its address ends with
 * @property {string} [to] the last passage of a stretch
 */

/**
 * A passage, or a stretch of passages.
 * @param {string} first
 * @param {string} last
 * @returns {Place}
 */
export const placeOf = (first, last) =>
  first === last
    ? { name: `passage ${first.slice(1)}`, anchor: first }
    : { name: `passages ${first.slice(1)}–${last.slice(1)}`, anchor: first, to: last };

/** @param {Place} place */
export const addressOf = ({ anchor, to }) => `${address}${to ? `?to=${to}` : ""}#${anchor}`;

/** @param {string} words */
const capital = (words) => words[0].toUpperCase() + words.slice(1);

/**
 * A copy of a form, with a place instead of the placeholder.
 * @param {HTMLElement} form
 * @param {Place} place
 */
export const filled = (form, place) => {
  const copy = /** @type {HTMLElement} */ (form.cloneNode());
  copy.innerHTML = form.innerHTML
    .replaceAll(`${address}#${blankAnchor}`, addressOf(place))
    .replaceAll(`${key}-${blankAnchor}`, `${key}-${place.anchor}${place.to ? `-${place.to}` : ""}`)
    .replaceAll(blankPlace, place.name)
    .replaceAll(capital(blankPlace), capital(place.name));
  return copy;
};

/** The blank forms, each with a label. */
export const blanks = all("[data-label]", blank.content);

/** The form that follows copied words. */
export const [quoted] = blanks;
