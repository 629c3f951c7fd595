// Every state of every page of questions: accessible, within its width, and photographed.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { openResult } from "./support/answered.mjs";
import { journey } from "./support/house.mjs";
import { SCHEMA } from "./support/households.mjs";
import { WINDOW, look } from "./support/look.mjs";
import { assertFits, open, unfoldAll } from "./support/page.mjs";
import { ANNA } from "./support/situations.mjs";
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

const kinds = (what) => SCHEMA.$defs[what].properties.type.enum;

/** A couple with two children and one of everything that one can have, of amounts that nobody knows. */
const EVERYTHING = {
  ...ANNA.household,
  relationship: "married",
  applicant: {
    ...ANNA.household.applicant,
    incomes: kinds("income").map((type) => ({ type, amount: null })),
    wealth: kinds("asset").map((type) => ({ type, amount: null })),
  },
  partner: { date_of_birth: "1984-02-29", citizenship: "dk", public_benefit: "other" },
  children: ["2012-02-11", "2019-10-27"].map((date_of_birth) => ({
    date_of_birth,
    parents: ["applicant", "partner"],
    same_address_as: ["applicant", "partner"],
  })),
};

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
  await openResult(page, EVERYTHING);
  for (const name of ["boern", "indtaegt", "formue", "aegtefaelle"]) {
    await open(page, `/beregner/${name}`);
    await unfoldAll(page);
    await look(page, `question-${name}-everything`);
  }
  await open(page, "/beregner/indtaegt");
  assert.equal(await page.getByRole("region").count(), kinds("income").length);
});
