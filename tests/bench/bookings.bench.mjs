// Bookings: a time is chosen and confirmed, over HTTP, by the same client at our server and at a peer; then all
// want the same one. `node tests/bench/bookings.bench.mjs 50`: only so many.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { somebody } from "../browser/support/office.mjs";
import { startServer } from "../browser/support/programs.mjs";
import { djangoAppointment } from "./peers/appointments.mjs";
import { all, connection, rush } from "./support/load.mjs";
import { ROOT, isProof } from "./support/places.mjs";
import { headline, skipped, table, time, timed } from "./support/table.mjs";

const CLIENTS = [1, 50];
const TALKS = Number(process.argv[2] ?? (isProof ? 1000 : 300));
const RUSHES = 20;
const HALF_AN_HOUR = 30 * 60_000;

const PEOPLE = ["mette", "hassan", "oksana", "bent", "line", "gitte", "ali", "samira"];

/** Our server on SQLite, and one person free day and night. */
async function indgang(clients) {
  const folder = mkdtempSync(path.join(tmpdir(), "indgang-bench-"));
  const config = path.join(folder, "indgang.toml");
  // All clients come from one address, which nobody's citizens do.
  const example = readFileSync(path.join(ROOT, "indgang.toml"), "utf8");
  writeFileSync(config, example.replace("[server]", "[server]\nrequests_per_minute = 10_000_000"));
  const server = await startServer(undefined, { config });
  const origin = `http://127.0.0.1:${server.port}`;
  const yusuf = await somebody(origin, "yusuf");
  const own = await yusuf("GET", "/api/v1/desk/times");
  const weekly = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, hours: "0.00-24.00", place: "raadhus", forms: ["phone"] }));
  await yusuf("PUT", "/api/v1/desk/times", { room: "", times: { weekly, buffer: 0 } }, { "if-match": own.etag });
  const cookies = [];
  for (const person of PEOPLE) cookies.push((await somebody(origin, person)).cookie);
  const starts = await free(await somebody(origin, PEOPLE[0]));
  return {
    who: "Indgang, SQLite",
    client(number) {
      const { ask } = connection(origin);
      const post = (address, body, more) =>
        ask("POST", address, JSON.stringify(body), {
          cookie: cookies[number % cookies.length],
          "indgang-request": "1",
          "content-type": "application/json",
          ...more,
        });
      return async (talk) => {
        const wanted = { kind: "ydelsessamtale", start: starts[talk], form: "phone", place: "raadhus" };
        const reserved = await post("/api/v1/meetings", wanted, { "idempotency-key": crypto.randomUUID() });
        if (reserved.status !== 201) return false;
        const { id, version } = JSON.parse(reserved.body);
        const confirmed = await post(`/api/v1/meetings/${id}/acts`, { act: "confirm" }, { "if-match": `"${version}"` });
        return confirmed.status === 200;
      };
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** All times that do not overlap. */
async function free(citizen) {
  const starts = new Set();
  for (let from = ""; from !== undefined; ) {
    const { body } = await citizen("GET", `/api/v1/meetings/times?kind=ydelsessamtale${from}`);
    body.times.filter(({ start }) => start % HALF_AN_HOUR === 0).forEach(({ start }) => starts.add(start));
    // The last day again is the same times again.
    from = body.until && `&from=${body.until}`;
  }
  return [...starts].sort((a, b) => a - b);
}

const speed = [];
const winners = [];
for (const begin of [indgang, djangoAppointment]) {
  for (const clients of CLIENTS) {
    const site = await begin(clients).catch((error) => skipped(begin.name, error.message));
    if (!site) continue;
    try {
      const people = Array.from({ length: clients }, (_, number) => site.client(number));
      const { got, perSecond, p50, p99 } = await all(people, Array.from({ length: TALKS }, (_, talk) => talk));
      speed.push([site.who, clients, `${got} of ${TALKS}`, perSecond.toFixed(0), time(p50), time(p99)]);
      if (clients === 1) continue;
      let most = 0;
      let twice = 0;
      for (let turn = 0; turn < RUSHES; turn += 1) {
        const told = await rush(people, TALKS + turn);
        most = Math.max(most, told);
        if (told !== 1) twice += 1;
      }
      winners.push([site.who, clients, RUSHES, twice, most]);
    } finally {
      await site.stop();
    }
  }
}

timed(`bookings: ${TALKS} free times are taken and confirmed over HTTP`);
table(["", "clients", "given", "bookings/s", "p50", "p99"], speed);
headline("the same time, wanted by all clients at once");
table(["", "clients", "times", "not given to exactly one", "most who were told they have it"], winners);
