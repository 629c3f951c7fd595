// Every state of every page of questions: accessible, within its width, and photographed.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { journey } from "./support/house.mjs";
import { WINDOW, look } from "./support/look.mjs";
import { assertFits, open } from "./support/page.mjs";
import { QUESTIONS } from "./support/questions.mjs";
import { word } from "./support/words.mjs";

journey("the calculator's first page, new and with answers", WINDOW, async ({ page }) => {
  await open(page, "/beregner");
  await look(page, "beregner");
  await open(page, "/beregner/samliv");
  await page.getByText("Enlig", { exact: true }).click();
  await page.getByRole("button", { name: "Næste" }).click();
  await page.waitForURL("**/foedselsdag");
  await open(page, "/beregner");
  await page.getByRole("button", { name: word("calculator.forget"), exact: true }).click();
  await look(page, "beregner-begun");
  await open(page, "/beregner/svar");
  await look(page, "svar-begun");
  await open(page, "/beregner/resultat");
  await look(page, "resultat-unfinished");
});

const halves = [QUESTIONS.slice(0, QUESTIONS.length / 2), QUESTIONS.slice(QUESTIONS.length / 2)];

for (const [index, questions] of halves.entries()) {
  journey(`each question, as it comes and when it is handed in empty (${index + 1} of 2)`, WINDOW, async ({ page }) => {
    for (const name of questions) {
      await open(page, `/beregner/${name}`);
      await page.getByText(word("calculator.why"), { exact: true }).click();
      await look(page, `question-${name}`);
      await page.getByRole("button", { name: "Næste" }).click();
      await page.waitForFunction((name) => document.activeElement?.id === "error-summary" || !location.pathname.endsWith(name), name);
      // Some may be left empty.
      if (!page.url().endsWith(`/${name}`)) continue;
      await assertFits(page);
      await assertAccessible(page, `${name} handed in empty`);
      for (const link of await page.locator("#error-summary a").all()) {
        const target = (await link.getAttribute("href")).slice(1);
        await link.click();
        await page.waitForFunction((id) => document.activeElement?.id === id, target);
      }
    }
  });
}

journey("each question with all its rows open", WINDOW, async ({ page }) => {
  await open(page, "/beregner/samliv");
  await page.getByText("Gift", { exact: true }).click();
  await open(page, "/beregner/boern");
  await page.getByText("Ja", { exact: true }).click();
  await page.getByRole("button", { name: word("calculator.add-child") }).click();
  await look(page, "question-boern-two");
  for (const name of ["indtaegt", "formue"]) {
    await open(page, `/beregner/${name}`);
    await page.getByText(word("calculator.more-kinds"), { exact: true }).first().click();
    for (const box of await page.locator("main input[type=checkbox]").all()) {
      const id = await box.getAttribute("id");
      await page.locator(`label[for="${id}"]`).click();
    }
    // The first, "none", was taken back by the second.
    assert.ok((await page.getByRole("region").count()) > 10, name);
    for (const fold of await page.locator("section summary").all()) await fold.click();
    await look(page, `question-${name}-everything`);
  }
});
