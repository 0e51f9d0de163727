// Addresses typed or pasted into a search: p25, letter 25, note red-lamp, or one whole.
import { within } from "./search-index.js";
import { divided } from "./search-words.js";

/** @typedef {import("./search-index.js").Volume} Volume */
/** @typedef {import("./search-answer.js").Hit} Hit */

/**
 * What some words may mean: ids, the page or words of the title of the text they are on, and whether it
 * is nothing but an address if it is one. `query` is that of the address to go to.
 * @typedef {{ ids: string[], page?: string, of?: string, only: boolean, query?: string }} Meant
 */

const WHOLE =
  /(?:^|\/)((?:texts|apparatus|about|data)\/[\w/-]*)(?:index\.html)?(\?[^#\s]*)?(?:#([\w-]*)(?::~:\S*)?)?$/;
const NUMBER = "(\\d+[a-z]?)(?:\\s*[-–—]\\s*p?(\\d+[a-z]?))?";
const PASSAGE = new RegExp(
  `^(.*?)(?:[\\s,/]+|(?=#p)|^)(#p|pp?(?:assages?)?\\.?\\s*)?${NUMBER}$`,
  "i",
);
const PASSAGE_OF = new RegExp(
  `^(pp?(?:assages?)?\\.?\\s*)?${NUMBER}[\\s,]+(?:(?:of|in|from)\\s+)?(?:the\\s+)?(\\D+)$`,
  "i",
);
const KIND = "(note|emendation|em|person|event|work|question|erratum)";
const NAMED = new RegExp(`^(?:(.*\\S)[\\s,]+)?${KIND}\\s+(\\S.*)$`, "i");
const NAMED_BEFORE = new RegExp(`^(\\S.*)\\s+${KIND}$`, "i");
const ID = /^#?([a-z\d]+(?:-[a-z\d]+)+|[a-z]+\d+[a-z\d-]*)$/;
const KINDS = ["note-", "em-", "person-", "event-", "work-", "question-", "erratum-"];

/**
 * The id of what is called by a kind and a name, of which the words may stand apart.
 * @param {string} kind
 * @param {string} name
 */
const named = (kind, name) =>
  `${kind.toLowerCase().replace("emendation", "em")}-${name.toLowerCase().split(/\s+/).join("-")}`;

/**
 * The passages from one to another.
 * @param {string} first
 * @param {string | undefined} last
 * @param {string | undefined} of
 * @param {boolean} only
 * @returns {Meant}
 */
const passages = (first, last, of, only) => ({
  ids: [`p${first.toLowerCase()}`],
  of,
  only,
  query: last && `?to=p${last.toLowerCase()}`,
});

/**
 * What some words may mean, in the order in which it is tried.
 * @param {string} words
 * @returns {Meant[]}
 */
const meant = (words) => {
  const whole = words.match(WHOLE);
  if (whole) {
    const [, page, query, id = ""] = whole;
    return [{ ids: [id], page: page.replace(/\/*$/, "/"), only: true, query }];
  }
  /** @type {Meant[]} */
  const all = [];
  const kind = words.match(NAMED);
  if (kind) all.push({ ids: [named(kind[2], kind[3])], of: kind[1], only: true });
  const before = words.match(NAMED_BEFORE);
  if (before) all.push({ ids: [named(before[2], before[1])], only: true });
  const of = words.match(PASSAGE_OF);
  if (of) all.push(passages(of[2], of[3], of[4], of[1] !== undefined));
  const passage = words.match(PASSAGE);
  if (passage && (passage[1] || passage[2])) {
    all.push(passages(passage[3], passage[4], passage[1], true));
  }
  const id = words.match(ID);
  if (id) all.push({ ids: ["", ...KINDS].map((sort) => `${sort}${id[1]}`), only: false });
  return all;
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
 * The records that have one of some ids.
 * @param {Volume[]} all
 * @param {string[]} ids
 * @returns {Promise<Hit[]>}
 */
const withId = async (all, ids) => {
  const found = await Promise.all(
    all.flatMap((volume) =>
      ids.map(async (id) => {
        const places = await volume.places(`#${id}`);
        return places.map((place) => ({ volume, n: within(volume.begins, place), score: 0 }));
      }),
    ),
  );
  return found.flat().filter(({ volume, n }) => !volume.transmitted.has(n));
};

/**
 * The records that are meant; for a place that is not recorded, its page.
 * @param {Volume[]} all
 * @param {Meant} wanted
 */
const at = async (all, { ids, page, of, query }) => {
  /** @param {Hit} hit */
  const fits = ({ volume, n }) => {
    const run = volume.run(n);
    return (page === undefined || run.page === page) && (!of || called(run, of));
  };
  const there = (await withId(all, ids)).filter(fits);
  if (there.length || page === undefined) return there.map((hit) => ({ ...hit, query }));
  const itself = (await withId(all, [""])).filter(fits);
  return itself.map((hit) => ({ ...hit, query, id: ids[0] }));
};

/**
 * The records at an address that some words may be, and whether they can be nothing else.
 * @param {Volume[]} all
 * @param {string} words
 * @returns {Promise<{ there: Hit[], only: boolean }>}
 */
export const addressed = async (all, words) => {
  for (const wanted of meant(words.trim())) {
    const there = await at(all, wanted);
    if (there.length) return { there, only: wanted.only };
  }
  return { there: [], only: false };
};
