// A reader's choices, put back before the page is drawn, so that nothing shifts: no module, since
// those come too late.
(() => {
  const root = document.documentElement;
  const recall = (get) => {
    try {
      return get() ?? {};
    } catch {
      return {}; // storage refused, or not ours: the page stands as it was sent
    }
  };

  const kept = recall(() => JSON.parse(localStorage.getItem("two-tigers")));
  root.classList.toggle("tt-known", kept.known === true);
  const watch = new MutationObserver(() => {
    if (!document.querySelector(".tt-bar + *")) return;
    watch.disconnect();
    const view = document.getElementById(`view-${kept.view}`);
    if (view) view.checked = true;
    for (const box of document.querySelectorAll(".tt-bar [type=checkbox]")) {
      box.checked = !kept.off?.includes(box.id);
    }
  });
  if (kept.view || kept.off) watch.observe(root, { childList: true, subtree: true });

  // Light, dark or as the system has it: the theme's buttons, and where the theme keeps the choice.
  addEventListener("DOMContentLoaded", () => {
    watch.disconnect();
    const buttons = [...document.querySelectorAll("[name=__palette]")];
    const show = (chosen) => {
      for (const { name, value } of chosen.attributes) {
        if (name.startsWith("data-md-color")) document.body.setAttribute(name, value);
      }
      for (const button of buttons) button.nextElementSibling.hidden = button !== chosen;
    };
    const chosen = buttons[recall(() => __md_get("__palette")).index] ?? buttons[0];
    chosen.checked = true;
    show(chosen);
    chosen.form.addEventListener("change", ({ target }) => {
      show(target);
      const { mdColorMedia: media, mdColorScheme: scheme } = target.dataset;
      __md_set("__palette", { index: buttons.indexOf(target), color: { media, scheme } });
    });
  });
})();
