// Words as search compares them: without case, accents, apostrophes and separators in numbers. The
// build reads words in the same way (build_edition/render/search/words.py), since a place in the
// index is the number of a word.

const HAN = "\\u3005\\u3007\\u3400-\\u9fff\\uf900-\\ufaff";
const KANA =
  "\\u3041-\\u3096\\u309d\\u309e\\u30a1-\\u30fa\\u30fc-\\u30fe\\u31f0-\\u31ff\\uff66-\\uff9d";
const VOICED = "[\\u3099\\u309a\\uff9e\\uff9f]?";
const SIGN = `(?![${HAN}${KANA}])[\\p{L}\\p{N}]`;
const WORD = new RegExp(
  "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)+" +
    `|[${HAN}]|[${KANA}]${VOICED}|(?:${SIGN})+(?:['’ʼ](?![sS](?!${SIGN}))(?:${SIGN})+)*`,
  "gu",
);
const DROPPED = /[\u0300-\u036f\u02b9\u02ba'’ʼ,]/gu;
const UNSPACED = new RegExp(`^[${HAN}${KANA}]$`, "u");
const HYPHEN = /^[-\u2010\u2011]$/;

/** @typedef {{ folded: string, start: number, end: number }} Word */

/** @param {string} word */
export const folded = (word) =>
  word.normalize("NFKD").toLowerCase().replace(DROPPED, "").normalize("NFC");

/**
 * The words of a passage or of anything else, in order.
 * @param {string} words
 * @returns {Word[]}
 */
export const divided = (words) =>
  [...words.matchAll(WORD)].map(({ 0: word, index }) => ({
    folded: folded(word),
    start: index,
    end: index + word.length,
  }));

/**
 * Whether nothing but a hyphen is between two words.
 * @param {string} words
 * @param {Word} one
 * @param {Word} other
 */
export const hyphened = (words, one, other) => HYPHEN.test(words.slice(one.end, other.start));

/**
 * Whether a word is one sign of Chinese or Japanese, which put no spaces between words.
 * @param {string} word
 */
export const isUnspaced = (word) => UNSPACED.test(word);

/**
 * A word without its ending, which is alike for the forms of most English words.
 * @param {string} word
 */
export const stem = (word) =>
  word
    .replace(/(?<=..)ies$/, "y")
    .replace(/(?<=...(?:s|x|ch|sh))es$|(?<=..[^s])s$/, "")
    .replace(/(?<=....)(?:ing|ed|ly|e)$|(?<=^.{1,2}[^e]e)d$/, "")
    .replace(/(?<=^...)ing$/, "e");

/**
 * Words that have the same stem, if the edition has them.
 * @param {string} word
 */
export const forms = (word) => {
  const root = stem(word);
  const endings = ["", "s", "es", "e", "ed", "d", "ing", "ings", "ly", "ies", "ied"];
  const bare = [root, root.replace(/[ey]$/, "")];
  const all = bare.flatMap((one) => endings.map((ending) => `${one}${ending}`));
  return [...new Set([word, ...all])].filter((form) => form === word || stem(form) === root);
};
