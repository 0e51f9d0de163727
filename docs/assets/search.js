// Search: passages and notes, each under its own address. Its index is fetched when it is opened.
const dialog = document.querySelector("dialog.tt-found");
const TEXTS = 6; // how many texts are looked into, best first
const HITS = 300; // how many hits are, in more than three texts: each takes time
const PLACES = 30; // how many places are listed

const root = new URL("..", import.meta.url);
const plain = (words) =>
  words.normalize("NFD").toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, "");
// In the index each Chinese sign is a word of its own.
const joined = (words) =>
  words.replace(/(\p{sc=Han}(?:<\/mark>)?) (?=(?:<mark>)?\p{sc=Han})/gu, "$1");
// A word as it is looked for in a place, without the ending that Pagefind does not mind either.
const stem = (word) => (word.length > 3 ? word.replace(/(?:ing|ed|i?es|ly|[sey])$/, "") : word);

// The places of a text that hold the words, each with `¶` before it; `held` is how many of the
// words are there. One that has them all as they were asked for comes first.
const places = ({ meta, content, anchors, sub_results: found }, stems, asked) => {
  const kinds = JSON.parse(meta.kinds);
  const words = content.split(/\s+/);
  const begins = anchors.map(({ location }) => location).sort((a, b) => a - b);
  const ends = new Map(begins.map((begin, n) => [begin, begins[n + 1]]));
  return found.map(({ anchor, url, excerpt, weighted_locations: at }) => {
    const { id, location } = anchor;
    const whole = plain(joined(words.slice(location + 1, ends.get(location)).join(" ")));
    return {
      id,
      url: new URL(`.${url}`, root),
      text: meta.title,
      kind: kinds[id],
      whole,
      excerpt: joined(excerpt.replace(/^¶ /, "")),
      held: stems.filter((word) => whole.includes(word)).length,
      score: at.reduce((sum, hit) => sum + hit.balanced_score, whole.includes(asked) ? 1e6 : 0),
    };
  });
};

const shown = ({ id, url, text, kind, whole, excerpt }) => {
  const item = dialog.querySelector("template").content.firstElementChild.cloneNode(true);
  const [link, head, words] = item.querySelectorAll("a, span");
  link.href = url;
  item.className = kind ? "note" : "passage";
  head.className = kind ? `kind k-${kind[0]}` : "";
  head.textContent = kind ? kind[1] : `Passage ${id.slice(1)}`;
  head.after(` · ${kind ? "note on " : ""}${text}`);
  words.innerHTML = excerpt;
  const cut = plain(words.textContent);
  words.prepend(whole.startsWith(cut.slice(0, 20)) ? "" : "… ");
  words.append(whole.endsWith(cut.slice(-20)) ? "" : " …");
  return item;
};

const answer = async (pagefind, words) => {
  const query = words.replace(/\p{sc=Han}/gu, " $& ").trim();
  const only = query && !/[^\s\p{sc=Han}]/u.test(query); // Chinese alone: the signs as they follow
  const search = await pagefind.debouncedSearch(only ? `"${query}"` : query, {}, 20);
  if (!search) return null; // another question has come since
  const asked = plain(words).replace(/\s+/g, " ");
  const stems = /^".*"$/.test(query) ? [] : asked.split(" ").filter(Boolean).map(stem);
  let hits = 0;
  const near = search.results
    .slice(0, TEXTS)
    .filter(({ words: at }, n) => (hits += at.length) <= HITS || n < 3);
  const texts = await Promise.all(near.map((result) => result.data()));
  const found = texts.flatMap((text) => places(text, stems, asked));
  const most = Math.max(0, ...found.map(({ held }) => held));
  const best = found.filter(({ held }) => held === most && (held || !stems.length));
  best.sort((a, b) => b.score - a.score);
  const among = near.length < search.results.length && near.length; // there are more
  return { best, all: most === stems.length, among };
};

const told = ({ best, all, among }) => {
  const notes = best.filter(({ kind }) => kind).length;
  const found = Object.entries({ passage: best.length - notes, note: notes })
    .filter(([, n]) => n)
    .map(([one, n]) => `${n} ${one}${n > 1 ? "s" : ""}`);
  if (!found.length) return "Nothing found.";
  return (
    (all ? "" : "No place has all these words. ") +
    found.join(" and ") +
    (among ? ` in the ${among} texts that fit best` : "") +
    (best.length > PLACES ? `; the best ${PLACES} are listed.` : ".")
  );
};

if (dialog) {
  const button = document.querySelector(".tt-search");
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const list = dialog.querySelector("ol");
  let index;

  const ask = async () => {
    const words = input.value.trim();
    try {
      const pagefind = await index;
      const found = words ? await answer(pagefind, words) : { best: [] };
      if (!found || words !== input.value.trim()) return;
      status.textContent = words ? told(found) : "";
      list.replaceChildren(...found.best.slice(0, PLACES).map(shown));
      list.scrollTop = 0;
    } catch {
      index = null;
      status.textContent = "Search is not there: this copy of the site was built without its index.";
    }
  };

  // The index comes in volumes; the first has the program for all.
  const fetched = async () => {
    const volume = (name) => new URL(`search/${name}`, root);
    const [pagefind, count] = await Promise.all([
      import(volume("1/pagefind.js")),
      fetch(volume("volumes.json")).then((answer) => answer.json()),
    ]);
    await pagefind.init();
    const others = Array.from({ length: count - 1 }, (_, n) => volume(`${n + 2}/`).pathname);
    await Promise.all(others.map((path) => pagefind.mergeIndex(path)));
    return pagefind;
  };

  const open = () => {
    index ??= fetched();
    dialog.showModal();
    input.select();
    ask();
  };

  const move = (event, step) => {
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  button.classList.add("ready");
  button.addEventListener("click", open);
  input.addEventListener("input", ask);
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("ol a")) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(event, 1);
    if (event.key === "ArrowUp") move(event, -1);
  });
  addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
    const typing = event.target.closest("input:not([type=radio], [type=checkbox]), select, textarea");
    if (busy || typing || document.querySelector("dialog[open]") || !"/sf".includes(event.key)) return;
    event.preventDefault();
    open();
  });
}
