// The line for a reader whose address names a place that the page does not have.
import { distance, LONGEST } from "./distance.js";
import { addressed, all, idInAddress, make, one } from "./dom.js";

const line = make("p", "tt-unknown");
line.role = "status";
one(".md-content__inner").prepend(line);

/**
 * What comes before the first digit or hyphen of an id, and the number that follows, if any.
 * @param {string} id
 * @returns {[string, number]}
 */
const parts = (id) => {
  const [sort = ""] = id.match(/^[^\d-]*/) ?? [];
  return [sort, Number.parseInt(id.slice(sort.length), 10)];
};

/**
 * The place of the page that is most like the one named: of the same sort, and nearest by its number
 * or else by its letters.
 * @param {string} named
 */
const nearest = (named) => {
  const [sort, number] = parts(named);
  const places = all(".md-content__inner [id]:not(input)").map(({ id }) => id);
  const measured = places
    .filter((id) => sort && parts(id)[0] === sort)
    .map((id) => {
      const apart = Math.abs(parts(id)[1] - number);
      const letters = distance(id, named.slice(0, LONGEST));
      return { id, far: Number.isNaN(apart) ? letters : apart, letters };
    })
    .sort((one, other) => one.far - other.far || one.letters - other.letters);
  const [best] = measured;
  return best && (number >= 0 || best.far <= best.id.length / 2) ? best.id : "";
};

/**
 * On the page of a divided text, the address of a passage, which is on the page of its part.
 * @param {string} named
 */
const inPart = (named) => {
  const [sort, number] = parts(named);
  const before = all(".parts a[data-from]", document, HTMLAnchorElement).filter(
    ({ dataset }) => sort === "p" && parts(dataset.from ?? "")[1] <= number,
  );
  const part = before.at(-1);
  return part ? `${part.href}${location.search}#${named}` : "";
};

/**
 * On the page of a part, where to look for a passage of another part; null if it would be on this page.
 * @param {string} named
 */
const elsewhere = (named) => {
  const [parted] = all('.neighbours a[href="../"]', document, HTMLAnchorElement);
  const [sort, number] = parts(named);
  const here = all(".tt-body .passage").map(({ id }) => parts(id)[1]);
  const beyond = number < Math.min(...here) || number > Math.max(...here);
  return parted && sort === "p" && beyond ? `${parted.href}${location.search}#${named}` : null;
};

/** Say that the page has no such place, or, if it has, say nothing. */
const tell = () => {
  const named = idInAddress();
  const part = inPart(named);
  if (part) return location.replace(part);
  line.hidden = !named || named.toLowerCase() === "top" || addressed() !== null;
  if (line.hidden) return;
  line.textContent = `This page has no place called “${named.slice(0, LONGEST)}”.`;
  const away = elsewhere(named);
  const near = away ? "the other parts of the text" : nearest(named);
  const link = make("a", "", near);
  link.href = away ?? `#${near}`;
  if (near) line.append(away ? " Look in " : " The nearest is ", link, ".");
  line.scrollIntoView();
};

addEventListener("hashchange", tell);
tell();
