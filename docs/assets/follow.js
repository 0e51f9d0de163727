// Which part of a page is being read.

/**
 * Tell which part is the first in sight, whenever that changes.
 * @param {HTMLElement[]} parts
 * @param {string} rootMargin what of the window’s edges does not count as in sight
 * @param {(first: number) => void} tell
 */
export const follow = (parts, rootMargin, tell) => {
  const places = new Map(parts.map((part, i) => [/** @type {Element} */ (part), i]));
  /** @type {Set<number>} */
  const read = new Set();
  const observer = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        const at = places.get(target) ?? 0;
        if (isIntersecting) read.add(at);
        else read.delete(at);
      }
      if (read.size) tell(Math.min(...read));
    },
    { rootMargin },
  );
  for (const part of parts) observer.observe(part);
};
