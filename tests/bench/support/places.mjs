// Where things are. The programs' own places are those of the browser journeys.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = fileURLToPath(new URL("..", import.meta.url));
export const ROOT = path.join(HERE, "../..");

/** Cargo's folder of what is built, also for what the benches build. */
export const TARGET = process.env.INDGANG_TARGET ?? process.env.CARGO_TARGET_DIR ?? path.join(ROOT, "target");

/** The households that are measured, natively and in WASM, as the contract's texts. */
export function households() {
  const folder = path.join(HERE, "households");
  const files = ["single", "family", "mixed"];
  const others = readdirSync(folder).filter((file) => !files.includes(file.replace(".json", "")));
  const names = [...files, ...others.map((file) => file.replace(".json", ""))];
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, `${name}.json`), "utf8")]));
}

/** More repetitions when everything is proved. */
export const isProof = process.env.INDGANG_PROOF === "1";
