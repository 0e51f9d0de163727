// The page that one leaves behind when it moves: it leads on to the same place of the new one.
const way = document.querySelector("main a");
if (way instanceof HTMLAnchorElement) location.replace(way.href + location.hash);
