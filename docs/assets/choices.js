// What a reader has chosen, kept in the browser for all pages.

const NAME = "two-tigers";

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
