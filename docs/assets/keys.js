// The keyboard shortcuts: one list for the help and the scripts.
import { around } from "./dom.js";

export const KEYS = {
  nextPassage: { keys: ["j"], does: "next passage" },
  previousPassage: { keys: ["k"], does: "previous passage" },
  nextNote: { keys: ["n"], does: "next note" },
  previousNote: { keys: ["N"], does: "previous note" },
  open: { keys: ["Enter"], does: "open the note in focus" },
  close: { keys: ["Esc"], does: "close what is open" },
  search: { keys: ["/", "s", "f"], does: "search" },
  help: { keys: ["?"], does: "these keys" },
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
    if (taken || !KEYS[name].keys.includes(event.key)) return;
    if (around(event, TYPING, Element) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });
};
