// What comes out of the printer.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { artifacts } from "./programs.mjs";
import { plain } from "./words.mjs";

/** The words on paper, without the soft hyphens of narrow cards. */
export const said = async (locator) => plain((await locator.allTextContents()).join(" ").replaceAll("\u00ad", ""));

/** The sheets that come out of the printer; kept to be looked at. */
export async function printed(page, name) {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  await mkdir(artifacts(), { recursive: true });
  await writeFile(path.join(artifacts(), `${name}.pdf`), pdf);
  const text = pdf.toString("latin1");
  const [, width, height] = text.match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/).map(Number);
  return { sheets: text.match(/\/Type\s*\/Page(?![a-z])/g)?.length ?? 0, landscape: width > height };
}

/** Does what prints; the browser's own dialog has no place in a test. */
export async function prints(page, act) {
  await page.evaluate(() => {
    delete document.documentElement.dataset.printed;
    window.print = () => (document.documentElement.dataset.printed = "yes");
  });
  await act();
  await page.waitForFunction(() => document.documentElement.dataset.printed === "yes");
}
