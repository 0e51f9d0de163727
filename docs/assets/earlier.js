// For an address with a version, such as ?v=0.1.0#p25: what has changed since then where it leads.
// The address itself leads to the place as it is today; each text's earlier.json has what it was.
import { addressed, all, make } from "./dom.js";
import { stretch } from "./stretch.js";

/** @typedef {Record<string, string | null>} Stages from each version on, what has changed, as HTML */
/** @typedef {{ first: string, later: Record<string, string>, shown: Record<string, Stages> }} Earlier */

const changes = new URL("../apparatus/changes/", import.meta.url);

/**
 * @param {string | URL} address
 * @returns {Promise<any>}
 */
const fetched = async (address) => {
  const answer = await fetch(address);
  return answer.ok ? answer.json() : null;
};

/** The versions of the edition, oldest first, each with its date in words. */
const versions = /** @type {Record<string, string>} */ (
  (await fetched(new URL("versions.json", changes))) ?? {}
);
const order = Object.keys(versions);
const passages = all(".tt-body .passage");
/** What this page of a text was in earlier versions; null on a page of another kind. */
const earlier = /** @type {Earlier | null} */ (
  document.querySelector(".tt-text") ? await fetched("earlier.json") : null
);

/** What is kept, by how its id begins or that of its mark: how it is kept, and what readers call it. */
const KINDS = [
  ["note-", "note-", "Note"],
  ["ref-", "note-", "Note"],
  ["em-", "em-", "Emendation"],
  ["ruling-", "em-", "Emendation"],
  ["p", "p", "Passage"],
];

/**
 * The id under which a place is kept, and what readers call it; null if it is not kept.
 * @param {string} id
 */
const kept = (id) => {
  const [prefix, under, called] = KINDS.find(([begins]) => id.startsWith(begins)) ?? [];
  const rest = id.slice(prefix?.length);
  if (!prefix || (prefix === "p" && !/^\d+[a-z]*$/.test(rest))) return null;
  return { name: `${under}${rest}`, called: `${called} ${rest}` };
};

/** @typedef {NonNullable<ReturnType<typeof kept>>} Place */

/**
 * What has changed in a place since a version, as HTML; null if nothing has.
 * @param {string} name
 * @param {string} version
 */
const changed = (name, version) => {
  const stages = earlier?.shown[name] ?? {};
  const from = order.slice(0, order.indexOf(version) + 1).findLast((each) => each in stages);
  return from ? stages[from] : null;
};

/**
 * Why a version does not have a place; "" if it does.
 * @param {Place} place
 * @param {string} version
 */
const missing = ({ name, called }, version) => {
  if (!earlier?.first) return "This text is not in any version yet.";
  const came = earlier.later[name] ?? earlier.first;
  if (came === "") return `${called} is later than ${version}: it is not in any version yet.`;
  if (order.indexOf(came) <= order.indexOf(version)) return "";
  return `${called} is not in ${version}: it came with ${came}.`;
};

/**
 * Whether a place, or each passage from one to another, reads today as it does in a version.
 * @param {string} id
 * @param {string | undefined} to
 * @param {string} version
 */
export const readsAsIn = (id, to, version) => {
  const [first, last] = [id, to ?? id].map((name) =>
    passages.findIndex((each) => each.id === name),
  );
  const ids = first < 0 ? [id] : passages.slice(first, last + 1).map((passage) => passage.id);
  const places = ids.flatMap((each) => kept(each) ?? []);
  return (
    places.length > 0 &&
    places.every((place) => !missing(place, version) && !changed(place.name, version))
  );
};

/** @param {string} version */
const dated = (version) => `${version} (${versions[version]})`;

/**
 * A link to what has changed in the edition since a version.
 * @param {string} version
 */
const allChanges = (version) => {
  const link = make("a", "", `All changes since ${version}`);
  link.href = `${changes}#since-${version}`;
  return link;
};

/**
 * A box with what is said of a version, and below it what has changed.
 * @param {(string | Node)[]} said
 * @param {Node[]} [below]
 */
const boxOf = (said, below = []) => {
  const line = make("p", "", ...said);
  line.role = "status";
  return make("div", "tt-earlier", line, ...below);
};

/** @param {string} html */
const table = (html) =>
  /** @type {HTMLElement} */ (
    new DOMParser().parseFromString(html, "text/html").body.firstElementChild
  );

