// On paper: one sheet of A4 with what one needs at the desk.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { openResult } from "./support/answered.mjs";
import { journey } from "./support/house.mjs";
import { artifacts } from "./support/programs.mjs";
import { ANNA, SITUATIONS } from "./support/situations.mjs";
import { kroner, plain, word } from "./support/words.mjs";

const sheets = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page(?![a-z])/g)?.length ?? 0;

for (const { name, household, gives } of SITUATIONS.slice(0, 4)) {
  journey(`the result is one sheet of A4 when ${name}`, async ({ page }) => {
    await openResult(page, household);
    const pdf = await page.pdf({ format: "A4", printBackground: false });
    await mkdir(artifacts(), { recursive: true });
    await writeFile(path.join(artifacts(), `${name.split(" ")[0].toLowerCase()}.pdf`), pdf);
    assert.equal(sheets(pdf), 1);

    await page.emulateMedia({ media: "print" });
    const said = plain(await page.locator("body").innerText());
        const needed = [word("result.yes-title"), kroner(gives.gross), "november 2026", "Lysby Kommune", "70 10 20 30"];
    for (const words of needed) assert.ok(said.includes(words), `"${words}" is on the sheet`);
    for (const amount of Object.values(gives.lines).flat()) {
      assert.ok(said.includes(kroner(amount)), `the line of ${amount} is on the sheet`);
    }
    for (const idle of [word("take.print"), "English", word("compare.title")]) {
      assert.ok(!said.includes(idle), `"${idle}" is of no use on paper`);
    }
  });
}

journey("»Udskriv« opens the browser's print dialog", async ({ page }) => {
  await openResult(page, ANNA.household);
  await page.evaluate(() => {
    window.print = () => (document.documentElement.dataset.printed = "yes");
  });
  await page.getByRole("button", { name: word("take.print") }).click();
  await page.waitForFunction(() => document.documentElement.dataset.printed === "yes");
});
