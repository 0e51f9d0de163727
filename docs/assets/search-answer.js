// The answer to a search: the records that hold what is asked for, by kind, best first.

import { addressed } from "./search-addresses.js";
import { volumes, within } from "./search-index.js";
import { read } from "./search-query.js";

/** @typedef {import("./search-index.js").Volume} Volume */
/** @typedef {import("./search-query.js").Query} Query */

/**
 * Where something stands: the numbers of the first words, in order, and how many words each has.
 * @typedef {{ at: number[], length: number[] }} Places
 */

/**
 * A record that was found: its number in its volume, and how well it fits. If an address was asked for,
 * its query, and its id if that has no record of its own.
 * @typedef {object} Hit
 * @property {Volume} volume
 * @property {number} n
 * @property {number} score
 * @property {boolean} [named] whether its title is what was asked for
 * @property {string} [query]
 * @property {string} [id]
 */

/**
 * What was found for a query.
 * @typedef {object} Answer
 * @property {Query} query
 * @property {Map<string, Hit[]>} kinds
 * @property {Hit[]} addressed
 * @property {string[]} missing
 * @property {boolean} complete
 * @property {(hit: Hit) => { at: number, length: number, unit: number }[]} marks
 */

/** The kinds of records in the order in which they are shown. */
const KINDS = [
  "person",
  "passage",
  "note",
  "emendation",
  "event",
  "work",
  "question",
  "erratum",
  "page",
  "gone",
];

/**
 * Two lists of places, each in order, as one; a set or a sort would take several times as long.
 * @param {number[]} one
 * @param {number[]} other
 */
const both = (one, other) => {
  /** @type {number[]} */
  const all = [];
  for (let m = 0, n = 0; m < one.length || n < other.length; ) {
    const place = other[n] === undefined || one[m] <= other[n] ? one[m] : other[n];
    if (one[m] === place) m++;
    if (other[n] === place) n++;
    all.push(place);
  }
  return all;
};

/** @param {number[][]} lists */
const merged = (lists) =>
  lists
    .filter(({ length }) => length)
    .sort((a, b) => a.length - b.length)
    .reduce((one, other) => (one.length ? both(one, other) : other), []);

/**
 * Those of some places, in order, at which something stands so many words further on.
 * @param {number[]} places
 * @param {number[]} next
 * @param {number} further
 */
const followed = (places, next, further) => {
  let n = 0;
  return places.filter((place) => {
    while (next[n] < place + further) n++;
    return next[n] === place + further;
  });
};

/**
 * Where a sequence of words stands in a volume. A person’s mention may have several words.
 * @param {Volume} volume
 * @param {import("./search-query.js").Sequence} sequence
 * @returns {Promise<Places>}
 */
const stands = async (volume, sequence) => {
  const lists = await Promise.all(
    sequence.map(async (terms) => merged(await Promise.all(terms.map((t) => volume.places(t))))),
  );
  if (sequence[0]?.[0]?.startsWith("@")) return joined(lists[0]);
  let [at] = lists;
  for (let k = 1; k < lists.length && at.length; k++) {
    at = followed(at, lists[k], k);
  }
  return { at, length: at.map(() => sequence.length) };
};

/**
 * Words that follow each other as one place.
 * @param {number[]} words
 * @returns {Places}
 */
const joined = (words) => {
  const at = words.filter((word, n) => word !== words[n - 1] + 1);
  const ends = words.filter((word, n) => word !== words[n + 1] - 1);
  return { at, length: at.map((place, n) => ends[n] - place + 1) };
};

/**
 * How often something stands in each record of a volume.
 * @param {Volume} volume
 * @param {Places} places
 */
const counted = ({ begins }, { at }) => {
  const counts = new Uint16Array(begins.length - 1);
  let n = 0;
  for (const place of at) {
    while (begins[n + 1] <= place) n++;
    counts[n]++;
  }
  return counts;
};

/**
 * Where words stand in the records of a volume that have them all.
 * @param {Volume} volume
 * @param {import("./search-query.js").Sequence} words
 * @returns {Promise<Places>}
 */
const somewhere = async (volume, words) => {
  const every = await Promise.all(words.map((terms) => stands(volume, [terms])));
  const counts = every.map((places) => counted(volume, places));
  const at = merged(every.map((places) => places.at)).filter((place) => {
    const n = within(volume.begins, place);
    return counts.every((count) => count[n]);
  });
  return { at, length: at.map(() => 1) };
};

