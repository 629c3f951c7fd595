// WCAG 2.2 AA as far as a program can see it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

import { pathOf } from "./page.mjs";

const { source } = createRequire(import.meta.url)("axe-core");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** No violation at any of the widths; `state` says what the page looks like. */
export async function assertAccessible(page, state, widths = [320, 1280]) {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const frame of page.frames()) {
      assert.deepEqual(await violations(frame), [], `${pathOf(frame)} (${state}) at ${width}`);
    }
  }
  await page.setViewportSize(before);
}

async function violations(page) {
  // Put in from outside the page: its content security policy lets no script in.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const found = await page.evaluate(async (values) => {
    const options = { runOnly: { type: "tag", values }, resultTypes: ["violations"] };
    const { violations } = await window.axe.run(document, options);
    return violations.map(({ id, help, nodes }) => {
      const seen = nodes.slice(0, 3).map(({ html, failureSummary }) => `${html}: ${failureSummary}`);
      return `${id}: ${help}\n${seen.join("\n")}`;
    });
  }, TAGS);
  return found;
}
