// One server and one browser for a file of journeys; for each journey a visitor of its own.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, test } from "node:test";
import { chromium as engine } from "playwright-core";

import { artifacts, chromium, startServer } from "./programs.mjs";
import { openWire } from "./wire.mjs";

/** A Saturday morning in November 2026: the office is closed, and the month has rates. */
export const NOW = "2026-11-21T10:15:00+01:00";

export const PHONE = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
export const DESK = { viewport: { width: 1280, height: 900 } };
/** The narrowest window of WCAG's reflow: 1280 pixels at 400 per cent. */
export const NARROW = { viewport: { width: 320, height: 640 } };

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // A name that is looked up is a request to somebody else, even when nobody answers.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

let started;
let wishes = {};

/** For a file whose journeys read the server's log: asked before the first of them. Gives the way to it. */
export function logged(log) {
  wishes = { ...wishes, log };
  return async () => (await start()).server.log();
}

/** For a file whose journeys go to another municipality: said before the first of them. */
export function configured(config) {
  wishes = { ...wishes, config };
}

/** For a file whose journeys need a camera and a microphone: the browser makes them up, and asks nobody. */
export function withCamera() {
  wishes = { ...wishes, camera: true };
}

const CAMERA = [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  // Two windows of one machine reach each other also where it has no network.
  "--allow-loopback-in-peer-connection",
];

/** What a test cannot wait for: the meeting begins so many minutes from now, or began before. */
export async function begins(meeting, minutes) {
  const { server } = await start();
  const from = Date.now() + minutes * 60_000;
  const change = [
    "import sqlite3, sys",
    "store = sqlite3.connect(sys.argv[1], timeout=30)",
    "with store: assert store.execute('UPDATE meeting SET starts_at = ?, ends_at = ? WHERE id = ?', sys.argv[2:]).rowcount == 1",
  ];
  const values = [from, from + meeting.end - meeting.start, meeting.id].map(String);
  execFileSync("python3", ["-c", change.join("\n"), path.join(server.data, "indgang.sqlite"), ...values]);
}

function start() {
  started ??= (async () => {
    // One after the other: a browser without its server would keep the tests from ending.
    const server = await startServer(undefined, wishes);
    return { server, browser: await engine.launch({ executablePath: chromium(), args: [...ARGUMENTS, ...(wishes.camera ? CAMERA : [])] }) };
  })();
  return started;
}

after(async () => {
  if (!started) return;
  const { server, browser } = await started;
  await browser.close();
  await server.stop();
});

/** Somebody with a device that has never been here. */
export async function visitor(options = {}) {
  const { server, browser } = await start();
  const { expected = [], at = NOW, device = PHONE, direct = false, ...more } = options;
  // Who signs in comes back to the server's own address.
  const own = { origin: `http://127.0.0.1:${server.port}`, close: () => undefined };
  const wire = direct ? own : await openWire(server.port);
  const context = await browser.newContext({
    locale: "da-DK",
    timezoneId: "Europe/Copenhagen",
    baseURL: wire.origin,
    ...device,
    ...more,
  });
  // Long, for a machine that does much else: what is waited for comes, and nobody waits longer than for it.
  context.setDefaultTimeout(40_000);
  // A stopped clock would stop the page's timers; this one only always says the same.
  await context.clock.setFixedTime(new Date(at));
  const troubles = [];
  const note = (text) => {
    if (!expected.some((pattern) => pattern.test(text))) troubles.push(text);
  };
  context.on("console", (message) => {
    // A font that cannot be read is only a warning.
    if (message.type() === "error" || /decode downloaded font/.test(message.text())) note(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => note(`page error: ${error.error().stack ?? error.error()}`));
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // Who leaves a page gives up what it was still fetching: that is no fault.
    if (why !== "net::ERR_ABORTED") note(`request failed: ${request.url()} (${why})`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) note(`response: ${response.status()} ${response.url()}`);
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    const ours = url.origin === wire.origin || ["blob:", "data:"].includes(url.protocol);
    if (!ours) note(`a request to somebody else: ${request.url()}`);
  });
  return {
    context,
    origin: wire.origin,
    page: await context.newPage(),
    wire,
    /** What went wrong on the way, that nobody expected. */
    troubles,
    async leave() {
      await context.close();
      await wire.close();
    },
  };
}

/** A test with a visitor; it fails also when the page is right but the browser had to complain. */
export function journey(name, options, play) {
  if (typeof options === "function") return journey(name, {}, options);
  const { skip, todo, only, timeout = 240_000, ...wishes } = options;
  test(name, { skip, todo, only, timeout }, async (t) => {
    const guest = await visitor(wishes);
    try {
      await play(guest, t);
      assert.deepEqual(guest.troubles, [], "the browser had nothing to complain about");
    } catch (error) {
      await remember(guest, name, error);
      throw error;
    } finally {
      await guest.leave();
    }
  });
}

/** Where and how it looked when it failed. */
async function remember({ page, troubles }, name, error) {
  if (page.isClosed()) return;
  const file = path.join(artifacts(), "failed", `${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.png`);
  await mkdir(path.dirname(file), { recursive: true });
  const seen = await page.screenshot({ path: file }).then(() => `, as seen in ${file}`, () => "");
  error.message += `\n  at ${page.url()}${seen}`;
  if (troubles.length > 0) error.message += `\n  the browser said: ${troubles.join("\n  ")}`;
}

/** Keeps a picture of the whole page, in a window as high as the page: what sticks to its foot is at the foot. */
export async function picture(page, name) {
  const window = page.viewportSize();
  const folder = path.join(artifacts(), String(window.width));
  await mkdir(folder, { recursive: true });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: window.width, height: Math.max(height, window.height) });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  await page.setViewportSize(window);
}
