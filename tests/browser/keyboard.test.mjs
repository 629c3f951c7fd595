// A whole journey with the keyboard alone, and the focus always seen.
import assert from "node:assert/strict";

import { DESK, journey } from "./support/house.mjs";
import { Keys } from "./support/keys.mjs";
import { heading, open, pathOf } from "./support/page.mjs";
import { word } from "./support/words.mjs";

journey("from the front page to the result and its law with the keyboard alone", { device: DESK, reducedMotion: "reduce" }, async ({ page }) => {
  const keys = new Keys(page);
  await open(page, "/");
  await keys.tabTo(word("common.skip"), { most: 1 });
  await keys.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "main-content");
  await keys.tabTo(new RegExp(`^${word("home.calculator.title")}`));
  await keys.go();
  await keys.tabTo(word("calculator.begin"));
  await keys.go();
  assert.equal(pathOf(page), "/beregner/samliv");

  // Nothing chosen: the summary has the focus and leads to the row.
  await keys.tabTo("Næste");
  await keys.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "error-summary");
  await keys.tabTo(word("calculator.fault.choose"));
  await keys.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches("input[type=radio]"));
  await keys.press("Space");
  assert.ok(await page.getByRole("radio", { name: "Enlig" }).isChecked());
  await keys.next();

  for (const [part, text] of [["Dag", "7"], ["Måned", "12"], ["År", "1982"]]) {
    await keys.tabTo(part);
    await page.keyboard.type(text);
  }
  // Enter hands a form in, wherever in it one stands.
  await keys.go();
  for (const [answer, first] of [
    ["Nej", "Ja"],
    ["Danmark", "Danmark"],
    ["Ja, og er aldrig flyttet hertil fra udlandet", "Ja, og er aldrig flyttet hertil fra udlandet"],
    ["Er blevet ledig", "Er blevet ledig"],
    ["Nej", "Nej"],
    ["Nej", "Nej"],
  ]) {
    await keys.choose(answer, first);
    await keys.next();
  }
  assert.equal(pathOf(page), "/beregner/job");
  await keys.choose("Ja", "Ja");
  await keys.choose("Ja", "Ja");
  await keys.next();
  for (const [answer, question] of [["Ingen", "indtaegt"], ["Intet", "formue"]]) {
    assert.equal(pathOf(page), `/beregner/${question}`);
    await keys.tabTo(answer);
    await keys.press("Space");
    await keys.next();
  }
  await keys.tabTo("Nej");
  await keys.press("Space");
  await keys.choose("Nej", "Ja");
  await keys.next();
  assert.equal(pathOf(page), "/beregner/resultat");
  assert.equal(await heading(page), word("result.yes-title"));

  await keys.tabTo(/^Forhøjet sats/);
  await keys.press("Enter");
  await keys.tabTo(/^Læs loven: § 16/);
  await keys.press("Enter");
  await page.locator("blockquote").first().waitFor();
  await keys.tabTo(/^Forhøjet sats/, { key: "Shift+Tab" });
  await keys.press("Space");
  await page.locator("blockquote").first().waitFor({ state: "hidden" });
  await keys.tabTo(word("take.print"), { most: 120 });
});

