// The online meeting behind walls that let nothing through but a server for relaying: coturn, with credentials that
// our server makes and that hold for a while only. What goes there can be made to get lost.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";

import { configured, journey, withCamera } from "./support/house.mjs";
import { OPTIONS, meets, onlyRelayed, openEarly, plays, says, titled } from "./support/room.mjs";
import { word } from "./support/words.mjs";

const SECRET = "kun til denne prøve";
const isThere = spawnSync("turnserver", ["--version"]).error === undefined;
const skip = isThere ? false : "turnserver is not installed (Debian: apt-get install coturn)";

const bound = () =>
  new Promise((resolve) => {
    const socket = createSocket("udp4").bind(0, "127.0.0.1", () => resolve(socket));
  });

async function freePort() {
  const socket = await bound();
  const { port } = socket.address();
  socket.close();
  return port;
}

/** The way from the browsers to a server on this machine and back: so much of what comes back is lost. */
async function wayTo(port) {
  const way = { lost: 0, open: [await bound()] };
  const [here] = way.open;
  const there = new Map();
  here.on("message", async (packet, { port: from }) => {
    if (!there.has(from)) {
      there.set(from, bound());
      const socket = await there.get(from);
      way.open.push(socket);
      socket.on("message", (answer) => {
        if (Math.random() >= way.lost) here.send(answer, from, "127.0.0.1");
      });
    }
    (await there.get(from)).send(packet, port, "127.0.0.1");
  });
  return way;
}

const folder = mkdtempSync(path.join(tmpdir(), "indgang-turn-"));
const port = await freePort();
const way = await wayTo(port);
const secret = path.join(folder, "secret");
writeFileSync(secret, `${SECRET}\n`);
let turn;
if (isThere) {
  const options = [
    "-n",
    "--listening-ip=127.0.0.1",
    "--relay-ip=127.0.0.1",
    `--listening-port=${port}`,
    "--use-auth-secret",
    `--static-auth-secret=${SECRET}`,
    "--realm=lysby.example",
    // Both browsers are on this machine.
    "--allow-loopback-peers",
    "--no-tls",
    "--no-dtls",
    "--no-cli",
    `--pidfile=${path.join(folder, "pid")}`,
    `--userdb=${path.join(folder, "users")}`,
    "--log-file=stdout",
  ];
  turn = spawn("turnserver", options, { stdio: "ignore" });
  process.once("exit", () => turn.kill("SIGKILL"));
}
after(() => {
  turn?.kill("SIGKILL");
  for (const socket of way.open) socket.close();
  rmSync(folder, { recursive: true });
});

configured(
  openEarly((meetings) =>
    meetings
      .replace(/^turn = \[\].*$/m, `turn = ["turn:127.0.0.1:${way.open[0].address().port}"]`)
      .replace(/^# turn_secret_file = .*$/m, `turn_secret_file = ${JSON.stringify(secret)}`),
  ),
);
withCamera();

/** The ways that are used, by the kind of their two ends. */
const ways = (page) =>
  page.evaluate(async () => {
    const used = [];
    for (const connection of window.connections) {
      const all = await connection.getStats();
      for (const pair of all.values()) {
        if (pair.type !== "candidate-pair" || pair.state !== "succeeded" || !pair.nominated) continue;
        used.push(all.get(pair.localCandidateId).candidateType);
      }
    }
    return used;
  });

journey("Mette and Sara meet where everything has to be relayed", { ...OPTIONS, skip }, async ({ page, context }) => {
  await onlyRelayed(context);
  const meet = async (office) => {
    await plays(page);
    await plays(office);
    for (const one of [page, office]) {
      const used = await ways(one);
      assert.ok(used.length > 0 && used.every((kind) => kind === "relay"), used.join());
    }
  };
  await meets(page, meet, { prepare: onlyRelayed });
});

journey("a third of what comes is lost: Bent's picture is switched off, and the talk goes on", { ...OPTIONS, skip }, async ({ page, context }) => {
  await onlyRelayed(context);
  const meet = async (office) => {
    await plays(page);
    await plays(office);
    way.lost = 0.3;
    await says(page, "room.poor.picture");
    way.lost = 0;
    await office.locator(".room__tile").getByText(word("room.camera.off")).waitFor();
    await titled(page, "room.title.talk");
    await titled(office, "room.title.talk");
  };
  await meets(page, meet, { name: "Bent Lund", prepare: onlyRelayed });
});
