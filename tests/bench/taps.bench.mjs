// From a tap or a key to the next picture, on a phone four times slower than this machine: the browser's
// own Event Timing, as INP has it. By hand, after `cargo xtask app`: `node tests/bench/taps.bench.mjs`.
import { Person } from "../browser/support/person.mjs";
import { ANNA, FAMILY, SITUATIONS } from "../browser/support/situations.mjs";
import { PHONE, withServerAndBrowser } from "./support/browser.mjs";
import { isProof } from "./support/places.mjs";
import { kept, median, note, skipped, table, timed } from "./support/table.mjs";

const SLOWER = 4;
const BAR_MS = 100;
/** Event Timing tells of nothing shorter, and counts in steps of 8 ms. */
const SHORTEST_MS = 16;
/** The day of the journeys: a Saturday in a month that has rates. */
const NOW = Date.parse("2026-11-21T10:15:00+01:00");

/** Runs in the page before anything else. */
function watch([now, shortest]) {
  // Only the date: a test driver's clock would also replace the timers, whose cost is measured here.
  const offset = now - Date.now();
  globalThis.Date = class extends Date {
    constructor(...parts) {
      super(...(parts.length > 0 ? parts : [Date.now()]));
    }
    static now() {
      return super.now() + offset;
    }
  };
  const told = (target) => {
    const text = (target?.labels?.[0] ?? target)?.innerText ?? "";
    return text.trim().split("\n")[0].slice(0, 40) || target?.tagName?.toLowerCase() || "what is gone since";
  };
  globalThis.interactions = [];
  const observer = new PerformanceObserver((list) => {
    for (const { interactionId, name, duration, target, startTime, processingStart, processingEnd } of list.getEntries()) {
      const waits = Math.round(processingStart - startTime);
      const works = Math.round(processingEnd - processingStart);
      const event = { interactionId, name, duration, waits, works, on: told(target), at: location.pathname };
      if (interactionId > 0) globalThis.interactions.push(event);
    }
  });
  observer.observe({ type: "event", durationThreshold: shortest, buffered: true });
}

/** Nobody taps faster: what is done after a picture is done by then, as it is for people. */
class ThinkingPerson extends Person {
  async tap(control) {
    await this.page.waitForTimeout(400);
    await super.tap(control);
  }
}

async function journey(browser, origin, { name, answers }) {
  const context = await browser.newContext({ ...PHONE, baseURL: origin });
  context.setDefaultTimeout(60_000);
  try {
    await context.addInitScript(watch, [NOW, SHORTEST_MS]);
    const page = await context.newPage();
    const person = new ThinkingPerson(page);
    await page.goto("/beregner");
    await page.locator("main#main-content h1").waitFor();
    // The first visit's own work is Lighthouse's to measure.
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const device = await context.newCDPSession(page);
    await device.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await person.begins();
    await person.walks(answers);
    await page.locator(".result").waitFor();
    for (const summary of (await page.locator(".result summary:visible").all()).slice(0, 4)) await person.tap(summary);
    // What is observed is told a little later.
    await page.waitForTimeout(500);
    return { name, count: person.taps + person.keys, interactions: grouped(await page.evaluate(() => globalThis.interactions)) };
  } finally {
    await context.close();
  }
}

/** One per tap or key: the longest of its events, with the work of all of them. */
function grouped(events) {
  const interactions = new Map();
  for (const event of events) {
    const known = interactions.get(event.interactionId);
    const works = event.works + (known?.works ?? 0);
    const longest = known && known.duration >= event.duration ? known : event;
    interactions.set(event.interactionId, { ...longest, works });
  }
  return [...interactions.values()].sort((a, b) => b.duration - a.duration);
}

async function walk(server, browser) {
  timed(`From a tap or a key to the next picture, ${SLOWER}× slower CPU, Chromium ${browser.version()}`);
  const all = [];
  for (const situation of isProof ? [...SITUATIONS, FAMILY] : [ANNA, FAMILY]) {
    all.push(await journey(browser, `http://127.0.0.1:${server.port}`, situation));
  }
  table(
    ["whose journey", "taps and keys", "median", "longest", "bar", ""],
    all.map(({ name, count, interactions }) => {
      const worst = interactions[0]?.duration ?? 0;
      // Those that were too short to be told of are the rest.
      const quick = Array.from({ length: Math.max(0, count - interactions.length) }, () => 0);
      const middle = median([...interactions.map(({ duration }) => duration), ...quick]);
      return [name, count, shown(middle), shown(worst), `≤ ${BAR_MS} ms`, kept(worst, BAR_MS)];
    }),
  );
  note("the longest of them; it waits for what is being done already, works, and is painted in the rest:");
  const longest = all.flatMap(({ interactions }) => interactions).sort((a, b) => b.duration - a.duration);
  table(
    ["ms", "waits", "works", "what", "where"],
    longest.slice(0, 8).map(({ duration, waits, works, name, on, at }) => [duration, waits, works, `${name} on “${on}”`, at]),
  );
}

const shown = (ms) => (ms < SHORTEST_MS ? `< ${SHORTEST_MS} ms` : `${ms} ms`);

await withServerAndBrowser(walk).catch((error) => skipped("from a tap to the next picture", error.message));
