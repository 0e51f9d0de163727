// The forms of a citation. The page contains those of a passage, and those of a note by each of its
// authors, with placeholders for the place and the title.
import { all, one } from "./dom.js";

const blank = one("#cite-blank", document, HTMLTemplateElement);
const { address = "", key = "" } = blank.dataset;
const [cited = "", citedDate = ""] = blank.dataset.cited?.split(" ") ?? [];
const [version = "", releasedDate = ""] = blank.dataset.released?.split(" ") ?? [];

/** The last version that was released, "" if none was. */
export { version };

/**
 * @typedef {object} Place what is cited
 * @property {string} name what it is called, such as “passage 3”
 * @property {string} anchor the id that its address ends with
 * @property {string} [to] the last passage of a stretch
 * @property {string} [version] the version that its address names
 * @property {string} [title] of a note or an emendation, the words that it is about
 * @property {string} [by] its authors, if they are not the editors
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
export const addressOf = ({ anchor, to, version }) => {
  const query = [version ? `v=${version}` : "", to ? `to=${to}` : ""].filter((part) => part);
  return `${address}${query.length ? `?${query.join("&")}` : ""}#${anchor}`;
};

/** @param {string} words */
const capital = (words) => words[0].toUpperCase() + words.slice(1);

/** How a form for programs writes signs that have a meaning in it. */
const escapes = new Map([
  ["csl-json", (/** @type {string} */ words) => JSON.stringify(words).slice(1, -1)],
  ["biblatex", (/** @type {string} */ words) => words.replace(/[&%#$_{}]/g, "\\$&")],
  ["bibtex", (/** @type {string} */ words) => words.replace(/[&%#$_{}]/g, "\\$&")],
]);

/**
 * Put a title into the words of a form. Within quotation marks its own become single, and no stop
 * follows one that ends in a mark of its own.
 * @param {string} words
 * @param {string} blankTitle
 * @param {string} title
 */
const titled = (words, blankTitle, title) => {
  const single = title.replaceAll("“", "‘").replaceAll("”", "’");
  return words
    .replaceAll(`“${blankTitle}`, () => `“${single}`)
    .replaceAll(blankTitle, () => title)
    .replace(/([?!…])[.,]”/g, "$1”");
};

/**
 * A form that names the version that was released, with its date, for what reads so today.
 * @param {string} words
 */
const asReleased = (words) => {
  const [year, month, day] = citedDate.split("-").map(Number);
  const [asYear, ...rest] = releasedDate.split("-");
  const date = new RegExp(`${year}(\\D+)0?${month}(\\D+)0?${day}(?!\\d)`, "g");
  return words.replaceAll(cited, version).replace(date, (_, ...between) => {
    const numbers = between[0].includes(",") ? rest.map(Number) : rest; // in JSON they have no zeros
    return `${asYear}${between[0]}${numbers[0]}${between[1]}${numbers[1]}`;
  });
};

/**
 * A copy of a form, with what is cited instead of the placeholders.
 * @param {HTMLElement} form
 * @param {Place} place
 */
export const filled = (form, place) => {
  const {
    place: blankPlace = "",
    anchor: blankAnchor = "",
    title: blankTitle,
  } = form.parentElement?.dataset ?? {};
  // A note's own name is in its address.
  const name = blankTitle
    ? place.name.replace(` ${place.anchor.replace(/^\w+-/, "")} `, " ")
    : place.name;
  const write = escapes.get(form.dataset.form ?? "") ?? ((words) => words);
  const copy = /** @type {HTMLElement} */ (form.cloneNode(true));
  const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = /** @type {Text} */ (texts.currentNode);
    const placed = text.data
      .replaceAll(`${address}#${blankAnchor}`, addressOf(place))
      .replaceAll(
        `${key}-${blankAnchor}`,
        `${key}-${place.anchor}${place.to ? `-${place.to}` : ""}`,
      )
      .replaceAll(blankPlace, name)
      .replaceAll(capital(blankPlace), capital(name));
    const named = blankTitle ? titled(placed, blankTitle, write(place.title ?? "")) : placed;
    text.data = place.version ? asReleased(named) : named;
  }
  return copy;
};

/**
 * The blank forms for what is cited, each with a label.
 * @param {Place} [place]
 */
export const blanksOf = (place) => {
  const noted = place?.title === undefined ? "" : `[data-by="${CSS.escape(place.by ?? "")}"]`;
  return all("[data-form]", one(`.cite-blank${noted}`, blank.content));
};

/** The form that follows copied words. */
export const [quoted] = blanksOf();
