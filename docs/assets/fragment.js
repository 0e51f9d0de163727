// Where an address names a place that its page does not have, or a version, another script says so.
const look = () => {
  if (location.hash && !document.getElementById(location.hash.slice(1)))
    import("./unknown-place.js");
};

addEventListener("hashchange", look);
look();
if (new URLSearchParams(location.search).has("v")) import("./earlier.js");
