// A municipality with a logo, several telephones and several places.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";

import { configured, journey } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { open } from "./support/page.mjs";
import { ROOT } from "./support/programs.mjs";

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">
  <path fill="#8a3b12" d="M4 2h32v20c0 9-7 14-16 16C11 36 4 31 4 22z"/><path fill="#fff" d="M17 10h6l2 20H15z"/>
</svg>`;
const MORE = `
[[kommune.flere_telefoner]]
navn = "Jobenheden"
telefon = "70 10 20 31"
[[kommune.flere_telefoner]]
navn = "Ydelsescentret i det gamle rådhus"
telefon = "+45 70 10 20 32"
[[kommune.flere_adresser]]
navn = "Jobcentret"
adresse = """
Havnegade 2, 1. sal
9999 Lysby"""
`;

const folder = mkdtempSync(path.join(tmpdir(), "indgang-"));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(path.join(folder, "byvaaben.svg"), LOGO);
const example = readFileSync(path.join(ROOT, "indgang.toml"), "utf8");
const config = path.join(folder, "indgang.toml");
const named = `farve = "#8a3b12"\nlogo = { fil = "byvaaben.svg", tekst = "Lysbys byvåben: et fyrtårn" }\n`;
writeFileSync(config, example.replace(/^farve = .*\n/m, named) + MORE);
configured(config);

async function assertAll(page) {
  const logo = page.getByRole("img", { name: "Lysbys byvåben: et fyrtårn" });
  await logo.waitFor();
  await page.waitForFunction((image) => image.naturalWidth > 0, await logo.elementHandle());
  for (const [name, address] of [["70 10 20 30", "+4570102030"], ["70 10 20 31", "+4570102031"], ["+45 70 10 20 32", "+4570102032"]]) {
    assert.equal(await page.getByRole("link", { name }).first().getAttribute("href"), `tel:${address}`);
  }
  for (const text of [/Jobenheden/, /Ydelsescentret i det gamle rådhus/, /Jobcentret/, /Havnegade 2, 1\. sal/]) {
    await page.getByText(text).first().waitFor();
  }
}

journey("the logo stands beside the name, and every telephone and place in the contact box", async ({ page }) => {
  await open(page, "/");
  await assertAll(page);
  await look(page, "municipality");
});

const SCRIPTLESS = { javaScriptEnabled: false, expected: [/^request failed: .*\.js \(csp\)/] };

journey("they stand there without JavaScript too", SCRIPTLESS, async ({ page }) => {
  await page.goto("/");
  await page.getByRole("heading", { name: "Siden har brug for JavaScript" }).waitFor();
  for (const text of [/Jobenheden/, /Jobcentret/, /Havnegade 2, 1\. sal/]) await page.getByText(text).waitFor();
  await page.getByRole("img", { name: "Lysbys byvåben: et fyrtårn" }).waitFor();
});
