// The online meeting, as the tests need it: one that can be joined now, and people who come to it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";

import { ROOT } from "./programs.mjs";

/** A municipality where one can go in weeks before. */
export function openEarly() {
  const folder = mkdtempSync(path.join(tmpdir(), "indgang-"));
  after(() => rmSync(folder, { recursive: true }));
  const meetings = readFileSync(path.join(ROOT, "crates/server/meetings.toml"), "utf8")
    .replace(/^join_minutes = \d+/m, "join_minutes = 65000")
    .replace(/^arrive_early = \d+/m, "arrive_early = 65000");
  writeFileSync(path.join(folder, "meetings.toml"), meetings);
  const example = readFileSync(path.join(ROOT, "indgang.toml"), "utf8");
  const config = path.join(folder, "indgang.toml");
  writeFileSync(config, example.replace("[server]", '[server]\nmeetings = "meetings.toml"'));
  return config;
}

/** Asks the API as whoever is signed in on the page. */
export const asks = (page, method, address, body, headers = {}) =>
  page.evaluate(
    async ([method, address, body, headers]) => {
      const all = { "indgang-request": "test", "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
      const answer = await fetch(address, { method, headers: { ...all, ...headers }, body: body && JSON.stringify(body) });
      return answer.json();
    },
    [method, address, body, headers],
  );

export async function signsIn(page, name, address) {
  await page.goto(`/api/v1/sign-in?return_to=${address}`);
  await page.getByRole("button", { name }).first().click();
  await page.waitForURL((url) => url.pathname === address);
  await page.locator("main h1").waitFor();
}

/** A video talk with Sara, who alone is there on Mondays. */
export async function booked(page) {
  const { times } = await asks(page, "GET", "/api/v1/meetings/times?kind=jobsamtale");
  const { start } = times.find(({ start }) => new Date(start).getUTCDay() === 1);
  const wanted = { kind: "jobsamtale", start, form: "video", place: "raadhus" };
  const reserved = await asks(page, "POST", "/api/v1/meetings", wanted);
  const version = { "if-match": `"${reserved.version}"` };
  return asks(page, "POST", `/api/v1/meetings/${reserved.id}/acts`, { act: "confirm" }, version);
}

/** The picture of somebody else can be seen, and runs. */
export async function plays(page) {
  await page.waitForFunction(() => {
    const video = document.querySelector(".room__tile video:not(.room__unseen)");
    return video && video.videoWidth > 0 && !video.paused;
  });
  const before = await page.evaluate(() => document.querySelector(".room__tile video").currentTime);
  await page.waitForFunction(
    (before) => document.querySelector(".room__tile video").currentTime > before + 0.3,
    before,
  );
}
