// The index of search, fetched piece by piece (build_edition/site/search_volume.py makes it).

/**
 * A volume’s own list: its records by kind and page, how long each is, how many words its title has,
 * which are a passage as transmitted, with what each of its files begins, and names of the same thing.
 * @typedef {[kind: string, page: string, title: string, count: number, lang: string]} Run
 * @typedef {object} Head
 * @property {Run[]} runs
 * @property {number[]} lengths
 * @property {number[]} titles
 * @property {number[]} transmitted
 * @property {string[]} terms
 * @property {number[]} records
 * @property {string[][]} synonyms
 */

/**
 * A record: its id on its page, what it is, its title if it has one, its words, the kind of a note, and
 * a person’s names.
 * @typedef {[at: string, label: string, title: string, words: string, mark: string, names?: string[]]} Record
 */

const ROOM = 8; // words: each record has room for a multiple of these

const root = new URL("../search/index/", import.meta.url);

/** @param {string} path */
const fetched = async (path) => {
  const answer = await fetch(new URL(path, root));
  if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${path}`);
  const inflated = answer.body.pipeThrough(new DecompressionStream("deflate"));
  return new Response(inflated).json();
};

/**
 * The number of the last of some ordered beginnings that does not come after a value.
 * @template {number | string} Type
 * @param {ArrayLike<Type>} begins
 * @param {Type} value
 */
export const within = (begins, value) => {
  let [low, high] = [0, begins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begins[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** A volume of the index. */
export class Volume {
  /** @type {Map<string, Promise<any>>} */
  #files = new Map();

  /** @type {Map<string, Promise<number[]>>} */
  #places = new Map();

  /**
   * @param {number} number
   * @param {Head} head
   */
  constructor(number, head) {
    this.number = number;
    this.head = head;
    this.transmitted = new Set(head.transmitted);
    /** Where each record begins, in words. */
    this.begins = new Uint32Array(head.lengths.length + 1);
    for (const [n, length] of head.lengths.entries()) {
      this.begins[n + 1] = this.begins[n] + length * ROOM;
    }
    let count = 0;
    this.runs = head.runs.map(([kind, page, title, some, lang]) => {
      count += some;
      return { kind, page, title, lang, begin: count - some };
    });
    this.runBegins = this.runs.map(({ begin }) => begin);
  }

  /** @param {string} name */
  #file(name) {
    let found = this.#files.get(name);
    if (!found) {
      found = fetched(`${this.number}/${name}`);
      this.#files.set(name, found);
      found.catch(() => this.#files.delete(name));
    }
    return found;
  }

  /**
   * The names of the files that have the terms from one to another.
   * @param {string} first
   * @param {string} last
   */
  files(first, last) {
    const begin = Math.max(0, within(this.head.terms, first));
    const end = within(this.head.terms, last);
    return Array.from({ length: Math.max(0, end - begin + 1) }, (_, n) => `terms-${begin + n}`);
  }

  /**
   * The terms from one to another, in order, from at most so many files.
   * @param {string} first
   * @param {string} last
   * @param {number} most
   * @returns {Promise<string[]>}
   */
  async terms(first, last, most) {
    const names = this.files(first, last).slice(0, most);
    const files = await Promise.all(names.map((name) => this.#file(name)));
    return files.flatMap((file) => Object.keys(file).filter((t) => t >= first && t <= last));
  }

  /**
   * Where a term stands: the numbers of words, counted through all records.
   * @param {string} term
   * @returns {Promise<number[]>}
   */
  places(term) {
    let found = this.#places.get(term);
    if (!found) {
      found = this.#read(term);
      this.#places.set(term, found);
      found.catch(() => this.#places.delete(term));
    }
    return found;
  }

  /** @param {string} term */
  async #read(term) {
    const n = within(this.head.terms, term);
    const file = n < 0 ? {} : await this.#file(`terms-${n}`);
    let at = 0;
    const steps = /** @type {number[]} */ (Object.hasOwn(file, term) ? file[term] : []);
    return steps.map((step) => (at += step));
  }

  /**
   * @param {number} n
   * @returns {Promise<Record>}
   */
  async record(n) {
    const file = within(this.head.records, n);
    return (await this.#file(`records-${file}`))[n - this.head.records[file]];
  }

  /**
   * The kind of a record, the page it is on, and its language.
   * @param {number} n
   */
  run(n) {
    return this.runs[within(this.runBegins, n)];
  }
}

/** All volumes of the index; the first has what stands beside the texts. */
export const volumes = async () => {
  /** @type {Head[]} */
  const heads = await fetched("volumes");
  return heads.map((head, n) => new Volume(n, head));
};
