// Print the entry and the note of each item that citeproc-js makes of CSL-JSON, in a CSL style.
const { readFileSync } = require("node:fs");
const CSL = require(process.env.CITEPROC_JS);

const items = JSON.parse(readFileSync(0, "utf8"));
const byId = new Map(items.map((item) => [item.id, item]));
const locale = readFileSync(process.env.CSL_LOCALE, "utf8");
const sys = { retrieveLocale: () => locale, retrieveItem: (id) => byId.get(id) };
const engine = new CSL.Engine(sys, readFileSync(process.argv[2], "utf8"), "en-US");
engine.updateItems([...byId.keys()]);
console.log(engine.makeBibliography()[1].join("\n"));
