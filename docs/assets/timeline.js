// The timeline's row of years follows the reading. Without it the years are plain links.
import { all, one } from "./dom.js";

const row = one(".years");
const links = all("a", row, HTMLAnchorElement);
const sections = all(".axis > section");

/**
 * Mark a year in the row, and bring it to the middle of the row unless it is in sight.
 * @param {string} name
 */
const mark = (name) => {
  for (const link of links) {
    const current = link.hash === `#${name}`;
    link.ariaCurrent = current ? "location" : null;
    const { offsetLeft, offsetWidth } = link;
    const seen = row.scrollLeft <= offsetLeft - row.offsetLeft;
    const end = row.scrollLeft + row.clientWidth;
    if (current && !(seen && offsetLeft - row.offsetLeft + offsetWidth <= end)) {
      row.scrollLeft = offsetLeft - row.offsetLeft - row.clientWidth / 2;
    }
  }
};

/** @type {Set<number>} */
const read = new Set();
const observer = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen) {
      const at = sections.indexOf(/** @type {HTMLElement} */ (target));
      if (isIntersecting) read.add(at);
      else read.delete(at);
    }
    const now = sections[Math.min(...read)];
    if (now) mark(one("h2", now).id);
  },
  { rootMargin: "-130px 0px -60% 0px" }, // below the row and a heading that a link has brought there
);
for (const section of sections) observer.observe(section);
