// Addresses typed or pasted into a search: p25, letter 25, note red-lamp, or one whole.
import { within } from "./search-index.js";
import { divided } from "./search-words.js";

/** @typedef {import("./search-index.js").Volume} Volume */
/** @typedef {import("./search-answer.js").Hit} Hit */

const WHOLE = /(?:^|\/)((?:texts|apparatus|about|search)\/[\w/-]*)(?:\?[^#\s]*)?(?:#([\w-]+))?$/;
const PASSAGE = /^(.*?)(?:[\s,]+|(?=#p)|^)(#p|p(?:assage)?\.?\s*)?(\d+[a-z]?)$/i;
const PASSAGE_OF = /^p(?:assage)?\.?\s*(\d+[a-z]?)\s+(?:of|in|from)\s+(?:the\s+)?(\S.*)$/i;
const NAMED = /^(?:(.*\S)[\s,]+)?(note|emendation|person|event|work|question|erratum)\s+([\w-]+)$/i;
const ID = /^#?([a-z\d]+(?:-[a-z\d]+)+|[a-z]+\d+[a-z\d-]*)$/;
const KINDS = ["note-", "em-", "person-", "event-", "work-", "question-", "erratum-"];

/**
 * The ids that some words may mean, and the page or words of the title of the text they are on; and
 * whether they may be nothing but an address.
 * @param {string} words
 * @returns {{ ids: string[], page?: string, of?: string, only: boolean } | null}
 */
const meant = (words) => {
  const whole = words.match(WHOLE);
  if (whole) return { ids: [whole[2] ?? ""], page: whole[1], only: true };
  const named = words.match(NAMED);
  if (named) {
    const kind = named[2].toLowerCase().replace("emendation", "em");
    return { ids: [`${kind}-${named[3].toLowerCase()}`], of: named[1], only: true };
  }
  const of = words.match(PASSAGE_OF);
  if (of) return { ids: [`p${of[1].toLowerCase()}`], of: of[2], only: true };
  const passage = words.match(PASSAGE);
  if (passage && (passage[1] || passage[2])) {
    return { ids: [`p${passage[3].toLowerCase()}`], of: passage[1], only: true };
  }
  const id = words.match(ID);
  return id && { ids: ["", ...KINDS].map((kind) => `${kind}${id[1]}`), only: false };
};

/**
 * Whether a text is what some words call it: words of its title or its name in addresses.
 * @param {{ page: string, title: string }} run
 * @param {string} words
 */
const called = ({ page, title }, words) => {
  const names = new Set(divided(`${page} ${title}`).map(({ folded }) => folded));
  return divided(words).every(({ folded }) => names.has(folded));
};

/**
 * The records at an address that some words may be, and whether they can be nothing else.
 * @param {Volume[]} all
 * @param {string} words
 * @returns {Promise<{ there: Hit[], only: boolean }>}
 */
export const addressed = async (all, words) => {
  const wanted = meant(words.trim());
  if (!wanted) return { there: [], only: false };
  const { ids, page, of, only } = wanted;
  const found = await Promise.all(
    all.flatMap((volume) =>
      ids.map(async (id) => {
        const places = await volume.places(`#${id}`);
        return places.map((place) => ({ volume, n: within(volume.begins, place), score: 0 }));
      }),
    ),
  );
  const there = found.flat().filter(({ volume, n }) => {
    const run = volume.run(n);
    const here = page === undefined || run.page === page.replace(/\/?$/, "/");
    return here && !volume.transmitted.has(n) && (!of || called(run, of));
  });
  return { there, only: only && there.length > 0 };
};
