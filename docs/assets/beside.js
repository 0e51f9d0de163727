// Where a box that floats over the page is put.

/**
 * Put a box under an element, or above where there is more room; never beyond the window.
 * @param {HTMLElement} box
 * @param {Element} element
 */
export const putBeside = (box, element) => {
  const { left, top, bottom } = element.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { offsetWidth, offsetHeight, style } = box;
  const under = clientHeight - bottom > Math.min(offsetHeight + 12, top);
  style.left = `${Math.max(12, Math.min(left - 24, clientWidth - offsetWidth - 12))}px`;
  style.top = `${Math.max(0, scrollY + (under ? bottom + 6 : top - offsetHeight - 6))}px`;
};
