// The contents of a text follow the reading. Fetched when the page is first scrolled.
import { all, one } from "./dom.js";
import { follow } from "./follow.js";

const passages = all(".tt-body .passage");
const places = new Map(passages.map(({ id }, i) => [`#${id}`, i]));
const lists = all(".tt-contents, .jump").map((list) => all("a", list, HTMLAnchorElement));
const column = one(".tt-contents");

/** Bring the current entry to the middle of the column, unless it is in sight. */
const showCurrent = () => {
  const entry = column.querySelector("[aria-current]");
  if (!entry) return;
  const [at, within] = [entry.getBoundingClientRect(), column.getBoundingClientRect()];
  if (at.top < within.top || at.bottom > within.bottom) {
    column.scrollTop += at.top - within.top - within.height / 2;
  }
};

// below the header and the row of tools
follow(passages, "-102px 0px -70% 0px", (first) => {
  for (const entries of lists) {
    const current = entries.findLast(({ hash }) => (places.get(hash) ?? Infinity) <= first);
    for (const entry of entries) entry.ariaCurrent = entry === current ? "location" : null;
  }
  showCurrent();
});
