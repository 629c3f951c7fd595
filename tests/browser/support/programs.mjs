// The programs that the journeys need: the server's binary, the built app and a browser. `script/test
// journeys` builds them and says where they are; started by hand, the usual places are tried.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import path from "node:path";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

const inRoot = (...parts) => path.join(ROOT, ...parts);

function found(what, variable, places) {
  const named = process.env[variable];
  const place = named ?? places.find((place) => existsSync(place));
  assert.ok(
    place && existsSync(place),
    `${what} is not at ${named ?? places.join(" or ")}: \`script/test journeys\` builds it, or name it in ${variable}`,
  );
  return place;
}

export const binary = () =>
  found("the server", "INDGANG_BIN", [inRoot("target/release/indgang"), inRoot("target/debug/indgang")]);

export const app = () => found("the app", "INDGANG_APP", [inRoot("dist")]);

export const chromium = () =>
  found("a browser", "CHROMIUM_PATH", [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ]);

/** Where pictures of the pages are put: never into the repository. */
export const artifacts = () => process.env.INDGANG_ARTIFACTS ?? inRoot("target/screenshots");

/** What the server logs where nobody reads its log. */
const QUIET = ["--log", "warn"];

/** The real server with the release app, on a free port, and the municipality of `indgang.toml` or another one. */
export async function startServer(folder = app(), { log = QUIET, config = inRoot("indgang.toml") } = {}) {
  const data = mkdtempSync(path.join(tmpdir(), "indgang-"));
  const options = ["--demo", "--listen", "127.0.0.1:0", "--app", folder, "--config", config, "--data", data];
  const server = spawn(binary(), ["serve", ...options, ...log], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  server.stderr.setEncoding("utf8").on("data", (text) => (complaints += text));
  const ended = new Promise((resolve) => server.once("exit", resolve));
  // Whoever ends the tests early ends the server too.
  process.once("exit", () => server.kill("SIGKILL"));
  const ready = new Promise((resolve) =>
    createInterface({ input: server.stdout }).once("line", resolve),
  );
  const line = await Promise.race([ready, ended.then(() => undefined)]);
  assert.match(line ?? "", /^http:\/\/127\.0\.0\.1:\d+\/$/, `the server did not start: ${complaints}`);
  return {
    port: Number(new URL(line).port),
    /** The folder of what it keeps. */
    data,
    /** Everything that it has logged so far. */
    log: () => complaints,
    async stop() {
      server.kill("SIGTERM");
      assert.equal(await ended, 0, `the server did not stop in peace: ${complaints}`);
      rmSync(data, { recursive: true });
    },
  };
}

/** Runs `indgang` with a document on standard input. */
export function indgang(args, document) {
  const input = typeof document === "string" ? document : JSON.stringify(document);
  const { status, stdout, stderr, error } = spawnSync(binary(), args, { input, encoding: "utf8" });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The household's assessment as `indgang assess` writes it: one line, byte for byte. */
export function assessedByCommandLine(household) {
  const { status, stdout, stderr } = indgang(["assess", "-"], household);
  assert.equal(status, 0, stderr + stdout);
  return stdout.trimEnd();
}
