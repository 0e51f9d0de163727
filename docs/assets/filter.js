// The page of all notes: shows those of one text, kind or certainty, without reloading.
const form = document.querySelector("form.filter");

if (form) {
  const notes = [...document.querySelectorAll(".note-list > .note")];
  const sections = [...document.querySelectorAll(".tt-notes section")];
  const found = form.querySelector("output");

  const show = () => {
    const { text, kind, certainty, words } = Object.fromEntries(new FormData(form));
    const wanted = words.trim().toLowerCase();
    let count = 0;
    for (const note of notes) {
      const { dataset } = note;
      note.hidden =
        (text && dataset.text !== text) ||
        (kind && dataset.kind !== kind) ||
        (certainty && dataset.certainty !== certainty) ||
        (wanted && !note.textContent.toLowerCase().includes(wanted));
      count += !note.hidden;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector(".note:not([hidden])");
    }
    found.textContent = `${count} of ${notes.length} notes`;
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