/**
 * The box for one place or several.
 * @param {Place[]} places
 * @param {string} version
 */
const boxFor = (places, version) => {
  const absent = places.map((place) => missing(place, version)).filter((why) => why);
  const differ = places.filter(({ name }) => changed(name, version));
  const tables = differ.flatMap(({ name, called }) => {
    const title = places.length > 1 ? [make("p", "which", called)] : [];
    return [...title, table(changed(name, version) ?? "")];
  });
  if (tables.length) {
    return boxOf([`Read otherwise in ${dated(version)}. `, allChanges(version), "."], tables);
  }
  if (absent.length) return boxOf([absent.join(" ")]);
  const [{ called }] = places;
  const [, last] = places.length > 1 ? (places.at(-1)?.called.split(" ") ?? []) : [];
  const named = last ? `${called.replace(" ", "s ")}–${last} read` : `${called} reads`;
  return boxOf([`${named} as in ${dated(version)}.`]);
};

/**
 * The box for a page: how many of its places read otherwise, and which.
 * @param {string} version
 */
const boxForPage = (version) => {
  const more = [allChanges(version), "."];
  if (!(earlier && passages.length)) {
    const only = "Only passages, notes and emendations are compared with earlier versions. ";
    return boxOf([`This address names version ${dated(version)}. ${only}`, ...more]);
  }
  const absent = missing({ name: "", called: "This text" }, version);
  if (absent) return boxOf([absent]);
  const names = Object.keys(earlier.shown).filter((name) => changed(name, version));
  if (!names.length) return boxOf([`This page reads as in ${dated(version)}.`]);
  const links = names.flatMap((name) => {
    const link = make("a", "", kept(name)?.called ?? name);
    link.href = `#${name}`;
    return [link, " "];
  });
  const count = names.length === 1 ? "1 place" : `${names.length} places`;
  const list = make("details", "", make("summary", "", "Which"), ...links);
  return boxOf([`In ${dated(version)} this page reads otherwise in ${count}. `, ...more], [list]);
};

/**
 * What is wrong with a version that an address names; "" if it is one of the edition’s.
 * @param {string} asked
 */
const wrong = (asked) => {
  if (order.includes(asked)) return "";
  const form = /^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(asked);
  const shown = asked.length > 40 ? `${asked.slice(0, 40)}…` : asked;
  const there = order.length ? `It has ${order.join(", ")}.` : "It has none yet.";
  return form
    ? `This edition has no version ${shown}. ${there}`
    : `“${shown}” is not a version of this edition. ${there}`;
};

/** The places that the address names: one, or the passages of a stretch. */
const named = () => {
  const found = stretch(passages);
  return (found.length ? found : [addressed()]).flatMap((place) => (place && kept(place.id)) ?? []);
};

/**
 * Put a box above the passage that a place is in, and a copy into the entry from which notes are opened.
 * @param {HTMLElement} box
 * @param {Place} place
 */
const putAt = (box, { name }) => {
  const rest = name.replace(/^(note|em)-/, "");
  const noted = name.startsWith("note-");
  const [place, sign, ruling] = [name, `ref-${rest}`, `ruling-${rest}`].map((id) =>
    document.getElementById(id),
  );
  const passage = (noted ? sign : place)?.closest(".tt-body .passage");
  const entry = ((noted ? place : ruling) ?? place)?.closest("li, .note");
  if (!passage) (entry ?? place)?.prepend(box);
  else if (!passage.contains(entry ?? null)) entry?.prepend(box.cloneNode(true));
  passage?.before(passage.matches("li") ? make("li", "tt-compared", box) : box);
};

const tell = () => {
  for (const old of all(".tt-earlier, .tt-compared")) old.remove();
  const asked = new URLSearchParams(location.search).get("v") ?? "";
  const places = named();
  const fault = wrong(asked);
  const box = fault ? boxOf([fault]) : places.length ? boxFor(places, asked) : boxForPage(asked);
  if (places.length) putAt(box, places[0]);
  else document.querySelector(".md-content__inner")?.prepend(box);
  return box;
};

let last = "";
/** @type {HTMLElement} */
let box;

/** The box for the address as it is now, which is put in its place. */
export const told = () => {
  if (last !== location.href) box = tell();
  last = location.href;
  return box;
};

if (new URLSearchParams(location.search).has("v")) {
  addEventListener("hashchange", told);
  told();
}
