// Receipts as `docs` has them: the canonical JSON of RFC 8785, sealed with a SHA-256. Written anew here,
// so that the app's own are checked against something else than themselves.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

import { word } from "./words.mjs";

/** The canonical form: keys in order, no white space. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** The receipt with the seal that belongs to it. */
export function sealed({ checksum: _, ...receipt }) {
  const checksum = createHash("sha256").update(canonical(receipt)).digest("hex");
  return canonical({ ...receipt, checksum });
}

/** What "Hent kvittering" saves. */
export async function downloadReceipt(page) {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: word("take.receipt") }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}
