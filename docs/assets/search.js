// Search: the button in the bar, and the dialog it opens. What finds and lists the places is in
// search-places.js, which is fetched when the dialog is opened.
import { around, one } from "./dom.js";
import { KEYS, keysAct, onKey } from "./keys.js";

const opener = one(".tt-search", document, HTMLButtonElement);
const dialog = one("dialog.tt-found", document, HTMLDialogElement);
const input = one("input", dialog, HTMLInputElement);
const status = one("[role=status]", dialog);
const list = one("ol", dialog);

/** @type {ReturnType<typeof import("./search-places.js").finder> | null} */
let finder = null;

const ask = async () => {
  const words = input.value.trim();
  try {
    const find = await finder;
    const found = await find?.(words);
    if (!found || words !== input.value.trim()) return;
    status.textContent = found.told;
    list.replaceChildren(...found.items);
    list.scrollTop = 0;
  } catch {
    finder = null;
    status.textContent =
      "Search is not available: this copy of the site was built without its index.";
  }
};

const open = () => {
  finder ??= import("./search-places.js").then((places) => places.finder());
  dialog.showModal();
  input.select();
  ask();
};

if (keysAct()) opener.ariaKeyShortcuts = KEYS.search.keys.join(" ");
opener.classList.add("ready");
opener.addEventListener("click", open);
onKey("search", open);
input.addEventListener("input", ask);
dialog.addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || around(event, "button, ol a", Element)) dialog.close();
});
