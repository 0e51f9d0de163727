// The timeline's row of years follows the reading. Without it the years are plain links.
import { all, one } from "./dom.js";
import { follow } from "./follow.js";

const links = all(".years a", document, HTMLAnchorElement); // none if there are no events
const sections = all(".axis > section");

/**
 * Mark a year in the row, and bring it to the middle of the row unless it is in sight.
 * @param {string} name
 */
const mark = (name) => {
  const row = one(".years");
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

// below the row and a heading that a link has brought there
follow(sections, "-130px 0px -60% 0px", (first) => mark(one("h2", sections[first]).id));
