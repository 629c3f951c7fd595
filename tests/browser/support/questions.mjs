// The calculator's questions by name, from where the app lists them: a new one is looked at too.
import { readFileSync } from "node:fs";
import path from "node:path";

import { ROOT } from "./programs.mjs";

const source = readFileSync(path.join(ROOT, "src/calculator/questions.rs"), "utf8");

export const QUESTIONS = [...source.matchAll(/"\/beregner\/([a-z-]+)"/g)].map(([, name]) => name);
if (QUESTIONS.length < 20) throw new Error(`only ${QUESTIONS.length} questions were found`);
