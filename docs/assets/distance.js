// How alike two addresses are.

/** How many letters of an address are compared, so that a very long one costs nothing. */
export const LONGEST = 100;

/**
 * How many letters one must add, leave out or change to make one name of another.
 * @param {string} from
 * @param {string} to
 */
export const distance = (from, to) => {
  let row = [...to, ""].map((_, at) => at);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [at, other] of [...to].entries()) {
      next.push(Math.min(row[at] + (letter === other ? 0 : 1), row[at + 1] + 1, next[at] + 1));
    }
    row = next;
  }
  return row[to.length];
};
