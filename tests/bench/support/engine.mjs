// The engine, or the plan, alone in WASM, built as the app is: its profile, its glue, its optimiser.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";

import { HERE, ROOT, TARGET } from "./places.mjs";

function run(program, args, cwd = ROOT) {
  const bin = path.join(ROOT, "node_modules/.bin");
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
  const { status, stderr, error } = spawnSync(program, args, { cwd, env, encoding: "utf8" });
  if (error) throw new Error(`${program} cannot be started (${error.code})`);
  if (status !== 0) throw new Error(`${program} failed: ${stderr.trim().split("\n").slice(-5).join(" ")}`);
}

/** The built files of `engine-wasm` or another crate beside it: the glue as a module for browsers, and the code. */
export function buildEngine(crate = "engine-wasm") {
  const name = crate.replace("-", "_");
  const target = path.join(TARGET, crate);
  const built = path.join(target, "wasm32-unknown-unknown/wasm-release", `${name}.wasm`);
  const out = path.join(target, "out");
  mkdirSync(out, { recursive: true });
  const profile = ["--profile", "wasm-release", "--config", path.join(ROOT, "Cargo.toml")];
  const cargo = process.env.CARGO ?? "cargo";
  const where = ["--target", "wasm32-unknown-unknown", "--target-dir", target];
  run(cargo, ["build", "--quiet", ...where, ...profile], path.join(HERE, crate));
  run("wasm-bindgen", [built, "--target", "web", "--no-typescript", "--out-dir", out]);
  const wasm = path.join(out, `${name}_bg.wasm`);
  run("wasm-opt", ["-Oz", wasm, "-o", wasm]);
  return { glue: path.join(out, `${name}.js`), wasm };
}
