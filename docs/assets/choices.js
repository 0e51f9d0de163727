// What a reader has chosen, kept in the browser for all pages.

/**
 * The name under which this edition keeps what it keeps in the browser: its path on its host, which
 * other editions may share.
 */
export const NAME = new URL("..", import.meta.url).pathname.slice(1, -1) || "edition";

/** The choices that are kept; none if the browser refuses. */
export const choices = () => {
  try {
    return (
      /** @type {{ keys?: boolean, met?: string[], sourced?: boolean, versioned?: boolean }} */ (
        JSON.parse(localStorage.getItem(NAME) ?? "{}")
      ) ?? {}
    );
  } catch {
    return {};
  }
};

/**
 * Keep further choices; if the browser refuses, they last as long as the page.
 * @param {object} more
 */
export const keep = (more) => {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...choices(), ...more }));
  } catch {
    // storage refused
  }
};
