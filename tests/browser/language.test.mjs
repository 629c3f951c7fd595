// English is complete, can be chosen anywhere, and changes nothing but the words.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { assertAccessible } from "./support/accessibility.mjs";
import { openResult } from "./support/answered.mjs";
import { NARROW, journey, picture } from "./support/house.mjs";
import { appStands, assertFits, heading, open, pathOf } from "./support/page.mjs";
import { ROOT } from "./support/programs.mjs";
import { QUESTIONS } from "./support/questions.mjs";
import { SITUATIONS } from "./support/situations.mjs";
import { plain, word, wordsOf } from "./support/words.mjs";

const [DANISH, ENGLISH] = [wordsOf("da"), wordsOf("en")];

/** A pattern for each Danish text that English says otherwise; `{n}` stands for anything. */
const LEFT_OVERS = [...DANISH]
  .filter(([key, text]) => ENGLISH.get(key) !== text && text.replaceAll(/\{\w+\}/g, "").trim().length > 2)
  .map(([key, text]) => {
    const escaped = plain(text).replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{\w+\}/g, ".+");
    return [key, new RegExp(`^${escaped}$`)];
  });
const ALSO_ENGLISH = new Set([...ENGLISH.values()].map(plain));

async function assertEnglish(page) {
  assert.equal(await page.locator("html").getAttribute("lang"), "en", pathOf(page));
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest("[lang=da]")) texts.push(node.data);
    }
    for (const element of document.querySelectorAll("[aria-label], [alt], [title]")) {
      texts.push(...["aria-label", "alt", "title"].map((name) => element.getAttribute(name) ?? ""));
    }
    return texts;
  });
  const danish = texts
    .map(plain)
    .filter((text) => text !== "" && !ALSO_ENGLISH.has(text))
    .flatMap((text) => LEFT_OVERS.filter(([, pattern]) => pattern.test(text)).map(([key]) => `${key}: ${text}`));
  assert.deepEqual(danish, [], `${pathOf(page)} speaks Danish in English`);
}

async function speaks(page, name) {
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForFunction((lang) => document.documentElement.lang === lang, name === "English" ? "en" : "da");
}

journey("the pages that are read are English to the last word", async ({ page }) => {
  await open(page, "/");
  await speaks(page, "English");
  for (const address of ["/", "/satser", "/om", "/was", "/findes-ikke", "/beregner", "/kvittering", "/beregner/svar", "/beregner/resultat", "/mine-data", "/plan"]) {
    await open(page, address);
    await assertEnglish(page);
  }
  await open(page, "/");
  await picture(page, "english-home");
});

journey("every question is English to the last word", { device: NARROW }, async ({ page }) => {
  await open(page, "/beregner/samliv");
  await page.getByText("Gift", { exact: true }).click();
  await speaks(page, "English");
  for (const name of QUESTIONS) {
    await open(page, `/beregner/${name}`);
    await page.getByRole("button", { name: ENGLISH.get("calculator.next"), exact: true }).click();
    await page.waitForFunction((name) => document.activeElement?.id === "error-summary" || !location.pathname.endsWith(name), name);
    await assertEnglish(page);
    await assertFits(page);
  }
});

for (const { name, household } of SITUATIONS) {
  journey(`the result is English to the last word when ${name}`, { device: NARROW }, async ({ page }) => {
    await openResult(page, household);
    await speaks(page, "English");
    await assertEnglish(page);
    await assertFits(page);
  });
}

journey("another language keeps the place, the answers and what is half typed", async ({ page }) => {
  await open(page, "/beregner/formue");
  await page.getByText("Penge i banken og kontant", { exact: true }).click();
  await page.getByRole("textbox", { name: "Værdi" }).fill("12.5");
  await speaks(page, "English");
  assert.equal(pathOf(page), "/beregner/formue");
  assert.equal(await page.getByRole("textbox", { name: ENGLISH.get("question.wealth.value") }).inputValue(), "12.5");
  await page.reload();
  await appStands(page);
  await assertEnglish(page);
  await assertAccessible(page, "English");
  await speaks(page, "Dansk");
  assert.equal(await page.getByRole("textbox", { name: "Værdi" }).inputValue(), "12.5");
});

journey("amounts and dates are written as the reader writes them", async ({ page }) => {
  await openResult(page, SITUATIONS[0].household);
  const amount = page.locator(".amount__big");
  assert.equal(plain(await amount.innerText()), "14.201 kr.");
  await speaks(page, "English");
  assert.equal(plain(await amount.innerText()), "DKK 14,201");
  assert.match(plain(await page.locator("main").innerText()), /November 2026/);
  await picture(page, "english-result");
});

test("every rate has an English name", () => {
  const table = readFileSync(path.join(ROOT, "crates/law/data/parameters.csv"), "utf8");
  const keys = new Set(table.split("\n").slice(1).map((line) => line.split(",")[0]).filter((key) => /^\w+$/.test(key)));
  const nameless = [...keys].filter((key) => !ENGLISH.has(`law.parameter.${key}.name`));
  assert.ok(nameless.length === 0, `${nameless.length} of ${keys.size} have none`);
});
