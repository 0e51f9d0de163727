// How alike two addresses, names or words are.

/** How many letters of an address are compared, so that a very long one costs nothing. */
export const LONGEST = 100;

/**
 * How many letters one must add, leave out, change or swap to make one name of another.
 * @param {string} from
 * @param {string} to
 */
export const distance = (from, to) => {
  /** @type {number[][]} */
  const rows = [[...Array(to.length + 1).keys()]];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let least = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), rows[i - 1][j] + 1, row[j - 1] + 1);
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) least = Math.min(least, rows[i - 2][j - 2] + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[from.length][to.length];
};
