// Every state of the result: accessible, within its width, and photographed.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { openResult } from "./support/answered.mjs";
import { DESK, PHONE, journey, picture } from "./support/house.mjs";
import { WINDOW, look } from "./support/look.mjs";
import { open, unfoldAll } from "./support/page.mjs";
import { SITUATIONS } from "./support/situations.mjs";
import { word } from "./support/words.mjs";

for (const { name, household, gives } of SITUATIONS) {
  journey(`the result when ${name}`, WINDOW, async ({ page }) => {
    await openResult(page, household);
    const picturesName = name.split(" ")[0].toLowerCase() + (gives.outcome === null ? "-2027" : "");
    await look(page, `result-${picturesName}`);
    await unfoldAll(page);
    // The law's own words are fetched when they are first asked for.
    await page.getByText(word("result.law.coming")).waitFor({ state: "hidden" });
    await look(page, `result-${picturesName}-unfolded`);
  });
}

journey("all answers on one page", WINDOW, async ({ page }) => {
  await openResult(page, SITUATIONS[1].household);
  await open(page, "/beregner/svar");
  await look(page, "svar");
});

journey("the curve and its table, and three situations side by side", { ...WINDOW, device: DESK }, async ({ page }) => {
  await openResult(page, SITUATIONS[1].household);
  await page.locator("summary", { hasText: word("curve.table") }).click();
  const wage = page.getByRole("textbox", { name: word("compare.wage") });
  const add = page.getByRole("button", { name: word("compare.add"), exact: true });
  await wage.fill("mange penge");
  await add.click();
  await page.getByText(word("calculator.fault.kroner")).first().waitFor();
  await assertAccessible(page, "a wage that is no number");
  for (const amount of ["3.000", "8.000", "20.000"]) {
    await wage.fill(amount);
    await add.click();
    await page.getByRole("columnheader", { name: `Løn ${amount} kr.` }).waitFor();
  }
  await page.getByText(word("compare.full")).waitFor();
  await look(page, "curve-and-what-if");
});

const FORCED = { device: PHONE, forcedColors: "active", reducedMotion: "reduce" };

journey("with forced colours and without motion everything is there", FORCED, async ({ page }) => {
  await openResult(page, SITUATIONS[1].household);
  await assertAccessible(page, "forced colours");
  await picture(page, "forced-colours-result");
  for (const address of ["/", "/beregner", "/beregner/samliv", "/beregner/indtaegt"]) {
    await open(page, address);
    await assertAccessible(page, "forced colours");
    const moving = await page.evaluate(() => {
      const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
      const moves = (style) => lasts(style.transitionDuration) || lasts(style.animationDuration);
      const all = [...document.querySelectorAll("*")].filter((element) => moves(getComputedStyle(element)));
      return all.map((element) => element.className || element.tagName);
    });
    assert.deepEqual(moving, [], `${address} moves`);
  }
  await picture(page, "forced-colours-question");
});
