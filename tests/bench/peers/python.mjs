// Peers in Python: each with a virtual environment of its own, made when it is first needed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { HERE, TARGET } from "../support/places.mjs";

/** Runs a program to its end and gives what it printed. */
export function run(program, args, env = {}) {
  const options = { encoding: "utf8", timeout: 300_000, env: { ...process.env, ...env } };
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (error) throw new Error(`${path.basename(program)} cannot be started (${error.code})`);
  if (status !== 0) throw new Error(stderr.trim().split("\n").at(-1) || `${program} ended with ${status}`);
  return stdout;
}

/** A virtual environment with what a list in this folder names: gives the way to its programs. */
export function environment(name, list) {
  const venv = path.join(TARGET, name);
  const wanted = path.join(HERE, "peers", list);
  const stamp = path.join(venv, "installed.txt");
  const bin = (program) => path.join(venv, "bin", program);
  const content = readFileSync(wanted, "utf8");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== content) {
    run("python3", ["-m", "venv", venv]);
    run(bin("pip"), ["install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "-r", wanted]);
    writeFileSync(stamp, content);
  }
  return bin;
}
