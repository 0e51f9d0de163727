// Where notes are in the margin, and how full: pure arithmetic on heights in pixels.

/** Between two notes. */
export const GAP = 6;

/**
 * @typedef {object} Reach how far from its words a note may be
 * @property {number} up
 * @property {number} down
 */

/**
 * @typedef {object} Item a note to be placed
 * @property {number} wanted the top of its words
 * @property {number[]} heights in each size, from the fullest to the shortest
 * @property {boolean} [fixed] whether it stays at the top that is wanted
 */

/**
 * The earliest tops of notes of these sizes; those before a fixed one may be as far up as they must.
 * @param {Item[]} items
 * @param {number[]} sizes
 * @param {number} up
 */
const earliest = (items, sizes, up) => {
  let free = 0;
  const pin = items.findIndex(({ fixed }) => fixed);
  return items.map(({ wanted, heights }, i) => {
    const top = i < pin ? free : Math.max(free, i === pin ? wanted : wanted - up);
    free = top + heights[sizes[i]] + GAP;
    return top;
  });
};

/**
 * Of the notes that push one down, the one that can become shorter by most; -1 if none can.
 * @param {Item[]} items
 * @param {number[]} sizes
 * @param {number[]} tops
 * @param {number} at
 */
const longest = (items, sizes, tops, at) => {
  let [best, most] = [-1, 0];
  for (let i = at - 1; i >= 0; i--) {
    const { heights } = items[i];
    if (tops[i] + heights[sizes[i]] + GAP < tops[i + 1]) break;
    const saved = heights[sizes[i]] - heights[heights.length - 1];
    if (saved > most) [best, most] = [i, saved];
  }
  return best;
};

/**
 * Sizes in which every note can be near its words: as few as possible are cut short.
 * @param {Item[]} items
 * @param {Reach} reach
 */
const fitted = (items, { up, down }) => {
  const sizes = items.map(() => 1);
  let tops = earliest(items, sizes, up);
  items.forEach(({ wanted, heights, fixed }, at) => {
    while (tops[at] > wanted + (fixed ? 0 : down)) {
      const cut = longest(items, sizes, tops, at);
      if (cut < 0) return;
      sizes[cut] = heights.length - 1;
      tops = earliest(items, sizes, up);
    }
  });
  return { sizes, tops };
};

/**
 * Whole numbers in ascending order that are nearest to the given ones: neighbours out of order meet at
 * their mean (isotonic regression by pooling).
 * @param {number[]} numbers
 */
const ascending = (numbers) => {
  /** @type {{ sum: number, count: number }[]} */
  const pools = [];
  for (const number of numbers) {
    let pool = { sum: number, count: 1 };
    for (;;) {
      const before = pools.at(-1);
      if (!before || before.sum / before.count <= pool.sum / pool.count) break;
      pools.pop();
      pool = { sum: before.sum + pool.sum, count: before.count + pool.count };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => Array(count).fill(Math.round(sum / count)));
};

/**
 * The size and top of each note: near its words, never over another, and short only where it must be.
 * @param {Item[]} items in the order of their words
 * @param {Reach} reach
 */
export const arrange = (items, reach) => {
  const { sizes, tops: first } = fitted(items, reach);
  const last = [...first];
  let next = Infinity;
  for (let i = items.length - 1; i >= 0; i--) {
    const { wanted, heights, fixed } = items[i];
    const latest = Math.min(fixed ? wanted : wanted + reach.down, next - heights[sizes[i]] - GAP);
    last[i] = Math.max(first[i], latest);
    next = last[i];
  }
  let before = 0; // what the notes above take up, which is left out so that order is all that counts
  const above = items.map(({ heights }, i) => {
    const sum = before;
    before += heights[sizes[i]] + GAP;
    return sum;
  });
  const near = ascending(items.map(({ wanted }, i) => wanted - above[i]));
  const tops = near.map((top, i) => Math.min(Math.max(top + above[i], first[i]), last[i]));
  return items.map(({ heights }, i) => {
    const room = (tops[i + 1] ?? Infinity) - tops[i] - GAP;
    const fuller = heights.findIndex((height, size) => size >= sizes[i] || height <= room);
    return { top: tops[i], size: fuller };
  });
};
