// The help of a reading page: what the marks mean, and the keys. Fetched when it is first opened.
import { around, make, one } from "./dom.js";
import { KEYS, keysAct, switchKeys } from "./keys.js";
import { styled } from "./late.js";

await styled("dialogs");

const help = one("#help", document, HTMLDialogElement);

const listKeys = () => {
  const list = one(".keys", help);
  for (const { keys, does } of Object.values(KEYS)) {
    const pressed = make("dt");
    for (const key of keys) pressed.append(pressed.firstChild ? " or " : "", make("kbd", "", key));
    list.append(pressed, make("dd", "", does));
  }
};

/** A switch for all keys that are single characters, as speech and trembling hands may press them. */
const offerSwitch = () => {
  const box = make("input");
  box.type = "checkbox";
  box.checked = keysAct();
  box.addEventListener("change", () => switchKeys(box.checked));
  one(".keys", help).after(make("label", "keys-on", box, " Single-character keys are on"));
};

listKeys();
offerSwitch();
help.addEventListener("click", (event) => {
  if (event.target === help || around(event, ".close")) help.close();
});

export const open = () => {
  const heading = one("h2", help);
  heading.tabIndex = -1;
  help.showModal();
  heading.focus(); // not the switch at its foot, to which the dialog would scroll
};
