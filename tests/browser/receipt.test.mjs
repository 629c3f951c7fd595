// A receipt can be checked by anyone: on the page, on the command line, with the same answer.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { journey, picture } from "./support/house.mjs";
import { assertFits, open } from "./support/page.mjs";
import { assessedByCommandLine, indgang } from "./support/programs.mjs";
import { canonical, sealed } from "./support/receipts.mjs";
import { ANNA } from "./support/situations.mjs";
import { plain, word } from "./support/words.mjs";

const assessment = () => JSON.parse(assessedByCommandLine(ANNA.household));

const good = () =>
  sealed({
    household: ANNA.household,
    assessment: assessment(),
    parameters_version: "2026-01",
    program_version: "0.1.0",
  });

async function checked(page, text) {
  await open(page, "/kvittering");
  await page.getByRole("textbox", { name: word("receipt.paste") }).fill(text);
  await page.getByRole("button", { name: word("receipt.check") }).click();
  return page.locator("main");
}

journey("a receipt that holds is said to hold, with its month and amount", async ({ page }) => {
  const main = await checked(page, good());
  await main.getByText(word("receipt.good"), { exact: true }).waitFor();
  assert.match(plain(await main.innerText()), /november 2026: .*14\.201 kr\./i);
  await picture(page, "receipt-holds");
  await assertAccessible(page, "a receipt that holds");
  assert.equal(indgang(["verify", "-"], good()).status, 0);
});

const CHANGED = [
  ["an amount", (text) => text.replaceAll("14201.00", "15201.00")],
  ["an answer", (text) => text.replace("1982-12-07", "1962-12-07")],
  ["the seal", (text) => text.replace(/"checksum":"./, '"checksum":"x')],
];

for (const [what, change] of CHANGED) {
  journey(`a receipt in which ${what} was changed is refused`, async ({ page }) => {
    const text = change(good());
    assert.notEqual(text, good());
    const main = await checked(page, text);
    await main.getByText(word("receipt.changed"), { exact: true }).waitFor();
    await assertFits(page);
    assert.equal(indgang(["verify", "-"], text).status, 1);
  });
}

journey("a receipt that was changed and sealed anew is refused for what the law gives", async ({ page }) => {
  const forged = JSON.parse(good());
  forged.assessment.calculation.household.help_payable = "15201.00";
  const text = sealed(forged);
  const main = await checked(page, text);
  await main.getByText(word("receipt.other"), { exact: true }).waitFor();
  assert.match(await main.innerText(), /calculation\/household\/help_payable/);
  await assertFits(page);
  await picture(page, "receipt-does-not-hold");
  await assertAccessible(page, "a receipt that does not hold");
  assert.equal(indgang(["verify", "-"], text).status, 1);
});

journey("what is no receipt is said to be none", async ({ page }) => {
  for (const text of ["Hej", "{}", canonical({ ...JSON.parse(good()), more: 1 })]) {
    const main = await checked(page, text);
    await main.getByText(word("receipt.none"), { exact: true }).waitFor();
    assert.equal(indgang(["verify", "-"], text).status, 2);
  }
  await assertAccessible(page, "no receipt");
});

journey("a receipt is read from its file too", async ({ page }) => {
  await open(page, "/kvittering");
  await picture(page, "receipt");
  await page.getByLabel(word("receipt.file")).setInputFiles({
    name: "kvittering-2026-11.json",
    mimeType: "application/json",
    buffer: Buffer.from(good()),
  });
  const check = page.getByRole("button", { name: word("receipt.check") });
  if (await check.isVisible()) await check.click();
  await page.getByText(word("receipt.good"), { exact: true }).waitFor();
});