/**
 * Where any of some sequences stands; of those that begin together, the longest.
 * @param {Volume} volume
 * @param {import("./search-query.js").Unit} unit
 * @returns {Promise<Places>}
 */
const anyOf = async (volume, { sequences, apart = [] }) => {
  const every = await Promise.all(sequences.map((sequence) => stands(volume, sequence)));
  if (apart.length > 1) every.push(await somewhere(volume, apart));
  if (every.length === 1) return every[0];
  const at = merged(every.map((places) => places.at));
  const length = at.map(() => 1);
  for (const one of every) {
    let n = 0;
    for (let k = 0; k < one.at.length; k++) {
      while (at[n] < one.at[k]) n++;
      length[n] = Math.max(length[n], one.length[k]);
    }
  }
  return { at, length };
};

/**
 * How many of the units each record holds; none if it lacks one that is needed.
 * @param {Uint16Array[]} counts
 * @param {import("./search-query.js").Unit[]} units
 * @param {number} records
 */
const heldBy = (counts, units, records) => {
  const held = new Uint8Array(records);
  for (const [u, { minor }] of units.entries()) {
    if (!minor) for (let n = 0; n < records; n++) if (counts[u][n]) held[n]++;
  }
  for (const [u, { needed }] of units.entries()) {
    if (needed) for (let n = 0; n < records; n++) if (!counts[u][n]) held[n] = 0;
  }
  return held;
};

/**
 * For each volume, where each unit stands, and how often in each record.
 * @param {Volume[]} all
 * @param {Query} query
 */
const searched = (all, { units, together }) =>
  Promise.all(
    all.map(async (volume) => {
      const places = await Promise.all(units.map((unit) => anyOf(volume, unit)));
      const whole = together ? await stands(volume, together) : { at: [], length: [] };
      const counts = places.map((some) => counted(volume, some));
      return {
        volume,
        places,
        counts,
        held: heldBy(counts, units, volume.head.lengths.length),
        whole,
        wholes: counted(volume, whole),
      };
    }),
  );

/** @typedef {Awaited<ReturnType<typeof searched>>[number]} Searched */

/**
 * Whether a record’s title has everything that is asked for.
 * @param {Searched} searched
 * @param {Query} query
 * @param {number} n
 */
const isTitled = ({ volume, places }, { units }, n) => {
  const end = volume.begins[n] + volume.head.titles[n];
  return units.every(({ minor }, u) => {
    const { at } = places[u];
    return minor || at[within(at, volume.begins[n] - 1) + 1] < end;
  });
};

/**
 * Whether what is asked for is the beginning of a record’s title, as a whole and, except for a page, in
 * several words; of an event, whether its title has it anywhere. Nothing is called so if only people are
 * asked for.
 * @param {Searched} searched
 * @param {Query} query
 * @param {number} n
 */
const isNamed = ({ volume, places, whole }, { units, meant }, n) => {
  const { kind } = volume.run(n);
  const asked = [...units.keys()].filter((u) => !units[u].minor);
  if (asked.length <= meant.length) return false;
  if (kind === "event" && !units.some(({ needed }) => needed)) return true;
  return [whole, ...(asked.length === 1 ? [places[asked[0]]] : [])].some(({ at, length }) => {
    const first = within(at, volume.begins[n]);
    return at[first] === volume.begins[n] && length[first] > (kind === "page" ? 0 : 1);
  });
};

/**
 * The records of a volume that hold so many of the units.
 * @param {Searched} searched
 * @param {Query} query
 * @param {number} most
 * @param {number[]} weights
 * @returns {Hit[]}
 */
const best = (searched, query, most, weights) => {
  const { volume, counts, held, wholes } = searched;
  /** @type {Hit[]} */
  const hits = [];
  for (let n = 0; n < volume.head.lengths.length; n++) {
    if (held[n] !== most) continue;
    // A passage that holds the words as it reads is not listed again as it was transmitted, unless
    // they follow each other only there.
    if (volume.transmitted.has(n) && hits.at(-1)?.n === n - 1) {
      if (wholes[n] <= wholes[n - 1]) continue;
      hits.pop();
    }
    const brevity = 1 / (20 + volume.begins[n + 1] - volume.begins[n]);
    let score = wholes[n] ? 10 : 0;
    for (const [u, weight] of weights.entries()) {
      score += weight * (counts[u][n] / (counts[u][n] + 1) + brevity);
    }
    const titled = volume.head.titles[n] > 0 && isTitled(searched, query, n);
    if (titled) score += 20 + 10 / volume.head.titles[n];
    hits.push({ volume, n, score, named: titled && isNamed(searched, query, n) });
  }
  return hits;
};

