// What a reader’s words ask for: words in any form, phrases, numbers, and people under any spelling.
import { distance } from "./distance.js";
import { inAnySpelling, synonyms, withoutDates } from "./search-alike.js";
import { divided, hyphened, isUnspaced } from "./search-words.js";

/**
 * Words that stand one after the other: for each, the terms that it may be.
 * @typedef {string[][]} Sequence
 */

/**
 * Something that is asked for: any of some sequences, or the words that may be `apart` if a record has
 * them all. Without what is `needed`, nothing is found; what is `minor` need not be found.
 * @typedef {object} Unit
 * @property {string} asked
 * @property {Sequence[]} sequences
 * @property {Sequence} [apart]
 * @property {boolean} [needed]
 * @property {boolean} [minor]
 */

/** @typedef {import("./search-index.js").Volume} Volume */

/**
 * A person who is meant: the record’s number, and how sure that is.
 * @typedef {{ asked: string, people: number[], guessed: boolean }} Meant
 */

/**
 * What is asked for, who is meant, names that have others, and the words that were taken for others.
 * @typedef {object} Query
 * @property {Unit[]} units
 * @property {Sequence | null} together
 * @property {Meant[]} meant
 * @property {[asked: string, others: string[]][]} synonyms
 * @property {[asked: string, taken: string][]} corrected
 */

/** @typedef {import("./search-words.js").Word & { asked: string }} Asked */

