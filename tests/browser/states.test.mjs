// Every state of every page of the calculator: accessible, within its width, and photographed.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { openResult } from "./support/answered.mjs";
import { DESK, NARROW, PHONE, journey, picture } from "./support/house.mjs";
import { assertFits, open } from "./support/page.mjs";
import { QUESTIONS } from "./support/questions.mjs";
import { FAMILY, SITUATIONS } from "./support/situations.mjs";
import { word } from "./support/words.mjs";

/** At both sizes: a picture, and nothing sideways; then no violation at 320 and 1280. */
async function look(page, name) {
  await page.setViewportSize(PHONE.viewport);
  await picture(page, name);
  await page.setViewportSize(DESK.viewport);
  await picture(page, name);
  await assertFits(page);
  await page.setViewportSize(NARROW.viewport);
  await assertFits(page);
  await assertAccessible(page, name);
}

const WINDOW = { device: NARROW, timeout: 300_000 };

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

for (const { name, household, gives } of SITUATIONS) {
  journey(`the result when ${name}`, WINDOW, async ({ page }) => {
    await openResult(page, household);
    const picturesName = name.split(" ")[0].toLowerCase() + (gives.outcome === null ? "-2027" : "");
    await look(page, `result-${picturesName}`);
    // A fold inside a fold can only be opened when the outer one is.
    for (let folds = 1; folds > 0; ) {
      const closed = await page.locator("main details:not([open]) > summary").all();
      folds = 0;
      for (const fold of closed) {
        if (!(await fold.isVisible())) continue;
        await fold.click();
        folds += 1;
      }
    }
    if (gives.outcome !== null) await page.locator("blockquote").first().waitFor();
    await look(page, `result-${picturesName}-unfolded`);
  });
}

journey("all answers on one page", WINDOW, async ({ page }) => {
  await openResult(page, SITUATIONS[1].household);
  await open(page, "/beregner/svar");
  await look(page, "svar");
});

journey("the curve and its table, and three situations side by side", WINDOW, async ({ page }) => {
  await openResult(page, SITUATIONS[1].household);
  await page.getByText(word("curve.table"), { exact: true }).click();
  const wage = page.getByRole("textbox", { name: word("compare.wage") });
  const add = page.getByRole("button", { name: word("compare.add") });
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

journey("with forced colours and without motion everything is there", { device: PHONE, forcedColors: "active", reducedMotion: "reduce" }, async ({ page }) => {
  for (const address of ["/", "/beregner", "/beregner/samliv", "/beregner/indtaegt"]) {
    await open(page, address);
    await assertAccessible(page, "forced colours");
    const moving = await page.evaluate(() => {
      const slow = (style) => [style.transitionDuration, style.animationDuration].some((times) => times.split(",").some((time) => parseFloat(time) > 0.01));
      return [...document.querySelectorAll("*")].filter((element) => slow(getComputedStyle(element))).map((element) => element.className || element.tagName);
    });
    assert.deepEqual(moving, [], `${address} moves`);
  }
  await page.getByText("Ingen", { exact: true }).click();
  await picture(page, "forced-colours-question");
  await openResult(page, SITUATIONS[1].household);
  await assertAccessible(page, "forced colours");
  await picture(page, "forced-colours-result");
});
