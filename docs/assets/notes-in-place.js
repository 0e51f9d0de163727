// Notes in place: in wide windows in the margin, in narrower ones in a popover, on touch in a sheet.
// All are copies: the list at the page's foot is the truth, and without this file marks lead there.

export const wide = matchMedia("(min-width: 1220px)");
const coarse = matchMedia("(pointer: coarse)");
const body = document.querySelector(".tt-body");
const nameOf = (id) => id.slice("ref-".length);

/** Every note on the text's words, in order: its mark, the mark's link, its entry in the list. */
export const notes = [...body.querySelectorAll(".mark")].map((mark) => ({
  mark,
  link: mark.firstChild,
  entry: document.getElementById(`note-${nameOf(mark.id)}`),
  kind: mark.classList[2],
}));
const noteOf = (link) => notes.find((note) => note.link === link);

export const make = (name, className, words = "") => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
};

export const button = (className, words) => {
  const made = make("button", className, words);
  made.type = "button";
  return made;
};

const copyOf = ({ entry, link }) => {
  const copy = make("div", "note");
  const list = make("a", "to-list", "In the list");
  list.href = `#${entry.id}`;
  list.ariaLabel = `Note ${link.textContent} in the list at the page’s foot`;
  copy.append(...[...entry.children].map((part) => part.cloneNode(true)), list);
  for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
  copy.querySelector(".footnote-backref").remove();
  return copy;
};

/** A mark, its words and its line in the margin light up together. */
const lightTogether = () => {
  const lit = {};
  for (const type of ["pointerover", "focusin", "focusout"]) {
    addEventListener(type, ({ target }) => {
      const near = type !== "focusout" && target.closest?.(".mark, .noted, .side");
      const ids = near ? (near.dataset.notes ?? nameOf(near.id)).split(" ") : [];
      lit[type.slice(0, 5)] = ids.map(
        (id) => `#ref-${id}, #mar-${id}, .noted[data-notes~="${id}"]`,
      );
      const now = Object.values(lit).flat().join();
      for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
      if (now) for (const one of document.querySelectorAll(now)) one.classList.add("lit");
    });
  }
};

/**
 * The tops of notes in the margin: each where it wants to stand or right under the one before, none
 * above `floor`. A pinned one keeps its top: those before it give way upwards, as far as they can.
 */
export const stack = (wanted, heights, floor = 0, pin = null, gap = 6) => {
  const tops = [...wanted];
  const down = () => {
    let free = floor;
    tops.forEach((top, i) => {
      tops[i] = Math.max(top, free);
      free = tops[i] + heights[i] + gap;
    });
  };
  down();
  if (pin) {
    tops.splice(pin.at, Infinity, pin.top, ...wanted.slice(pin.at + 1));
    for (let i = pin.at; i > 0; i--) {
      tops[i - 1] = Math.min(tops[i - 1], tops[i] - heights[i - 1] - gap);
    }
    down();
  }
  return tops;
};

