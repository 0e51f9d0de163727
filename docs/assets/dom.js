// What several scripts do with a page.

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {...(Node | string)} inside
 */
export const make = (name, className = "", ...inside) => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...inside);
  return made;
};

/**
 * A new button.
 * @param {string} className
 * @param {...(Node | string)} inside
 */
export const button = (className, ...inside) => {
  const made = make("button", className, ...inside);
  made.type = "button";
  return made;
};

const FOREIGN = /([\p{Script=Han}·]+|\p{Script=Cyrillic}+(?:[\s.,-]+\p{Script=Cyrillic}+)*)/u;

/**
 * Words with Chinese and Russian ones marked, so that they are read aloud correctly.
 * @param {string} words
 */
export const spoken = (words) =>
  words.split(FOREIGN).map((part, i) => {
    if (i % 2 === 0) return part;
    const marked = make("span", "", part);
    marked.lang = /\p{Script=Han}/u.test(part) ? "zh" : "ru";
    return marked;
  });

/**
 * All elements of a type that match a selector.
 * @template {Element} [Type=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @param {new () => Type} [type]
 */
export const all = (selector, within = document, type = /** @type {any} */ (HTMLElement)) => {
  /** @param {Element} element @returns {element is Type} */
  const fits = (element) => element instanceof type;
  return [...within.querySelectorAll(selector)].filter(fits);
};

/**
 * The first element of a type that matches a selector; an error is thrown if there is none.
 * @template {Element} [Type=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @param {new () => Type} [type]
 */
export const one = (selector, within, type) => {
  const [found] = all(selector, within, type);
  if (!found) throw new Error(`no ${selector} in this page`);
  return found;
};

/**
 * The element of a type that matches a selector, at an event or around it, or null.
 * @template {Element} [Type=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @param {new () => Type} [type]
 */
export const around = ({ target }, selector, type = /** @type {any} */ (HTMLElement)) => {
  const found = target instanceof Element ? target.closest(selector) : null;
  return found instanceof type ? found : null;
};

/** The id that the page’s address names, with no character escaped; "" if it names none. */
export const idInAddress = () => {
  const [encoded] = location.hash.slice(1).split(":~:"); // older browsers leave in words to highlight
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded; // browsers, too, look for it as it is
  }
};

/** The element that the page’s address names, or null; known at once, unlike `:target`, which waits for style sheets. */
export const addressed = () => document.getElementById(idInAddress());

/**
 * Whether a click asks the browser for something else, such as a new window.
 * @param {MouseEvent} event
 */
export const modified = ({ ctrlKey, metaKey, shiftKey, altKey }) =>
  ctrlKey || metaKey || shiftKey || altKey;
