// Where an address names a place that its page does not have, another script says so.
const look = () => {
  if (location.hash && !document.querySelector(":target")) import("./unknown-place.js");
};

addEventListener("hashchange", look);
look();
