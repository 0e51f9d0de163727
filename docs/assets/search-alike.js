// Other words for what a reader has typed: as British or American English spells them, ordinal numbers and
// dates in letters or figures, months in short, and other names of the same thing.
import { divided, forms } from "./search-words.js";

/** @typedef {import("./search-index.js").Volume} Volume */

/** @type {[RegExp, string][]} */
const ENDINGS = [
  [/(?<=..)([iy])s(e[drs]?|ers|ing|ations?)$/, "$1z$2"],
  [/(?<=..)([iy])z(e[drs]?|ers|ing|ations?)$/, "$1s$2"],
  [/(?<=...)our(s|ed|ing|able)?$/, "or$1"],
  [/(?<=...)or(s|ed|ing|able)?$/, "our$1"],
  [/(?<=..)nce(s)?$/, "nse$1"],
  [/(?<=..)nse(s)?$/, "nce$1"],
  [/(?<=..)tre(s)?$/, "ter$1"],
  [/(?<=..)ter(s)?$/, "tre$1"],
  [/(?<=gra)mme(s)?$/, "m$1"],
  [/(?<=gra)m(s)?$/, "mme$1"],
];
const ONES =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(
    " ",
  );
const TENS = "twent thirt fort fift sixt sevent eight ninet".split(" ");
const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const DATE =
  /(?<![\d.])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}|\d{4}年\d{1,2}月\d{1,2}日)(?!\d)/gu;

/**
 * An ordinal number below 100 in figures, and in letters.
 * @param {number} number
 */
const ordinal = (number) => {
  const [ten, one] = [TENS[Math.floor(number / 10) - 2], number % 10];
  const ending = (number > 3 && number < 21 ? "" : ["", "st", "nd", "rd"][one]) || "th";
  const tens = one ? `${ten}y${ONES[one - 1]}-` : `${ten}ieth`; // a compound
  return [`${number}${ending}`, ten ? tens : ONES[number - 1]];
};

/**
 * The name of a month, and in short.
 * @param {string} name
 */
const month = (name) => [name, name.slice(0, 3), ...(name === "september" ? ["sept"] : [])];

/** The words that mean the same as one, itself among them. */
const SAME = new Map(
  [...Array.from({ length: 99 }, (_, n) => ordinal(n + 1)), ...MONTHS.map(month)].flatMap((words) =>
    words.map((word) => [word.replace("-", ""), words]),
  ),
);

/**
 * A word in any form, also as others spell it.
 * @param {string} word
 */
export const inAnySpelling = (word) => {
  const others = ENDINGS.filter(([end]) => end.test(word)).map(([end, by]) =>
    word.replace(end, by),
  );
  return [...new Set([...[word, ...others].flatMap(forms), ...(SAME.get(word) ?? [])])];
};

/**
 * A date in figures, as it may be written in words. Unless the year comes first, day and month are told
 * apart only if one is too great.
 * @param {string} figures
 */
const inWords = (figures) => {
  const [one, two, three] = (figures.match(/\d+/g) ?? []).map(Number);
  const orders =
    one > 31
      ? [[two, three, one]]
      : [
          [two, one, three],
          [one, two, three],
        ];
  return orders.flatMap(([number, day, year]) => {
    const name = MONTHS[number - 1];
    if (!name) return [];
    return [
      [[`${day}`], month(name), [`${year}`]],
      [month(name), [`${day}`], [`${year}`]],
    ];
  });
};

/**
 * Take the dates in figures out of some words.
 * @param {string} words
 * @param {(asked: string, sequences: string[][][]) => void} found what is done with each
 */
export const withoutDates = (words, found) =>
  words.replace(DATE, (figures) => {
    found(figures, inWords(figures));
    return " ";
  });

/** @param {string} name */
const key = (name) =>
  divided(name)
    .map(({ folded }) => folded)
    .join("");

/** @type {WeakMap<Volume, Map<string, string[]>>} */
const known = new WeakMap();

/**
 * All names of what has a name, which is given as its words run together; plurals too.
 * @param {Volume} volume
 * @param {string} name
 * @returns {string[]}
 */
export const synonyms = (volume, name) => {
  const found =
    known.get(volume) ??
    new Map(volume.head.synonyms.flatMap((names) => names.map((own) => [key(own), names])));
  known.set(volume, found);
  return found.get(name) ?? found.get(name.replace(/s$/, "")) ?? [];
};
