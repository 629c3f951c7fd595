// An office that is open today, whatever day it is, and its people over the API: for journeys of who arrives.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { ROOT } from "./programs.mjs";

const inRoot = (...parts) => readFileSync(path.join(ROOT, ...parts), "utf8");

const day = (after) => new Date(Date.now() + after * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Copenhagen" });

/** A configuration with which one can book what begins now, today and tomorrow at any hour. */
export function openToday() {
  const folder = mkdtempSync(path.join(tmpdir(), "indgang-office-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  const meetings = inRoot("crates/server/meetings.toml").replace("notice_minutes = 60", "notice_minutes = 0");
  writeFileSync(path.join(folder, "meetings.toml"), meetings);
  const open = [0, 1].map((after) => `"${day(after)}" = "0.00-24.00"`).join("\n");
  const config = inRoot("indgang.toml")
    .replace('# "2026-12-28"', `${open}\n# "2026-12-28"`)
    .replace("[server]", '[server]\nmeetings = "meetings.toml"');
  const file = path.join(folder, "indgang.toml");
  writeFileSync(file, config);
  return file;
}

const cookieOf = (answer) => answer.headers.get("set-cookie").split(";")[0];

/** Somebody of the demo, signed in at the server, as a program that asks its API. */
export async function somebody(origin, person) {
  const plainly = { redirect: "manual" };
  const left = await fetch(`${origin}/api/v1/sign-in`, plainly);
  const picking = new URL(left.headers.get("location"), origin);
  const body = new URLSearchParams(picking.search);
  body.set("person", person);
  const picked = await fetch(new URL(picking.pathname, origin), { ...plainly, method: "POST", body });
  const back = await fetch(new URL(picked.headers.get("location"), origin), { ...plainly, headers: { cookie: cookieOf(left) } });
  assert.equal(back.status, 303);
  const cookie = cookieOf(back);
  const asks = async (method, address, body, headers = {}) => {
    const answer = await fetch(origin + address, {
      method,
      headers: { cookie, "indgang-request": "1", "idempotency-key": randomUUID(), "content-type": "application/json", ...headers },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${address}: ${answer.status} ${text}`);
    return { etag: answer.headers.get("etag"), body: text && JSON.parse(text) };
  };
  return Object.assign(asks, { cookie });
}

/** Sara meets people at any time of these days, and nobody else does. */
export async function meetsToday(sara) {
  const own = await sara("GET", "/api/v1/desk/times");
  const extra = [0, 1].map((after) => ({ date: day(after), hours: "0.00-24.00", place: "raadhus", forms: ["in_person", "phone", "video"] }));
  await sara("PUT", "/api/v1/desk/times", { room: "Lokale 12", times: { extra, buffer: 0 } }, { "if-match": own.etag });
}

/** A job talk at the next quarter of an hour. */
export async function booksNow(citizen) {
  const { body } = await citizen("GET", "/api/v1/meetings/times?kind=jobsamtale");
  const [time] = body.times;
  const wanted = { kind: "jobsamtale", start: time.start, form: "in_person", place: "raadhus" };
  const { body: meeting } = await citizen("POST", "/api/v1/meetings", wanted);
  const version = { "if-match": `"${meeting.version}"` };
  const booked = await citizen("POST", `/api/v1/meetings/${meeting.id}/acts`, { act: "confirm" }, version);
  return booked.body;
}

/** The code with which a device becomes a kiosk or a screen of a place. */
export async function announces(kirsten, kind, place = "raadhus") {
  const { body } = await kirsten("POST", "/api/v1/devices", { name: `${kind} i hallen`, kind, place });
  return body.code;
}
