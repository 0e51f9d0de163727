// The stretch of passages that an address names, as in ?to=p6#p4.
import { addressed } from "./dom.js";

/** @param {string} id */
const number = (id) => Number.parseInt(id.slice(1), 10);

/**
 * Of a page's passages, those from the one that the address names to the one in `?to=`, or to the last
 * if that one is in a later part of the text; none if the address names no stretch.
 * @param {HTMLElement[]} passages
 */
export const stretch = (passages) => {
  const to = new URLSearchParams(location.search).get("to") ?? "";
  const named = addressed();
  const first = named ? passages.indexOf(named) : -1;
  const last = passages.findLastIndex(
    ({ id }, n) => id === to || (n === passages.length - 1 && number(id) < number(to)),
  );
  return first < 0 || last < first ? [] : passages.slice(first, last + 1);
};