/**
 * The people who are meant, and then the others.
 * @param {Hit[]} hits
 * @param {Query} query
 * @param {Volume} names
 */
const meantFirst = (hits, { meant }, names) => {
  const numbers = [...new Set(meant.flatMap(({ people }) => people))];
  const first = numbers.map((n) => ({ volume: names, n, score: Infinity }));
  return [...first, ...hits.filter(({ n }) => !numbers.includes(n))];
};

/**
 * The kinds of what was found, in order: people who are meant, what is called so, and the rest.
 * @param {Map<string, Hit[]>} kinds
 * @param {Query} query
 */
const ordered = (kinds, { meant }) => {
  const called = KINDS.filter((kind) => kinds.get(kind)?.[0]?.named);
  const order = new Set([...(meant.length ? ["person"] : []), ...called, ...KINDS]);
  return new Map([...order].map((kind) => [kind, kinds.get(kind) ?? []]));
};

/**
 * What is found for some words.
 * @param {Volume[]} all
 * @param {string} words
 * @returns {Promise<Answer>}
 */
const foundFor = async (all, words) => {
  const query = await read(all, words);
  const every = await searched(all, query);
  const totals = query.units.map((_, u) =>
    every.reduce((sum, { places }) => sum + places[u].at.length, 0),
  );
  const size = all.reduce((sum, { begins }) => sum + begins[begins.length - 1], 1);
  const weights = totals.map((total) => Math.log(size / (total + 1)));
  const most = Math.max(0, ...every.map(({ held }) => held.reduce((a, b) => Math.max(a, b), 0)));
  const hits = most ? every.flatMap((one) => best(one, query, most, weights)) : [];
  /** @type {Map<string, Hit[]>} */
  const kinds = new Map(KINDS.map((kind) => [kind, []]));
  for (const hit of hits) kinds.get(hit.volume.run(hit.n).kind)?.push(hit);
  for (const some of kinds.values()) some.sort((a, b) => b.score - a.score);
  kinds.set("person", meantFirst(kinds.get("person") ?? [], query, all[0]));
  return {
    query,
    kinds: ordered(kinds, query),
    addressed: [],
    missing: query.units.filter((unit, u) => !totals[u] && !unit.minor).map(({ asked }) => asked),
    complete: most === query.units.filter(({ minor }) => !minor).length,
    marks: (hit) => marks(every, query, hit),
  };
};

/**
 * Where the units stand in a record, by the numbers of its own words; all of them together are one
 * more. Words such as `the` are left out, unless nothing else is asked for.
 * @param {Searched[]} every
 * @param {Query} query
 * @param {Hit} hit
 */
const marks = (every, { units }, { volume, n }) => {
  const one = every.find((some) => some.volume === volume);
  const [begin, end] = [volume.begins[n], volume.begins[n + 1]];
  return [...(one?.places ?? []), one?.whole].flatMap((places, unit) => {
    const found = [];
    if (!places || units[unit]?.minor) return [];
    for (let k = within(places.at, begin - 1) + 1; places.at[k] < end; k++) {
      found.push({ at: places.at[k] - begin, length: places.length[k], unit });
    }
    return found;
  });
};

/**
 * Everything that a search finds. If it names an address, what has only some of its words is left out.
 * @param {Volume[]} all
 * @param {string} words
 * @returns {Promise<Answer>}
 */
const answer = async (all, words) => {
  const { there, only } = await addressed(all, words);
  const found = await foundFor(all, only ? "" : words);
  const rest = there.length && !found.complete ? await foundFor(all, "") : found;
  return { ...rest, addressed: there };
};

/** A function that answers searches; the index is fetched as far as they need it. */
export const answerer = async () => {
  const all = await volumes();
  /** @param {string} words */
  return (words) => answer(all, words);
};
