// The words of the app and the way Danes write amounts, read and written without the app's own code.
import { readFileSync } from "node:fs";
import path from "node:path";

import { ROOT } from "./programs.mjs";

const FILES = ["account", "calculator", "calculator_words", "common", "home", "law", "om", "satser", "was"];
/** Those of the plan. */
const PLAN = ["meeting", "plan", "who"];

/** All words of a language by their key. */
export function wordsOf(language, files = FILES) {
  const words = new Map();
  for (const file of files) {
    const text = readFileSync(path.join(ROOT, `src/text/${language}/${file}.txt`), "utf8");
    let last;
    for (const line of text.split("\n")) {
      const [, key, value] = line.match(/^([^#\s=][^\s=]*) = (.*)$/) ?? [];
      if (key) {
        words.set((last = key), value);
      } else if (/^\s+\S/.test(line)) {
        words.set(last, `${words.get(last)} ${line.trim()}`);
      }
    }
  }
  return words;
}

const DANISH = wordsOf("da", [...FILES, ...PLAN]);

export function word(key, values = {}) {
  const text = DANISH.get(key);
  if (text === undefined) throw new Error(`there are no words for ${key}`);
  return text.replaceAll(/\{(\w+)\}/g, (name, field) => values[field] ?? name);
}

/** `"14201.00"` as `14.201 kr.`, `"10145.85"` as `10.145,85 kr.` */
export function kroner(amount) {
  const [whole, oere] = amount.replace("-", "").split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ".");
  const sign = amount.startsWith("-") ? "−" : "";
  return `${sign}${grouped}${oere && oere !== "00" ? `,${oere}` : ""} kr.`;
}

/** As an estimate is said: without øre. */
export const about = (amount) => kroner(amount.split(".")[0]);

/** A hard space keeps an amount and its unit together; people do not see the difference. */
export const plain = (text) => text.replaceAll(/[\u00a0\u202f]/g, " ").replaceAll(/\s+/g, " ").trim();
