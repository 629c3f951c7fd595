// django-appointment as a site of its own: the same bookings, by its own forms, over its own web server.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { connection } from "../support/load.mjs";
import { HERE } from "../support/places.mjs";
import { environment, run } from "./python.mjs";

/** Any token will do for Django, when cookie and header have the same. */
const TOKEN = "indgang0indgang0indgang0indgang0";

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The day and the time of the nth talk of half an hour. */
function slot(first, number) {
  const day = new Date(`${first}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + Math.floor(number / 47));
  const at = (half) => `${String(half >> 1).padStart(2, "0")}:${half % 2 ? "30" : "00"}`;
  const half = number % 47;
  return { date: day.toISOString().slice(0, 10), start_time: at(half), end_time: at(half + 1) };
}

/** A site with nobody's talks in it. */
export async function djangoAppointment(clients) {
  const bin = environment("bench-appointments", "appointments.txt");
  const folder = mkdtempSync(path.join(tmpdir(), "indgang-peer-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  const where = { INDGANG_PEER: folder, PYTHONPATH: path.join(HERE, "peers") };
  const said = run(bin("python"), [path.join(HERE, "peers/appointments.py"), String(clients)], where);
  // It logs to the same place.
  const made = JSON.parse(said.trim().split("\n").at(-1));
  const port = await freePort();
  const options = ["--workers", "2", "--bind", `127.0.0.1:${port}`, "--log-level", "warning"];
  const env = { ...process.env, ...where };
  const server = spawn(bin("gunicorn"), [...options, "appointments:application"], { env, stdio: "ignore" });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  process.once("exit", () => server.kill("SIGKILL"));
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const answered = await fetch(origin).then(() => true, () => false);
    if (answered) break;
    if (tries > 200) throw new Error("its web server does not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    who: made.who,
    /** Whether a client gets the nth talk: first the time, then who comes. */
    client(number) {
      const { ask } = connection(origin);
      const post = (address, fields) =>
        ask("POST", address, new URLSearchParams(fields).toString(), {
          cookie: `sessionid=${made.sessions[number]}; csrftoken=${TOKEN}`,
          "x-csrftoken": TOKEN,
          "content-type": "application/x-www-form-urlencoded",
        });
      return async (talk) => {
        const wanted = { ...slot(made.first, talk), service: made.service, staff_member: made.host };
        const asked = await post("/request-submit/", wanted);
        if (asked.status !== 302) return false;
        const who = { name: "Mette Holm", phone_0: "DK", phone_1: "20304050", address: "Lysby", payment_type: "full" };
        const booked = await post(asked.headers.location, who);
        return booked.status === 302;
      };
    },
    async stop() {
      server.kill("SIGTERM");
      await ended;
    },
  };
}
