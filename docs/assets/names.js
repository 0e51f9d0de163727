// The names of people in a text as links to the people, for who asks for them.
import { all, make, one } from "./dom.js";
import { pieces } from "./texts.js";

/** @typedef {[number, number, string]} Name where it starts and ends in the reading, and whose it is */

/**
 * The pieces of a passage's reading, each with the place in the reading at which it starts.
 * @param {HTMLElement} passage
 */
const placed = (passage) => {
  /** @type {{ text: Text, start: number }[]} */
  const found = [];
  let start = 0;
  for (const { text, element } of pieces(passage)) {
    if (element.closest(".apparatus")) continue;
    found.push({ text, start });
    start += text.length;
  }
  return found;
};

/**
 * Link a name, unless it is parted by an emendation or a note's words.
 * @param {HTMLElement} passage
 * @param {Name} name
 */
const link = (passage, [start, end, who]) => {
  const piece = placed(passage).find(
    ({ text, start: at }) => at <= start && end <= at + text.length,
  );
  if (!piece) return;
  const range = document.createRange();
  range.setStart(piece.text, start - piece.start);
  range.setEnd(piece.text, end - piece.start);
  const way = make("a", "person");
  way.href = `../../apparatus/people/#person-${who}`;
  range.surroundContents(way);
};

const linkAll = async () => {
  /** @type {Record<string, Name[]>} */
  const names = await fetch("names.json").then((answer) => answer.json());
  for (const [id, found] of Object.entries(names)) {
    for (const name of found) link(one(`#${id}`), name);
  }
};

const unlinkAll = () => {
  for (const way of all("a.person")) {
    const parent = way.parentElement;
    way.replaceWith(...way.childNodes);
    parent?.normalize();
  }
};

const box = make("input");
box.type = "checkbox";
box.addEventListener("change", () => (box.checked ? linkAll() : unlinkAll()));
one(".tt-bar .notes .help").before(make("label", "names", box, " Link names to people"));
