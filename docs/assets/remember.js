// Restore a reader's choices before the page is drawn, so that nothing shifts. This is not a module,
// since modules run too late.
(() => {
  const root = document.documentElement;
  // Editions may share a host, so each keeps its readers' choices under its own path (see choices.js).
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const own = new URL("..", script.src).pathname.slice(1, -1) || "edition";

  /** @param {() => any} get */
  const recall = (get) => {
    try {
      return get() ?? {};
    } catch {
      return {}; // storage refused, or not ours: the page stays as it was sent
    }
  };

  /** @type {{ view?: string, notes?: string, off?: string | string[] }} */
  const kept = recall(() => JSON.parse(localStorage.getItem(own) ?? "{}"));
  const watch = new MutationObserver(() => {
    const row = document.querySelector(".tt-bar");
    if (!(row instanceof HTMLElement && row.nextElementSibling)) return; // it is not complete yet
    watch.disconnect();
    const off = String(kept.off).split(/[ ,]/); // a list, where 0.1.0 kept it
    /** @type {NodeListOf<HTMLInputElement>} */
    const switches = row.querySelectorAll(".switch input");
    for (const one of switches) {
      if (one.type === "checkbox") one.checked = !off.includes(one.id);
      else one.checked ||= [`view-${kept.view}`, `notes-${kept.notes}`].includes(one.id);
    }
    const say = () => {
      row.dataset.off = ""; // the row says what is chosen, for the style sheets
      for (const { type, name, id, checked } of switches) {
        if (type === "checkbox") row.dataset.off += checked ? "" : `${id} `;
        else if (checked) row.dataset[name] = id.slice(name.length + 1);
      }
    };
    say();
    row.addEventListener("change", say);
  });
  watch.observe(root, { childList: true, subtree: true });

  // Light, dark or as the system: the theme's buttons, stored where the theme does.
  const theme = /** @type {any} */ (globalThis);
  addEventListener("DOMContentLoaded", () => {
    watch.disconnect();
    /** @type {NodeListOf<HTMLInputElement>} */
    const found = document.querySelectorAll("[name=__palette]");
    const buttons = [...found];
    /** @param {HTMLInputElement} chosen */
    const show = (chosen) => {
      for (const { name, value } of chosen.attributes) {
        if (name.startsWith("data-md-color")) document.body.setAttribute(name, value);
      }
      for (const button of buttons) {
        button.nextElementSibling?.toggleAttribute("hidden", button !== chosen);
      }
    };
    const chosen = buttons[recall(() => theme.__md_get("__palette")).index] ?? buttons[0];
    chosen.checked = true;
    show(chosen);
    chosen.form?.addEventListener("change", ({ target }) => {
      const button = buttons.find((one) => one === target);
      if (!button) return;
      show(button);
      const { mdColorMedia: media, mdColorScheme: scheme } = button.dataset;
      theme.__md_set("__palette", { index: buttons.indexOf(button), color: { media, scheme } });
    });
  });
})();
