// Search: the button in the bar, and the dialog it opens. What finds and lists the places is fetched
// when the dialog is opened; so is what marks the words on a page to which a result has led.
import { NAME } from "./choices.js";
import { one } from "./dom.js";
import { KEYS, keysAct, onKey } from "./keys.js";

const opener = one(".tt-search", document, HTMLButtonElement);
const dialog = one("dialog.tt-found", document, HTMLDialogElement);
const scripts = () => import("./search-dialog.js");

const open = async () => {
  dialog.showModal(); // at once, so that no key is lost
  one("input", dialog, HTMLInputElement).select();
  (await scripts()).ask();
};

/** Show the search again from which a result was followed. */
const comeBack = async () => {
  if (history.state?.search && !dialog.open) (await scripts()).comeBack();
};

/** Mark on this page what was found, if a result has led here. */
const arrive = async () => {
  let left = null;
  try {
    left = localStorage.getItem(`${NAME}-found`);
  } catch {
    // storage refused
  }
  if (left || history.state?.found) (await import("./search-landing.js")).arrive();
  else CSS.highlights?.delete("found");
};

if (keysAct()) opener.ariaKeyShortcuts = KEYS.search.keys.join(" ");
opener.classList.add("ready");
opener.addEventListener("click", open);
onKey("search", open);
addEventListener("hashchange", arrive);
addEventListener("popstate", comeBack);
addEventListener("pageshow", comeBack);
arrive();
