// What one household costs: natively, in the browser's WASM, and beside other people's engines. By hand:
// `node tests/bench/engine.bench.mjs`; the native figures are those that `cargo bench -p indgang-law` left.
import { readFileSync } from "node:fs";
import path from "node:path";

import { catala, openfisca, publicodes } from "./peers/peers.mjs";
import { openBrowser } from "./support/browser.mjs";
import { buildEngine } from "./support/engine.mjs";
import { measureEngine } from "./support/measure.mjs";
import { HERE, TARGET, households } from "./support/places.mjs";
import { kept, note, skipped, table, time, timed } from "./support/table.mjs";

const HOUSEHOLDS = households();

/** Words, the bars natively and in the browser in milliseconds, and of whom when not of every household. */
const WHAT = {
  assess: ["assessed", 0.005, 0.05],
  assess_with_reasons: ["assessed with the complete explanation", 0.01, 0.05],
  text_to_text: ["from JSON to JSON", undefined, undefined],
  curve: ["exact earnings curve", undefined, 5],
  explore: ["range and open questions", undefined, undefined, ["half_answered_couple"]],
};

/** Criterion's median of the same name, when `cargo bench` has been run on this machine. */
function native(id) {
  try {
    const file = path.join(TARGET, "criterion", id.replace("/", "_"), "new/estimates.json");
    return JSON.parse(readFileSync(file, "utf8")).median.point_estimate / 1e6;
  } catch {
    return undefined;
  }
}

async function inChromium({ glue, wasm }) {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const files = { "/": "", "/glue.js": glue, "/measure.js": path.join(HERE, "support/measure.mjs"), "/engine.wasm": wasm };
    const types = { js: "text/javascript", wasm: "application/wasm" };
    await page.route("http://engine.test/**", (route) => {
      const { pathname } = new URL(route.request().url());
      const body = files[pathname] ? readFileSync(files[pathname]) : "";
      return route.fulfill({ body, contentType: types[pathname.split(".")[1]] ?? "text/html" });
    });
    await page.goto("http://engine.test/");
    const figures = await page.evaluate(async (households) => {
      const [engine, { measureEngine }] = await Promise.all([import("/glue.js"), import("/measure.js")]);
      await engine.default({ module_or_path: "/engine.wasm" });
      return measureEngine(engine, households);
    }, HOUSEHOLDS);
    return { figures, version: browser.version() };
  } finally {
    await browser.close();
  }
}

async function inNode({ glue, wasm }) {
  // The glue is a module, but has the name of a script where no package.json says otherwise.
  const source = readFileSync(glue);
  const engine = await import(`data:text/javascript;base64,${source.toString("base64")}`);
  engine.initSync({ module: readFileSync(wasm) });
  return measureEngine(engine, { family: HOUSEHOLDS.family });
}

// The bars are round: 5 µs, not 5.00 µs.
const bar = (ms) => (ms === undefined ? "" : `≤ ${ms < 1 ? `${ms * 1000} µs` : `${ms} ms`}`);
const judged = (figure, limit) =>
  figure === undefined ? "" : `${time(figure)} ${limit === undefined ? " " : kept(figure, limit)}`;

function ownTable(figures, version) {
  timed(`One household, median (${version ? `Chromium ${version}` : "no browser"}, opt-level z as in the app)`);
  const names = Object.keys(HOUSEHOLDS);
  const ids = Object.entries(WHAT).flatMap(([what, [, , , of = names]]) => of.map((name) => `${what}/${name}`));
  const rows = ids.map((id) => {
    const [what, name] = id.split("/");
    const [words, nativeBar, wasmBar] = WHAT[what];
    const figure = figures?.[id];
    return [`${words}: ${name.replaceAll("_", " ")}`, judged(native(id), nativeBar), bar(nativeBar), judged(figure, wasmBar), bar(wasmBar)];
  });
  table(["what", "native", "bar", "in WASM", "bar"], rows);
  if (rows.every((row) => row[1] === "")) note("natively not measured here: `cargo bench -p indgang-law` does it");
}

function built() {
  try {
    return buildEngine();
  } catch (error) {
    skipped("the engine in WASM", error.message);
    return undefined;
  }
}

async function tried(what, act) {
  try {
    return await act();
  } catch (error) {
    skipped(what, error.message);
    return undefined;
  }
}

const engine = built();
const browser = engine && (await tried("the engine in Chromium", () => inChromium(engine)));
ownTable(browser?.figures, browser?.version);

timed("Beside other engines of law, each with a law of its own: orders of magnitude, not a race");
const own = engine && (await tried("the engine in Node", () => inNode(engine)));
const rows = [];
const add = (who, what, plain, explained) => rows.push([who, what, time(plain), time(explained)]);
const familyNatively = [native("assess/family"), native("assess_with_reasons/family")];
if (familyNatively[0] !== undefined) add("Indgang, native", "kontanthjælp, a family of five", ...familyNatively);
if (own) {
  add(`Indgang, WASM in Node ${process.versions.node}`, "kontanthjælp, a family of five", own["assess/family"], own["assess_with_reasons/family"]);
  add("  the same, from JSON to JSON", "", own["text_to_text/family"], undefined);
}
for (const [name, peer] of Object.entries({ publicodes, catala, openfisca })) {
  const figures = await tried(name, peer);
  if (figures) add(figures.who, figures.what, figures.plain, figures.explained);
}
if (rows.length > 0) table(["engine", "what it computes", "result", "with explanation"], rows);
