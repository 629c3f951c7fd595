// What a first visit downloads, counted where the bytes pass: heads included, and what the service worker
// fetches for offline use too. By hand, after `cargo xtask app`: `node tests/bench/bytes.bench.mjs`.
import { PHONE, withServerAndBrowser } from "./support/browser.mjs";
import { openCounter } from "./support/counter.mjs";
import { ADDRESSES } from "./support/routes.mjs";
import { bytes, headline, kept, note, skipped, table } from "./support/table.mjs";

const BUDGET = 250_000;
/** Nothing more comes when nothing has come for so long. */
const QUIET_MS = 1000;

/** Visits with a browser that has never been here. */
async function firstVisit(browser, counter, address) {
  const context = await browser.newContext({ ...PHONE, baseURL: counter.origin });
  counter.forget();
  try {
    const page = await context.newPage();
    await page.goto(address);
    await page.locator("main#main-content h1").waitFor();
    const shown = counter.total();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await counter.quiet(QUIET_MS);
    return { shown, answers: counter.answers() };
  } finally {
    await context.close();
  }
}

const sum = (values) => values.reduce((all, value) => all + value, 0);

function byFile(address, answers) {
  headline(`${address}, by what was asked for`);
  const files = new Map();
  for (const { path, encoding, size, status } of answers) {
    const file = files.get(path) ?? { path, encoding, sizes: [], statuses: new Set() };
    file.sizes.push(size);
    file.statuses.add(status);
    files.set(path, file);
  }
  const heaviest = [...files.values()].sort((a, b) => sum(b.sizes) - sum(a.sizes));
  table(
    ["bytes", "times", "encoding", "what"],
    heaviest.map(({ path, encoding, sizes, statuses }) => {
      const strange = [...statuses].filter((status) => status !== 200);
      return [bytes(sum(sizes)), sizes.length, encoding ?? "none", strange.length ? `${path} (${strange})` : path];
    }),
  );
}

async function visitAll(server, browser) {
  const counter = await openCounter(server.port);
  try {
    headline(`A first visit, all bytes from the real server to Chromium ${browser.version()}, brotli`);
    const visits = [];
    for (const address of ADDRESSES) visits.push({ address, ...(await firstVisit(browser, counter, address)) });
    table(
      ["route", "requests", "until it stands", "with offline use", "bar", "", "of it heads"],
      visits.map(({ address, shown, answers }) => {
        const all = sum(answers.map(({ size }) => size));
        const heads = all - sum(answers.map(({ body }) => body));
        return [address, answers.length, bytes(shown), bytes(all), `≤ ${bytes(BUDGET)}`, kept(all, BUDGET), bytes(heads)];
      }),
    );
    note("more than the table of files above: heads of the answers, and what the worker asks for anew");
    const { answers } = visits.find(({ address }) => address === "/beregner");
    byFile("/beregner", answers);
  } finally {
    await counter.close();
  }
}

await withServerAndBrowser(visitAll).catch((error) => skipped("what a first visit downloads", error.message));
