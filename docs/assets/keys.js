// The keyboard shortcuts: one list for the help and the scripts.
import { choices, keep } from "./choices.js";
import { around } from "./dom.js";

export const KEYS = {
  nextPassage: { keys: ["j"], does: "next passage" },
  previousPassage: { keys: ["k"], does: "previous passage" },
  nextNote: { keys: ["n"], does: "next note" },
  previousNote: { keys: ["N"], does: "previous note" },
  view: { keys: ["v"], does: "edited, transmitted or both" },
  amount: { keys: ["m"], does: "all notes, marks only or none" },
  open: { keys: ["Enter"], does: "open the note in focus" },
  close: { keys: ["Esc"], does: "close what is open" },
  search: { keys: ["/", "s", "f"], does: "search" },
  help: { keys: ["?"], does: "these keys" },
};

/** Whether the keys that are single characters act; who speaks to the computer may need them off. */
let acting = choices().keys !== false;

export const keysAct = () => acting;

/** @param {boolean} act */
export const switchKeys = (act) => {
  acting = act;
  keep({ keys: act });
};

const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";

/**
 * Act at certain keys, unless the reader is typing, holds a modifier key or has a dialog open.
 * @param {keyof typeof KEYS} name
 * @param {() => void} act
 */
export const onKey = (name, act) => {
  addEventListener("keydown", (event) => {
    const taken = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
    if (!acting || taken || !KEYS[name].keys.includes(event.key)) return;
    if (around(event, TYPING, Element) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });
};
