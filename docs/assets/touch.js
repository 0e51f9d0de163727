// What a finger means that misses every link: fetched at the first such touch.
import { all } from "./dom.js";

const REACH = 22; // pixels around a sign within which a finger finds it

const SIGNS = ".tt-body :is(sup.apparatus > a, .back > a, .passage > .number)";

/**
 * The sign nearest to where a finger touched, within its reach: so neighbours share what is between.
 * @param {MouseEvent} event
 */
export const nearest = ({ clientX: x, clientY: y }) => {
  /** @type {HTMLAnchorElement | null} */
  let found = null;
  let least = REACH;
  for (const link of all(SIGNS, document, HTMLAnchorElement)) {
    const { left, right, top, bottom } = link.getBoundingClientRect();
    if (bottom < y - REACH || top > y + REACH || right === left) continue;
    const across = Math.max(left - x, 0, x - right);
    const away = Math.hypot(across, Math.max(top - y, 0, y - bottom));
    if (away < least) [found, least] = [link, away];
  }
  return found;
};
