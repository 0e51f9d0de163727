/* Cite anything: beside each passage, note and emendation, and for words that are selected.
   The page brings every form of a citation with a blank for the place; this fills it in. */

const blank = document.getElementById("cite-blank");
const body = document.querySelector(".tt-body");

if (blank && body) {
  const given = blank.dataset;
  const make = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };
  const capital = (words) => words[0].toUpperCase() + words.slice(1);

  /* The dialog: one for the page */
  const title = make("h2", { id: "cite-title" });
  const close = make("button", { type: "button", className: "cite-close", textContent: "Close" });
  const list = make("dl", { className: "cite-forms" });
  const said = make("p", { className: "cite-said", role: "status" });
  const dialog = make("dialog", { className: "cite-dialog" }, title, list, said, close);
  dialog.setAttribute("aria-labelledby", title.id);
  close.onclick = () => dialog.close();
  dialog.onclick = (event) => event.target === dialog && dialog.close();
  document.querySelector(".tt-text").append(dialog);

  async function copy(label, words, button, status) {
    try {
      const forms = { "text/plain": words.textContent };
      if (words.tagName !== "PRE") forms["text/html"] = words.innerHTML;
      for (const type in forms) forms[type] = new Blob([forms[type]], { type });
      await navigator.clipboard.write([new ClipboardItem(forms)]);
      status.textContent = `${label}: copied.`;
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(words);
      status.textContent = `${label}: selected, to be copied by keyboard or menu.`;
    }
  }
  const copier = (label, words, status) => {
    const button = make("button", { type: "button", textContent: "Copy" });
    button.setAttribute("aria-label", `Copy ${label}`);
    button.onclick = () => copy(label, words, button, status);
    return button;
  };
  function row(label, words) {
    const shown = words.nodeType ? words : make("div", {}, words);
    list.append(make("dt", {}, label), make("dd", {}, shown, copier(label, shown, said)));
  }

  function filled(form, place, anchor) {
    const words = make(form.tagName, {});
    words.innerHTML = form.innerHTML
      .replaceAll(`${given.address}#${given.anchor}`, `${given.address}#${anchor}`)
      .replaceAll(`${given.key}-${given.anchor}`, `${given.key}-${anchor}`)
      .replaceAll(given.place, place)
      .replaceAll(capital(given.place), capital(place));
    return words;
  }

  function open(place, anchor, words) {
    const address = `${given.address}#${anchor}`;
    title.textContent = `Cite ${place}`;
    said.textContent = "";
    list.replaceChildren();
    if (words) {
      const link = address + words.fragment;
      row("Link to these words", link);
      row("Quotation", `“${words.quotation}” ${link}`);
    }
    row("Address", address);
    for (const form of blank.content.children) row(form.dataset.label, filled(form, place, anchor));
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  /* One button that stands with the passage under the pointer, in focus, or at the address */
  const button = make("button", { type: "button", className: "cite apparatus", textContent: "cite" });
  let chosen = null;

  function offer(passage) {
    const number = passage?.querySelector(":scope > .number");
    if (!number || chosen || button.previousSibling === number) return;
    button.className = "cite apparatus";
    button.removeAttribute("style");
    button.textContent = "cite";
    button.setAttribute("aria-label", `Cite passage ${passage.id.slice(1)}`);
    number.after(button);
  }
  const passageOf = (node) => {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const found = element?.closest?.(".passage");
    return body.contains(found) ? found : null;
  };
  const offerAddressed = () => offer(passageOf(document.getElementById(location.hash.slice(1))));
  body.addEventListener("pointerover", (event) => event.pointerType === "mouse" && offer(passageOf(event.target)));
  body.addEventListener("focusin", (event) => event.target.matches(".number") && offer(passageOf(event.target)));
  addEventListener("hashchange", offerAddressed);
  offerAddressed();

  button.onpointerdown = button.onmousedown = (event) => event.preventDefault();
  let quoted; // fetched when words are first selected
  const fetchQuoted = async () => ({ quoted } = await import("./cite-words.js"));
  button.onclick = async () => {
    const [passage, range] = [passageOf(button), chosen];
    if (range && !quoted) await fetchQuoted();
    const words = range && quoted(passage, range);
    open(`passage ${passage.id.slice(1)}`, passage.id, words);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.cite[data-place]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.dataset.place, link.hash.slice(1));
  });
  for (const entry of document.querySelectorAll(".citing dd")) {
    const status = make("span", { className: "cite-said", role: "status" });
    entry.append(copier(entry.previousSibling.textContent, entry.firstChild, status), status);
  }

  /* Words that are selected, in one passage */
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const passage = range && !selection.isCollapsed && passageOf(range.startContainer);
    if (dialog.open) return;
    if (!passage) {
      if (chosen) {
        chosen = null;
        offer(passageOf(button));
      }
      return;
    }
    chosen = range.cloneRange();
    fetchQuoted();
    if (!passage.contains(chosen.endContainer)) chosen.setEnd(passage, passage.childNodes.length);
    const last = [...chosen.getClientRects()].at(-1);
    if (!last) return;
    button.className = "cite apparatus cite-words";
    button.textContent = "cite these words";
    button.removeAttribute("aria-label");
    if (passage.lastChild !== button) passage.append(button);
    const frame = passage.getBoundingClientRect();
    const left = Math.min(last.right - frame.left, frame.width - button.offsetWidth);
    button.style.top = `${last.bottom - frame.top + 6}px`;
    button.style.left = `${Math.max(0, left)}px`;
  });
}
