// The pieces of text in a part of a page, in order.

/**
 * Each piece of text in a node, with the element it is in.
 * @param {Node} within
 */
export function* pieces(within) {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    if (text.parentElement) yield { text, element: text.parentElement };
  }
}
