// The plan board: a plan of 500 cards natively, in WASM and beside Yjs, and 100 cards on the screen of a
// phone and a desk four times slower than this machine. By hand: `node tests/bench/plan.bench.mjs`; the
// native figures are those that `cargo bench -p indgang-domain` left.
import { readFileSync } from "node:fs";
import path from "node:path";

import { PHONE, withServerAndBrowser } from "./support/browser.mjs";
import { buildEngine } from "./support/engine.mjs";
import { measure, repeated } from "./support/measure.mjs";
import { TARGET } from "./support/places.mjs";
import { bytes, kept, median, note, skipped, table, time, timed } from "./support/table.mjs";

const CARDS = 500;
const MODEL_BAR_MS = 20;
const BYTES_BAR = 20_000;

/** Criterion's median of the same name, when `cargo bench` has been run on this machine. */
function native(id) {
  try {
    const file = path.join(TARGET, "criterion", id.replace("/", "_"), "new/estimates.json");
    return JSON.parse(readFileSync(file, "utf8")).median.point_estimate / 1e6;
  } catch {
    return undefined;
  }
}

async function inWasm() {
  const { glue, wasm } = buildEngine("plan-wasm");
  // The glue is a module, but has the name of a script where no package.json says otherwise.
  const source = readFileSync(glue);
  const engine = await import(`data:text/javascript;base64,${source.toString("base64")}`);
  engine.initSync({ module: readFileSync(wasm) });
  const plan = new engine.Plan();
  const figures = { bytes: plan.bytes() };
  for (const what of ["build", "merge", "load"]) figures[what] = measure((times) => plan[what](times));
  return figures;
}

/** The same work in the obvious way: a Y.Map for each card in a Y.Map, two transactions for each. */
async function withYjs() {
  const Y = await import("yjs");
  const filled = (client, from, to) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    const cards = doc.getMap("cards");
    for (let n = from; n < to; n += 1) {
      const card = new Y.Map();
      doc.transact(() => {
        cards.set(`k${n}`, card);
        card.set("offer", `offer_${n % 71}`);
        card.set("from", 2968 + (n % 13));
        card.set("weeks", 1 + (n % 6));
      });
      card.set("minutes", 60 * (n % 20));
    }
    return doc;
  };
  const board = (doc) => doc.getMap("cards").toJSON();
  const loaded = (...updates) => {
    const doc = new Y.Doc();
    for (const update of updates) Y.applyUpdate(doc, update);
    return board(doc);
  };
  const whole = Y.encodeStateAsUpdate(filled(1, 0, CARDS));
  const halves = [Y.encodeStateAsUpdate(filled(1, 0, CARDS / 2)), Y.encodeStateAsUpdate(filled(2, CARDS / 2, CARDS))];
  return {
    bytes: whole.length,
    build: measure(repeated(() => board(filled(1, 0, CARDS)))),
    merge: measure(repeated(() => loaded(...halves))),
    load: measure(repeated(() => loaded(whole))),
  };
}

async function tried(what, act) {
  try {
    return await act();
  } catch (error) {
    skipped(what, error.message);
    return undefined;
  }
}

timed(`A plan of ${CARDS} cards, median (Node ${process.versions.node}; WASM with opt-level z as in the app)`);
const own = await tried("the plan in WASM", inWasm);
const yjs = await tried("Yjs", withYjs);
const judged = (figure) => (figure === undefined ? "" : `${time(figure)} ${kept(figure, MODEL_BAR_MS)}`);
table(
  ["what", "native", "in WASM", "Yjs", "bar"],
  [
    ...[
      ["build", "laid and given hours, card by card"],
      ["merge", "two halves put together"],
      ["load", "read from bytes"],
    ].map(([id, words]) => [words, judged(native(`plan/${id}`)), judged(own?.[id]), time(yjs?.[id]), `≤ ${MODEL_BAR_MS} ms`]),
    ["bytes", "", own ? `${bytes(own.bytes)} ${kept(own.bytes, BYTES_BAR)}` : "", yjs ? bytes(yjs.bytes) : "", `≤ ${bytes(BYTES_BAR)}`],
  ],
);
if (native("plan/build") === undefined) note("natively not measured here: `cargo bench -p indgang-domain` does it");

const SLOWER = 4;
const ON_BOARD = 100;
const FRAME_MS = 1000 / 60;
const TAP_BAR_MS = 100;
const DRAG_MS = 3000;
const DESK = { viewport: { width: 1280, height: 900 }, locale: "da-DK", timezoneId: "Europe/Copenhagen" };

