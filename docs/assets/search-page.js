// The page of search: its address has the words, and Back brings the results and the place again.
import { one } from "./dom.js";
import { finder } from "./search-results.js";

const PAUSE = 30; // ms without a keystroke, after which a search begins

const form = one("form.tt-search-form", document, HTMLFormElement);
const input = one("input", form, HTMLInputElement);
const status = one(".tt-search-page > [role=status]");
const results = one(".tt-search-page > .tt-results");
const find = finder();
let pause = 0;

/**
 * Search for what the field has, and show what was found.
 * @param {boolean} [everything]
 */
const ask = async (everything = false) => {
  const words = input.value.trim();
  const address = new URL(location.href);
  if (words) address.searchParams.set("q", words);
  else address.searchParams.delete("q");
  if (address.href !== location.href) history.replaceState(null, "", address);
  document.title = document.title.replace(/^(?:“.*” - )?/, words ? `“${words}” - ` : "");
  try {
    const found = await (await find)(words, everything);
    if (words !== input.value.trim()) return;
    status.textContent = found.told;
    results.replaceChildren(...found.sections);
  } catch {
    status.textContent =
      "Search is not available: this copy of the site was built without its index.";
  }
};

const asked = async () => {
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  const state = history.state;
  await ask(state?.all);
  if (state?.top) scrollTo({ top: state.top, behavior: "instant" });
  else input.focus({ preventScroll: true });
};

history.scrollRestoration = "manual"; // the browser would restore the place before there are results
input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(ask, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
addEventListener("pagehide", () => {
  const all = !results.querySelector(".more");
  history.replaceState({ ...history.state, top: scrollY, all }, "");
});
asked();
