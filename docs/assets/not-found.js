// For the page shown at an address where there is nothing: offer the addresses that are most like it,
// and search, which needs scripts too.
import { distance, LONGEST } from "./distance.js";
import { button, make, one } from "./dom.js";

const MOST = 3;
const base = new URL("../", import.meta.url).pathname;

/**
 * The last part of a path, without the ending of a file.
 * @param {string} path
 */
const name = (path) => (path.split("/").filter(Boolean).at(-1) ?? "").replace(/\.\w+$/, "");

/**
 * How far an address is from the wanted one: as a whole, or by its last part alone.
 * @param {string} path
 * @param {string} wanted
 */
const unlike = (path, wanted) =>
  Math.min(distance(path, wanted), distance(name(path), name(wanted)) + 1);

const offers = one(".tt-nearest");
const search = button("", "Search the edition");
search.addEventListener("click", () => one(".tt-search").click());
offers.append(make("p", "", search));

const sitemap = await fetch(`${base}sitemap.xml`);
if (sitemap.ok) {
  const wanted = location.pathname.slice(base.length, base.length + LONGEST).toLowerCase();
  const places = new DOMParser().parseFromString(await sitemap.text(), "text/xml");
  const paths = [...places.querySelectorAll("loc")].map(
    (place) => new URL(place.textContent ?? "").pathname,
  );
  // A copy may be served elsewhere than the edition says; the shortest path is the landing page's.
  const home = Math.min(...paths.map((path) => path.length));
  const near = paths
    .map((path) => path.slice(home))
    .map((path) => ({ path, far: unlike(path, wanted) }))
    .filter(({ path, far }) => path && far <= name(path).length / 2)
    .sort((place, other) => place.far - other.far || (place.path < other.path ? -1 : 1));
  // A passage, as if it were a page of its own: the sign before its name was lost.
  const [, page, passage] = /^(.+\/)(p\d+)\/?$/.exec(wanted) ?? [];
  const meant = paths.some((path) => path.slice(home) === page) ? [`${page}#${passage}`] : [];
  const like = near.map(({ path }) => path + location.hash);
  const items = [...meant, ...like].slice(0, MOST).map((address) => {
    const link = make("a", "", address);
    link.href = base + address;
    return make("li", "", link);
  });
  if (items.length) {
    offers.prepend(make("p", "", "Perhaps you are looking for:"), make("ul", "", ...items));
  }
}
