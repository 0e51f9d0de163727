// Style sheets that a page needs only once something is opened.

/** The sheets that are asked for, by name. @type {Map<string, Promise<void>>} */
const asked = new Map();

/**
 * Wait for a style sheet; if it cannot be fetched, what needs it is shown without.
 * @param {string} name
 */
export const styled = (name) => {
  const link = document.createElement("link");
  const come =
    asked.get(name) ??
    new Promise((done) => {
      link.addEventListener("load", () => done());
      link.addEventListener("error", () => done());
      link.rel = "stylesheet";
      link.href = new URL(`${name}.css`, import.meta.url).href;
      document.head.append(link);
    });
  asked.set(name, come);
  return come;
};
