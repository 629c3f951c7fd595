// The online meeting, as the tests need it: one that can be joined now, and people who come to it.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";

import { DESK, visitor } from "./house.mjs";
import { ROOT } from "./programs.mjs";
import { word } from "./words.mjs";

/** The provider's page has no icon of its own, and without a network nothing can be opened. */
export const OPTIONS = {
  direct: true,
  device: DESK,
  timeout: 400_000,
  expected: [/404/, /ERR_INTERNET_DISCONNECTED/, /WebSocket/],
};

export const button = (page, key) => page.getByRole("button", { name: word(key), exact: true });
export const titled = (page, key) => page.getByRole("heading", { level: 1, name: word(key), exact: true }).waitFor();
export const says = (page, key, values) => page.getByText(word(key, values), { exact: true }).first().waitFor();
export const announced = (page, text) =>
  page.waitForFunction((text) => document.getElementById("announcements").textContent === text, text);

/** A municipality where one can go in weeks before; `change` may do more to the file of its meetings. */
export function openEarly(change = (meetings) => meetings) {
  const folder = mkdtempSync(path.join(tmpdir(), "indgang-"));
  after(() => rmSync(folder, { recursive: true }));
  const meetings = readFileSync(path.join(ROOT, "crates/server/meetings.toml"), "utf8")
    .replace(/^join_minutes = \d+/m, "join_minutes = 65000")
    .replace(/^arrive_early = \d+/m, "arrive_early = 65000");
  writeFileSync(path.join(folder, "meetings.toml"), change(meetings));
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
  await page.locator("#main-content h1").waitFor();
}

/** A talk on video, with Sara: she alone of her unit is there on Mondays. */
export async function booked(page, kind = "jobsamtale") {
  const { times } = await asks(page, "GET", `/api/v1/meetings/times?kind=${kind}`);
  const { start } = times.find(({ start }) => new Date(start).getUTCDay() === 1);
  const wanted = { kind, start, form: "video", place: "raadhus" };
  const reserved = await asks(page, "POST", "/api/v1/meetings", wanted);
  const version = { "if-match": `"${reserved.version}"` };
  return asks(page, "POST", `/api/v1/meetings/${reserved.id}/acts`, { act: "confirm" }, version);
}

/** Before a page is opened: its browser goes no way but over a server for relaying, and shows what it connects. */
export const onlyRelayed = (context) =>
  context.addInitScript(() => {
    const Native = window.RTCPeerConnection;
    window.connections = [];
    window.RTCPeerConnection = class extends Native {
      constructor(settings) {
        super({ ...settings, iceTransportPolicy: "relay" });
        window.connections.push(this);
      }
    };
  });

/** The pictures of so many others can be seen, and run. */
export async function plays(page, others = 1) {
  const before = await page.waitForFunction((others) => {
    const videos = [...document.querySelectorAll(".room__tile video:not(.room__unseen)")];
    const runs = videos.length === others && videos.every((video) => video.videoWidth > 0 && !video.paused);
    return runs && videos.map((video) => video.currentTime);
  }, others);
  await page.waitForFunction((before) => {
    const videos = [...document.querySelectorAll(".room__tile video")];
    return videos.length === before.length && videos.every((video, at) => video.currentTime > before[at] + 0.3);
  }, await before.jsonValue());
}

/** Somebody of the staff comes to the room of a citizen's meeting; `prepare` may do something to their browser. */
export async function hostComes(host, name, meeting, prepare) {
  const guest = await visitor(OPTIONS);
  await prepare?.(guest.context);
  await signsIn(guest.page, host, "/moeder");
  const citizens = await asks(guest.page, "GET", "/api/v1/citizens");
  const { id } = citizens.find((citizen) => citizen.name === name);
  await guest.page.goto(`/medarbejder/moede/${id}/${meeting.id}`);
  await titled(guest.page, "room.title");
  return guest;
}

export const saraComes = (name, meeting, prepare) => hostComes(/Sara Friis/, name, meeting, prepare);

/** A citizen and Sara are in a meeting, while `act` is done with Sara's page. */
export async function meets(page, act, { name = "Mette Holm", prepare } = {}) {
  await signsIn(page, new RegExp(name), "/moeder");
  const meeting = await booked(page);
  await page.goto(`/moeder/${meeting.id}/rum`);
  await titled(page, "room.title");
  await button(page, "room.enter").click();
  await titled(page, "room.title.wait");
  const sara = await saraComes(name, meeting, prepare);
  try {
    await button(sara.page, "room.enter").click();
    await titled(page, "room.title.talk");
    await titled(sara.page, "room.title.talk");
    await act(sara.page, meeting);
    assert.deepEqual(sara.troubles, []);
  } finally {
    await sara.leave();
  }
}
