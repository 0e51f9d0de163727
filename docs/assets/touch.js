// What a finger means that misses every link: fetched at the first such touch.
import { all } from "./dom.js";

/** How near to a sign a finger must be to find it, in pixels: beside words, and on words that lead somewhere. */
const [BESIDE, ON] = [22, 8];

const SIGNS = ".tt-body :is(sup.apparatus > a, .back > a, .passage > .number)";

/**
 * The sign nearest to where a finger touched, within its reach: so neighbours share what is between.
 * @param {MouseEvent} event
 * @param {DOMRect} before where then was what it touched, which may have moved while this was fetched
 * @param {boolean} onWords
 */
export const nearest = ({ target, clientX, clientY }, before, onWords) => {
  const now = /** @type {Element} */ (target).getBoundingClientRect();
  const [x, y] = [clientX + now.x - before.x, clientY + now.y - before.y];
  /** @type {HTMLAnchorElement | null} */
  let found = null;
  const reach = onWords ? ON : BESIDE;
  let least = reach;
  for (const link of all(SIGNS, document, HTMLAnchorElement)) {
    const { left, right, top, bottom } = link.getBoundingClientRect();
    if (bottom < y - reach || top > y + reach || right === left) continue;
    const across = Math.max(left - x, 0, x - right);
    const away = Math.hypot(across, Math.max(top - y, 0, y - bottom));
    if (away < least) [found, least] = [link, away];
  }
  return found;
};