/** The column that the page keeps free, filled: notes beside their lines, opened in place. */
const column = make("section", "tt-margin md-typeset");
const sides = notes.map((note) => {
  const box = make("div", `side ${note.kind}`);
  const fold = button("fold");
  const [head, first] = note.entry.children;
  const kind = head.querySelector(".kind");
  fold.tabIndex = -1; // reached from its mark
  fold.ariaExpanded = "false";
  const words = make("span", "first");
  words.append(...first.cloneNode(true).childNodes);
  for (const link of words.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  words.ariaHidden = "true"; // the button's name stays short
  fold.append(make("span", kind.className, `${note.link.textContent} ${kind.textContent}`), words);
  box.id = `mar-${nameOf(note.mark.id)}`;
  box.append(fold);
  return { note, box, fold };
});
let pinned = null;

const topOf = (element) => element.getBoundingClientRect().top;

/** Set every note beside its line, or as near as the others let it. */
export const place = () => {
  if (!wide.matches) return;
  const start = topOf(column);
  const legend = column.querySelector(".tt-welcome");
  const floor = legend ? legend.getBoundingClientRect().bottom - start + 24 : 0;
  const shown = sides.filter(({ box }) => box.offsetHeight);
  const wanted = shown.map(({ note }) => topOf(note.mark) - start - 4);
  const heights = shown.map(({ box }) => box.offsetHeight);
  const at = shown.indexOf(pinned?.side);
  const pin = at < 0 ? null : { at, top: pinned.top ?? wanted[at] };
  const tops = stack(wanted, heights, floor, pin);
  shown.forEach(({ box }, i) => (box.style.transform = `translateY(${tops[i]}px)`));
};

/** Open or fold a note: from its mark it comes to its line, in the margin it stays where it is. */
const toggle = (side, fromMark) => {
  const { box, fold, note } = side;
  const opened = fold.ariaExpanded === "false";
  pinned = { side, top: fromMark ? null : topOf(box) - topOf(column) };
  fold.ariaExpanded = String(opened);
  if (opened) box.append(copyOf(note));
  else box.lastChild.remove();
  place();
  return opened;
};

const fillMargin = () => {
  column.ariaLabel = "Notes beside the text";
  column.append(...sides.map(({ box }) => box));
  body.closest(".md-main__inner").append(column);
  const sideOf = (target) => sides.find(({ box }) => box.contains(target));
  column.addEventListener("click", ({ target }) => {
    if (target.closest(".fold")) toggle(sideOf(target), false);
  });
  column.addEventListener("keydown", ({ key, target }) => {
    const side = key === "Escape" && sideOf(target);
    if (!side) return;
    if (side.fold.ariaExpanded === "true") toggle(side, false);
    side.note.link.focus();
  });
  place();
  const sizes = new ResizeObserver(place);
  for (const sized of [body, column]) sizes.observe(sized);
  wide.addEventListener("change", place);
};

const openBeside = (note, byKey) => {
  const side = sides.find((other) => other.note === note);
  if (!side.box.offsetHeight) return false;
  if (toggle(side, true) && byKey) side.fold.focus({ preventScroll: true });
  side.box.scrollIntoView({ block: "nearest" });
  return true;
};

const fill = (box, note, ...more) => {
  box.replaceChildren(...more, copyOf(note));
  box.className = `${box.classList[0]} ${note.kind}`;
  box.ariaLabel = note.link.ariaLabel;
};

/** A popover under the mark, or above where there is more room; never beyond the window. */
const popover = make("div", "tt-popover");
let at = null; // the note that the popover shows
let kept = false; // whether it stays when the pointer leaves
let leaving;

const hide = () => {
  clearTimeout(leaving);
  popover.remove();
  at = null;
  kept = false;
};

const show = (note) => {
  clearTimeout(leaving);
  if (at === note || wide.matches || coarse.matches) return;
  fill(popover, note);
  note.mark.after(popover); // right behind its mark, so that Tab goes on into it
  popover.showPopover();
  at = note;
  kept = false;
  const { left, top, bottom } = note.link.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { offsetWidth, offsetHeight, style } = popover;
  const under = clientHeight - bottom > Math.min(offsetHeight + 12, top);
  style.left = `${Math.max(12, Math.min(left - 24, clientWidth - offsetWidth - 12))}px`;
  style.top = `${Math.max(0, scrollY + (under ? bottom + 6 : top - offsetHeight - 6))}px`;
};

const linger = () => {
  clearTimeout(leaving);
  if (!kept) leaving = setTimeout(hide, 250); // the pointer may be on its way into the popover
};

const popUp = () => {
  popover.popover = "manual";
  popover.role = "group";
  for (const note of notes) {
    note.mark.addEventListener("pointerenter", ({ pointerType }) => {
      if (pointerType !== "touch") show(note);
    });
    note.mark.addEventListener("pointerleave", linger);
    note.link.addEventListener("focus", () => {
      if (note.link.matches(":focus-visible")) show(note);
    });
  }
  popover.addEventListener("pointerenter", () => clearTimeout(leaving));
  popover.addEventListener("pointerleave", linger);
  for (const type of ["focusin", "pointerdown"]) {
    addEventListener(type, ({ target }) => {
      if (at && !at.mark.contains(target) && !popover.contains(target)) hide();
    });
  }
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !at) return;
    const { link } = at;
    const inside = popover.contains(document.activeElement);
    if (inside) link.focus({ preventScroll: true });
    hide();
  });
  wide.addEventListener("change", hide);
};

/** A sheet from below; a second tap, Esc, or a swipe down closes it. */
const sheet = make("dialog", "tt-sheet");

const sheetUp = () => {
  const grip = make("span", "grip");
  const close = button("close", "Close");
  let note;
  let start;
  let moved = 0;
  const move = (distance) => {
    moved = Math.max(0, distance);
    sheet.style.translate = `0 ${moved}px`;
  };
  body.after(sheet);
  sheet.addEventListener("touchstart", ({ touches }) => {
    start = sheet.scrollTop > 0 ? NaN : touches[0].clientY;
  }, { passive: true });
  sheet.addEventListener("touchmove", ({ touches }) => {
    if (start) move(touches[0].clientY - start);
  }, { passive: true });
  sheet.addEventListener("touchend", () => {
    if (moved > 60) sheet.close();
    move(0);
  });
  sheet.addEventListener("click", ({ target }) => {
    if (target === sheet || target.closest("a, .close")) sheet.close();
  });
  sheet.addEventListener("close", () => note.link.focus({ preventScroll: true }));
  return (shown) => {
    note = shown;
    fill(sheet, note, grip);
    sheet.append(close);
    sheet.showModal();
  };
};

export const notesInPlace = () => {
  const open = sheetUp();
  fillMargin();
  popUp();
  lightTogether();
  body.addEventListener("click", (event) => {
    const note = noteOf(event.target.closest("a"));
    if (!note || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const byKey = event.detail === 0;
    if (wide.matches) {
      if (!openBeside(note, byKey)) return;
    } else if (coarse.matches || event.pointerType === "touch") {
      open(note);
    } else if (byKey) {
      return; // the popover is open already, and the link leads to the list
    } else {
      show(note);
      kept = true;
    }
    event.preventDefault();
  });
};
