// Lighthouse as a phone, for every page of a citizen. By hand, after `cargo xtask app`:
// `node tests/bench/lighthouse.bench.mjs [runs]`; the reports are kept beside what cargo builds.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { chromium, startServer } from "../browser/support/programs.mjs";
import { ARGUMENTS } from "./support/browser.mjs";
import { TARGET, isProof } from "./support/places.mjs";
import { ADDRESSES, full } from "./support/routes.mjs";
import { median, note, skipped, table, timed } from "./support/table.mjs";

const RUNS = Number(process.argv[2] ?? (isProof ? 5 : 3));
const BARS = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const REPORTS = path.join(TARGET, "lighthouse");

async function tools() {
  try {
    const [{ default: lighthouse }, { launch }] = await Promise.all([import("lighthouse"), import("chrome-launcher")]);
    return { lighthouse, launch };
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error("npm ci in tests/bench has not been run");
  }
}

/** One visit with an empty profile: scores by category, the figures behind them, and what was found fault with. */
async function visit({ lighthouse, launch }, url) {
  const browser = await launch({
    chromePath: chromium(),
    chromeFlags: ["--headless=new", ...ARGUMENTS],
    logLevel: "silent",
  });
  try {
    const options = { port: browser.port, output: "html", logLevel: "silent", onlyCategories: Object.keys(BARS) };
    const { lhr, report } = await lighthouse(url, options);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return { lhr, report };
  } finally {
    browser.kill();
  }
}

const score = (lhr, category) => Math.round(lhr.categories[category].score * 100);
const figure = (lhr, audit) => lhr.audits[audit].numericValue;

/** What keeps a category from 100, other than the speed itself. */
function faults(lhr) {
  return Object.keys(BARS)
    .filter((category) => category !== "performance")
    .flatMap((category) => lhr.categories[category].auditRefs)
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
    .map(({ id }) => `${id}: ${lhr.audits[id].title}`);
}

async function main() {
  const programs = await tools();
  const server = await startServer();
  mkdirSync(REPORTS, { recursive: true });
  const found = new Map();
  let version;
  try {
    const rows = [];
    note(`${ADDRESSES.length} pages, ${RUNS} visits each: some minutes`);
    for (const address of ADDRESSES) {
      const visits = [];
      for (let run = 0; run < RUNS; run += 1) {
        visits.push(await visit(programs, `http://127.0.0.1:${server.port}${full(address)}`));
      }
      const reports = visits.map(({ lhr }) => lhr);
      version = reports[0].lighthouseVersion;
      const scores = Object.keys(BARS).map((category) => median(reports.map((lhr) => score(lhr, category))));
      const ms = (audit) => Math.round(median(reports.map((lhr) => figure(lhr, audit))));
      const isGood = Object.values(BARS).every((bar, index) => scores[index] >= bar);
      const layout = median(reports.map((lhr) => figure(lhr, "cumulative-layout-shift"))).toFixed(3);
      rows.push([address, ...scores, isGood ? "✓" : "✗", ms("first-contentful-paint"), ms("largest-contentful-paint"), ms("total-blocking-time"), layout]);
      for (const fault of reports.flatMap(faults)) found.set(fault, (found.get(fault) ?? new Set()).add(address));
      const name = address.replaceAll("/", "-").replace(/^-/, "") || "home";
      writeFileSync(path.join(REPORTS, `${name}.html`), visits[0].report);
    }
    timed(`Lighthouse ${version}, mobile preset, median of ${RUNS}`);
    table(["route", "performance", "accessibility", "best practices", "SEO", "", "FCP ms", "LCP ms", "TBT ms", "CLS"], rows);
    note(`bars: performance ≥ ${BARS.performance}, the others 100; reports in ${path.relative(process.cwd(), REPORTS)}`);
    for (const [fault, where] of found) note(`${fault} (${[...where].join(", ")})`);
  } finally {
    await server.stop();
  }
}

await main().catch((error) => skipped("Lighthouse", error.message));
