// What people see whose browser cannot run the app: whom to call, and when.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { journey, picture } from "./support/house.mjs";
import { appStands, assertFits } from "./support/page.mjs";
import { app } from "./support/programs.mjs";
import { plain } from "./support/words.mjs";

const CONTACT = [
  /Lysby Kommune/,
  /70 10 20 30/,
  /mandag–onsdag kl\. 10\.00–15\.00/,
  /Rådhuspladsen 1 9999 Lysby/,
];

async function assertContact(page) {
  const said = plain(await page.locator("body").innerText());
  for (const fact of CONTACT) assert.match(said, fact);
  const call = page.getByRole("link", { name: "70 10 20 30" });
  assert.equal(await call.getAttribute("href"), "tel:+4570102030");
  await assertFits(page);
}

const SCRIPTLESS = {
  javaScriptEnabled: false,
  // The page asks for the script beforehand, and the browser then refuses it.
  expected: [/^request failed: .*\.js \(csp\)/],
};

journey("without JavaScript every address shows whom to call and when", SCRIPTLESS, async ({ page }) => {
  for (const address of ["/", "/beregner", "/beregner/indtaegt"]) {
    await page.goto(address);
    await page.getByRole("heading", { name: "Siden har brug for JavaScript" }).waitFor();
    await assertContact(page);
  }
  await picture(page, "without-javascript");
});

// The error is thrown on, for whoever looks at the console.
const BROKEN = { serviceWorkers: "block", expected: [/^request failed: .*\.wasm/, /^console: Failed to load/, /^page error/] };

journey("when the program cannot be fetched the page says so, and whom to call", BROKEN, async ({ page, context }) => {
  await context.route("**/*.wasm", (route) => route.abort());
  await page.goto("/beregner");
  await page.getByRole("alert").getByRole("heading", { name: "Siden kunne ikke starte" }).waitFor();
  await assertContact(page);
  await picture(page, "program-not-fetched");
});

journey("when a half of the program comes the page says so, and whom to call", BROKEN, async ({ page, context }) => {
  const program = readdirSync(app()).find((file) => file.endsWith(".wasm"));
  const half = readFileSync(path.join(app(), program)).subarray(0, 1000);
  await context.route("**/*.wasm", (route) => route.fulfill({ body: half, contentType: "application/wasm" }));
  await page.goto("/");
  await page.getByRole("heading", { name: "Siden kunne ikke starte" }).waitFor();
  await assertContact(page);
});

journey("while the program is on its way the page says so, and whom to call", { serviceWorkers: "block" }, async ({ page, context }) => {
  let come;
  const coming = new Promise((resolve) => (come = resolve));
  await context.route("**/*.wasm", async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto("/om", { waitUntil: "commit" });
  await page.getByText("Siden er på vej.").waitFor();
  await assertContact(page);
  await picture(page, "on-its-way");
  come();
  await appStands(page);
});
