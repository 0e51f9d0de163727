// For the page left at an old address: go on to the same place on the page that replaced it.
const way = document.querySelector("main a");
if (way instanceof HTMLAnchorElement) location.replace(way.href + location.search + location.hash);
