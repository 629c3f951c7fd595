// Anybody says what they think of the site, from every page, and sees what it has led to.
import assert from "node:assert/strict";

import { journey, visitor } from "./support/house.mjs";
import { look, WINDOW } from "./support/look.mjs";
import { open } from "./support/page.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { word } from "./support/words.mjs";

/** The server only takes what comes from its own pages. */
const VISITOR = { ...WINDOW, direct: true, expected: [/ERR_INTERNET_DISCONNECTED/] };
const OPINION = "Jeg kunne ikke finde min plan på telefonen.";

journey("an opinion is asked for on every page, survives a lost network, and is read at the desk", VISITOR, async ({ page, context }) => {
  for (const at of ["/", "/beregner", "/plan", "/sag", "/moeder"]) {
    await open(page, at);
    const link = page.getByRole("contentinfo").getByRole("link", { name: word("common.opinion") });
    assert.equal(await link.getAttribute("href"), "/mening", at);
  }
  await page.getByRole("contentinfo").getByRole("link", { name: word("common.opinion") }).click();
  await page.getByRole("heading", { name: word("opinion.title") }).waitFor();
  await page.getByRole("heading", { name: word("opinion.improvements") }).waitFor();
  await look(page, "opinion");

  await page.getByRole("button", { name: word("opinion.send") }).click();
  await page.locator("#opinion-error").waitFor();
  await look(page, "opinion-missing");

  await page.getByLabel(word("opinion.text")).fill(OPINION);
  await context.setOffline(true);
  await page.getByRole("button", { name: word("opinion.send") }).click();
  await page.locator("main").getByText(word("opinion.away")).waitFor();
  await context.setOffline(false);
  await page.reload();
  await page.getByRole("heading", { name: word("opinion.title") }).waitFor();
  assert.equal(await page.getByLabel(word("opinion.text")).inputValue(), OPINION);
  await page.getByRole("button", { name: word("opinion.send") }).click();
  await page.locator("main").getByText(word("opinion.done")).waitFor();
  assert.equal(await page.getByLabel(word("opinion.text")).inputValue(), "");
  await look(page, "opinion-sent");

  const { page: sara } = await visitor({ direct: true });
  await signsIn(sara, /Sara/, "/medarbejder/tal");
  await sara.getByText(OPINION).waitFor();
  await look(sara, "desk-opinions");
});