const DOUBLE = '["“”„‟«»＂]';
const QUOTED = new RegExp(
  `${DOUBLE}(${DOUBLE.replace("[", "[^")}+)${DOUBLE}|「([^」]+)」|『([^』]+)』` +
    "|(?<![\\p{L}\\p{N}])['‘‚]((?:[^'‘’‚]|['’](?=\\p{L}))+)['‘’](?![\\p{L}\\p{N}])",
  "gu",
);
const SPACED = /(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f.'’]\d{3})+(?!\d|[.,]\d)/gu;
const DECIMAL = /(?<![\d.,])\d+,\d{1,2}(?!\d|[.,]\d)/gu; // with a comma, as on the Continent
const MINOR = new Set(
  (
    "a about an and are as at be been by can could did do does dr for from go had happen happened " +
    "happens has have he how i in is it me mr mrs of on or really s she should that the their there " +
    "they this to was went were what when where which who why will with would"
  ).split(" "),
);
const NUMBER = /\p{N}/u;
const LONGEST = 5; // words that a name may have

/** The most characters of a name in Chinese or Japanese, each of which is a word: フルシチョフ has six. */
const LONGEST_UNSPACED = 8;
const FILES = 9; // of a volume that are looked through for words that begin alike
const NAMES = 8; // files of names that are looked through for one that is like a word
const CASES = /\p{Script=Cyrillic}/u; // a word with endings that no name in the register has
const RARE = 5; // places; a long word that stands in fewer may be a slip for a name all the same

/**
 * The words of a query with what was typed for each.
 * @param {string} words
 * @returns {Asked[]}
 */
const typed = (words) =>
  divided(words).map((word) => ({ ...word, asked: words.slice(word.start, word.end) }));

/** @param {Asked[]} words */
const key = (words) => words.map(({ folded }) => folded).join("");

/** @param {Asked} word */
const isMinor = ({ folded }) => MINOR.has(folded);

/** @param {Asked[]} words */
const exactly = (words) => words.map(({ folded }) => [folded]);

/** @param {Asked[]} words */
const inAnyForm = (words) =>
  words.map(({ folded }) =>
    isUnspaced(folded) ? [folded] : [...inAnySpelling(folded), `${folded}-`],
  );

/** @param {string} word */
const isInitial = (word) => /^\p{L}$/u.test(word) && !isUnspaced(word);

/**
 * The people whom words name, by record; possessives too. An initial within a name is left out.
 * @param {Volume} names
 * @param {Asked[]} words
 */
const named = async (names, words) => {
  const shorter = words.filter(
    ({ folded }, n) => !n || n === words.length - 1 || !isInitial(folded),
  );
  for (const name of new Set([key(words), key(shorter), key(words).replace(/(?<=..)s$/, "")])) {
    const found = await names.places(`=${name}`);
    if (found.length) return found;
  }
  return [];
};

/**
 * Those of some terms that are most like a word.
 * @param {string[]} terms
 * @param {string} word
 * @param {number} slips how many letters may be wrong
 */
const nearest = (terms, word, slips) => {
  const near = terms
    .filter((term) => Math.abs(term.length - word.length) <= slips && term.length > 3)
    .map((term) => ({ term, far: distance(term, word) }))
    .filter(({ far }) => far <= slips);
  const least = Math.min(...near.map(({ far }) => far));
  return near.filter(({ far }) => far === least).map(({ term }) => term);
};

/**
 * The people whose names are like a word; names that begin otherwise only if there are few.
 * @param {Volume} names
 * @param {string} word
 * @param {number} slips
 */
const guessed = async (names, word, slips) => {
  if (!slips || isUnspaced(word[0])) return [];
  const few = names.files("=", "=\uffff").length <= NAMES;
  const begin = few ? "=" : `=${word[0]}`;
  const keys = (await names.terms(begin, `${begin}\uffff`, NAMES)).map((term) => term.slice(1));
  const near = nearest(keys, word, slips);
  const people = await Promise.all(near.map((name) => names.places(`=${name}`)));
  return [...new Set(people.flat())];
};

/** @param {string} word */
const slipsOfOne = (word) => (word.length > 7 ? 2 : word.length > 4 ? 1 : 0);

/** @param {string} words run together */
const slipsOfMany = (words) => (words.length > 9 ? 2 : words.length > 5 ? 1 : 0);

/**
 * The sequences of words by which people are found: mentions, and every name.
 * @param {Volume} names
 * @param {number[]} people
 * @returns {Promise<Sequence[]>}
 */
const byPeople = async (names, people) => {
  const records = await Promise.all(people.map((n) => names.record(n)));
  return records.flatMap(([at, , , , , called = []]) => [
    [[at.replace("person-", "@")]],
    ...called.map((name) => exactly(typed(name))),
  ]);
};

/**
 * Whether some words follow each other anywhere.
 * @param {Volume[]} all
 * @param {Asked[]} words
 */
const follow = async (all, words) => {
  const found = await Promise.all(
    all.map(async (volume) => {
      const [first, next] = await Promise.all(words.map(({ folded }) => volume.places(folded)));
      const after = new Set(next);
      return first.some((place) => after.has(place + 1));
    }),
  );
  return found.includes(true);
};

/**
 * Whether a surname that several people have is that of another here, whom the word beside it names.
 * @param {Volume[]} all
 * @param {Asked[]} words
 * @param {number} at
 */
const isAnothers = async (all, words, at) => {
  const beside = [words.slice(at, at + 2), at ? words.slice(at - 1, at + 1) : []];
  const pairs = beside.filter((pair) => pair.length === 2 && !pair.some(isMinor));
  return (await Promise.all(pairs.map((pair) => follow(all, pair)))).includes(true);
};

/**
 * The people whom the words from one on name, and where the longest such name ends; or all names of
 * what they name. A person’s name of several words may have a slip.
 * @param {Volume[]} all
 * @param {Asked[]} words
 * @param {number} at
 */
const nameAt = async (all, words, at) => {
  const [names] = all;
  const most = isUnspaced(words[at].folded) ? LONGEST_UNSPACED : LONGEST;
  for (let end = Math.min(words.length, at + most); end > at; end--) {
    const some = words.slice(at, end);
    if (isMinor(words[at]) && end === at + 1) break;
    const exact = await named(names, some);
    if (some.length === 1 && exact.length > 1 && (await isAnothers(all, words, at))) return null;
    if (exact.length) return { people: exact, alike: [], end, guessed: false };
    const alike = synonyms(names, key(some));
    if (alike.length) return { people: [], alike, end, guessed: false };
    const slips = slipsOfMany(key(some));
    // A short word more is no slip, nor is a number.
    const long = (/** @type {Asked} */ { folded }) =>
      folded.length > slips && !MINOR.has(folded) && !NUMBER.test(folded);
    const like = some.length > 1 && some.every(long) ? await guessed(names, key(some), slips) : [];
    if (like.length) return { people: like, alike: [], end, guessed: true };
  }
  return null;
};

/**
 * Where the words end that stand together with one without being quoted: a compound, Chinese or Japanese.
 * @param {string} whole
 * @param {Asked[]} words
 * @param {number} at
 */
const bound = (whole, words, at) => {
  const unspaced = isUnspaced(words[at].folded);
  let end = at + 1;
  for (; end < words.length; end++) {
    const [last, next] = [words[end - 1], words[end]];
    const close = unspaced
      ? isUnspaced(next.folded) && next.start === last.end
      : hyphened(whole, last, next);
    if (!close) break;
  }
  return end;
};

/**
 * The unit for a word, or for words that stand together.
 * @param {Asked[]} words
 * @param {string} asked
 * @returns {Unit}
 */
const unitOf = (words, asked) => {
  const sequences = [inAnyForm(words)];
  const compound = words.length > 1 && !isUnspaced(words[0].folded);
  if (compound) sequences.push([inAnySpelling(key(words))]);
  return { asked, sequences, minor: words.length === 1 && isMinor(words[0]) };
};

/**
 * Whether a word is no word of its own: the s of a possessive, or an initial.
 * @param {string} whole
 * @param {Asked[]} words
 * @param {number} at
 */
const isRest = (whole, words, at) => {
  const { folded, start } = words[at];
  if (words.length === 1 || isUnspaced(folded) || !/^\p{L}$/u.test(folded)) return false;
  return /['’ʼ]/.test(whole[start - 1] ?? "") || !MINOR.has(folded);
};

/**
 * Read the words of a query that are not quoted.
 * @param {Volume[]} all
 * @param {string} whole
 * @param {Query} query
 */
const readWords = async (all, whole, query) => {
  const words = typed(whole);
  for (let at = 0; at < words.length; ) {
    const name = await nameAt(all, words, at);
    const end = name?.end ?? bound(whole, words, at);
    const some = words.slice(at, end);
    const asked = whole.slice(some[0].start, some[some.length - 1].end);
    if (name) {
      const { people, alike, guessed } = name;
      const called = alike.map(typed);
      if (people.length) query.meant.push({ asked, people, guessed });
      else query.synonyms.push([asked, alike.filter((_, n) => key(called[n]) !== key(some))]);
      query.units.push({
        asked,
        sequences: [...(await byPeople(all[0], people)), ...[some, ...called].map(inAnyForm)],
        apart: people.length ? undefined : inAnyForm(some),
      });
    } else if (!isRest(whole, words, at)) query.units.push(unitOf(some, asked));
    at = end;
  }
};

/**
 * In about how many places a unit stands.
 * @param {Volume[]} all
 * @param {Unit} unit
 */
const frequency = async (all, { sequences }) => {
  /** @param {string[]} terms */
  const places = async (terms) => {
    const lists = await Promise.all(all.flatMap((volume) => terms.map((t) => volume.places(t))));
    return lists.reduce((sum, { length }) => sum + length, 0);
  };
  const counts = await Promise.all(
    sequences.map(async (words) => Math.min(...(await Promise.all(words.map(places))))),
  );
  return counts.reduce((sum, count) => sum + count, 0);
};

/**
 * The terms that begin with a word.
 * @param {Volume[]} all
 * @param {string} word
 */
const begunBy = async (all, word) => {
  const terms = await Promise.all(all.map((one) => one.terms(word, `${word}\uffff`, FILES)));
  return [...new Set(terms.flat())].filter((term) => !term.endsWith("-"));
};

/**
 * Take a word that stands nowhere for the beginning of one, and for a name that it is like, or else for
 * a word that it is like. A number is no slip for another.
 * @param {Volume[]} all
 * @param {Unit} unit
 * @param {boolean} last whether it is the last word, which may not be typed to its end
 * @param {Query} query
 */
const mend = async (all, unit, last, query) => {
  const word = key(typed(unit.asked));
  const count = await frequency(all, unit);
  const often = word.length > 7 || CASES.test(word) ? RARE : 1;
  if (count >= often || NUMBER.test(word)) return;
  const begun = !count && word.length > (last ? 2 : 3) ? await begunBy(all, word) : [];
  if (begun.length) unit.sequences = [[begun]];
  const people = await guessed(all[0], word, slipsOfOne(word));
  if (people.length) {
    query.meant.push({ asked: unit.asked, people, guessed: true });
    unit.sequences = [...(await byPeople(all[0], people)), ...unit.sequences];
  } else if (!count && !begun.length && slipsOfOne(word)) {
    const [taken] = nearest(await begunBy(all, word.slice(0, 2)), word, slipsOfOne(word));
    if (!taken) return;
    query.corrected.push([unit.asked, taken]);
    unit.sequences = [[inAnySpelling(taken)]];
  }
};

/**
 * What a reader’s words ask for.
 * @param {Volume[]} all
 * @param {string} words
 * @returns {Promise<Query>}
 */
export const read = async (all, words) => {
  /** @type {Query} */
  const query = { units: [], together: null, meant: [], synonyms: [], corrected: [] };
  const unquoted = words.replace(QUOTED, (quoted, ...inside) => {
    const phrase = typed(inside.slice(0, 4).find(Boolean) ?? "");
    if (phrase.length) {
      query.units.push({ asked: quoted, sequences: [exactly(phrase)], needed: true });
    }
    return " ";
  });
  /** @param {string} number @param {string} plainly */
  const numeral = (number, plainly) => {
    query.units.push({ asked: number, sequences: [[[plainly]], exactly(typed(number))] });
    return " ";
  };
  const undated = withoutDates(unquoted, (asked, sequences) => {
    const [apart] = sequences; // “1–3 May” has the first of May in it
    query.units.push({ asked, sequences: [...sequences, exactly(typed(asked))], apart });
  });
  const free = undated
    .replace(SPACED, (number) => numeral(number, number.replace(/\D/g, "")))
    .replace(DECIMAL, (number) => numeral(number, number.replace(",", ".")));
  await readWords(all, free, query);
  const loose = query.units.filter(({ needed }) => !needed);
  const known = new Set([
    ...query.meant.map(({ asked }) => asked),
    ...query.synonyms.map(([asked]) => asked),
  ]);
  await Promise.all(loose.map((unit) => frequency(all, unit))); // fetched at once, looked at in order
  for (const unit of loose) {
    if (!unit.minor && !known.has(unit.asked)) await mend(all, unit, unit === loose.at(-1), query);
  }
  if (query.units.every(({ minor }) => minor)) for (const unit of query.units) unit.minor = false;
  const every = typed(free);
  if (every.length > 1 && free === words) query.together = inAnyForm(every);
  return query;
};