/** Runs in the page before anything else: every interaction that lasts long enough to be told of. */
function watch() {
  globalThis.interactions = [];
  new PerformanceObserver((list) => {
    for (const { interactionId, name, duration, processingStart, processingEnd } of list.getEntries()) {
      if (interactionId > 0) globalThis.interactions.push({ interactionId, name, duration, works: processingEnd - processingStart });
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}

/** Lays a hundred cards by the deck, as one does. */
async function lay(page, isPhone) {
  const offers = await page.locator(".plan-card--deck > [data-hold^='o:']").evaluateAll((all) => all.map((it) => it.dataset.hold));
  await page.evaluate(
    async ([offers, count, isPhone]) => {
      const next = () => new Promise((done) => setTimeout(done));
      const places = isPhone ? ".weeks__put" : ".sheet__head > .sheet__week";
      for (let n = 0; n < count; n += 1) {
        document.querySelector(`[data-hold="${offers[n % offers.length]}"]`).click();
        await next();
        document.querySelectorAll(places)[n % 13].click();
        await next();
      }
    },
    [offers, ON_BOARD, isPhone],
  );
}

/** The longest interaction that one act leads to. */
async function interaction(page, act) {
  await page.waitForTimeout(600);
  await page.evaluate(() => (globalThis.interactions = []));
  await act();
  await page.waitForTimeout(800);
  const all = await page.evaluate(() => globalThis.interactions);
  return all.reduce((worst, it) => (it.duration > worst.duration ? it : worst), { duration: 0, works: 0 });
}

const quick = ({ duration }) => (duration < 16 ? "< 16 ms" : `${duration} ms`);

async function board(browser, origin, isPhone) {
  const context = await browser.newContext({ ...(isPhone ? PHONE : DESK), baseURL: origin });
  context.setDefaultTimeout(60_000);
  try {
    await context.addInitScript(watch);
    const page = await context.newPage();
    await page.goto("/plan");
    await page.locator("main#main-content h1").waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await lay(page, isPhone);
    await page.reload();
    await page.locator("main#main-content h1").waitFor();
    const device = await context.newCDPSession(page);
    await device.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const cards = page.locator(isPhone ? ".weeks .plan-card > [data-hold]" : ".sheet .plan-card > [data-hold]");
    const card = cards.first();
    const rows = [];
    const told = async (what, act) => {
      const found = [];
      for (let time = 0; time < 5; time += 1) found.push(await interaction(page, () => act(time)));
      const worst = found.reduce((a, b) => (b.duration > a.duration ? b : a));
      rows.push([what, quick({ duration: median(found.map(({ duration }) => duration)) }), quick(worst), `${worst.works.toFixed(0)} ms`, `≤ ${TAP_BAR_MS} ms`, kept(worst.duration, TAP_BAR_MS)]);
    };
    const tap = (locator) => (isPhone ? locator.tap() : locator.click());
    const weeks = page.locator(isPhone ? ".weeks__put" : ".sheet__head > .sheet__week");
    await told("a card is picked up", async (time) => {
      if (time > 0) {
        await page.keyboard.press("Escape");
        await page.waitForTimeout(600);
        await page.evaluate(() => (globalThis.interactions = []));
      }
      await tap(card);
    });
    await page.keyboard.press("Escape");
    await told("a card is put in a week", async (time) => {
      await tap(card);
      await page.waitForTimeout(600);
      await page.evaluate(() => (globalThis.interactions = []));
      await tap(weeks.nth(time % 2));
    });
    await told("a card is moved by an arrow key", async (time) => {
      await card.focus();
      await page.keyboard.press(time % 2 ? "ArrowLeft" : "ArrowRight");
    });
    await told("the back of a card is opened", async () => {
      await tap(card);
      await page.waitForTimeout(600);
      await page.evaluate(() => (globalThis.interactions = []));
      await tap(page.locator(".hold-bar .hold-bar__action").nth(1));
      await page.locator("dialog[open]").waitFor();
      await page.waitForTimeout(600);
      // Closing it is no part of it.
      const opened = await page.evaluate(() => globalThis.interactions);
      await page.keyboard.press("Escape");
      await page.waitForTimeout(400);
      await page.evaluate((opened) => (globalThis.interactions = opened), opened);
    });
    const frames = isPhone ? undefined : await drag(page, card);
    return { rows, frames };
  } finally {
    await context.close();
  }
}

/** Frames while a card is dragged across the weeks with the mouse. */
async function drag(page, card) {
  await page.evaluate(() => document.querySelector(".sheet").scrollIntoView());
  const { x, y } = await card.boundingBox();
  await page.mouse.move(x + 15, y + 20);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 60, { steps: 3 });
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    globalThis.frames = [];
    let last = performance.now();
    const frame = (now) => {
      globalThis.frames.push(now - last);
      last = now;
      globalThis.measuring = requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      last = now;
      globalThis.measuring = requestAnimationFrame(frame);
    });
  });
  const until = Date.now() + DRAG_MS;
  for (let step = 0; Date.now() < until; step += 1) {
    const along = Math.abs(((step * 9) % 1400) - 700);
    await page.mouse.move(460 + along, y + 40 + (step % 60));
    await page.waitForTimeout(8);
  }
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(globalThis.measuring);
    return globalThis.frames;
  });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return frames;
}

const share = (frames, limit) => `${((100 * frames.filter((ms) => ms <= limit).length) / frames.length).toFixed(0)} %`;

async function onTheScreen(server, browser) {
  const origin = `http://127.0.0.1:${server.port}`;
  timed(`${ON_BOARD} cards on the board, from a tap or a key to the next picture, ${SLOWER}× slower CPU, Chromium ${browser.version()}`);
  for (const isPhone of [true, false]) {
    const { rows, frames } = await board(browser, origin, isPhone);
    table([isPhone ? "on a phone" : "at a desk", "median", "longest", "of it works", "bar", ""], rows);
    if (!frames) continue;
    const seconds = frames.reduce((sum, ms) => sum + ms, 0) / 1000;
    const perSecond = frames.length / seconds;
    timed(`A card is dragged across the weeks for ${DRAG_MS / 1000} s, ${ON_BOARD} cards on the board, ${SLOWER}× slower CPU`);
    table(
      ["frames a second", "bar", "", "≤ 17 ms", "≤ 34 ms", "median", "longest"],
      [[perSecond.toFixed(1), "≥ 59", perSecond >= 59 ? "✓" : "✗", share(frames, FRAME_MS + 1), share(frames, 2 * FRAME_MS + 1), time(median(frames)), time(Math.max(...frames))]],
    );
  }
}

await withServerAndBrowser(onTheScreen).catch((error) => skipped("the board on the screen", error.message));
