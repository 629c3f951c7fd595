// After the first visit the calculator works where there is no network.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { journey, picture } from "./support/house.mjs";
import { appStands, open, pathOf } from "./support/page.mjs";
import { Person } from "./support/person.mjs";
import { ANNA } from "./support/situations.mjs";
import { word } from "./support/words.mjs";

/** The device has kept what it needs. */
async function kept(page) {
  await open(page, "/");
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    }
  });
}

// The worker tries the network first, and the browser says that there is none.
const EXPECTED = { expected: [/ERR_INTERNET_DISCONNECTED/] };

journey("without a network every page opens again, and says that there is none", EXPECTED, async ({ page, context }) => {
  await kept(page);
  // The table of rates comes when it is opened, and then stays.
  await open(page, "/satser");
  await page.locator("details.rate").first().waitFor();
  await context.setOffline(true);
  for (const address of ["/beregner", "/beregner/indtaegt", "/satser", "/om", "/was", "/kvittering", "/"]) {
    await page.goto(address);
    await appStands(page);
    assert.equal(pathOf(page), address);
    assert.ok(await page.getByText(word("common.offline")).isVisible(), address);
  }
  await page.goto("/beregner");
  await picture(page, "offline");
  await assertAccessible(page, "offline");
});

journey("a journey goes on without a network, loaded again in the middle, to the receipt", EXPECTED, async ({ page, context }) => {
  await kept(page);
  const person = new Person(page);
  await person.begins();
  await context.setOffline(true);
  let loadedAgain = false;
  await person.walks(ANNA.answers, async (question) => {
    if (question !== "aarsag") return;
    await page.reload();
    await appStands(page);
    loadedAgain = true;
  });
  assert.ok(loadedAgain);
  assert.ok(await page.getByText("14.201 kr.").first().isVisible());
  await page.reload();
  await page.getByRole("heading", { name: word("result.yes-title") }).waitFor();
  await context.setOffline(false);
  await page.getByText(word("common.offline")).waitFor({ state: "hidden" });
});

/** The law's own words of the first line of Anna's result, unfolded. */
async function ownWords(page) {
  await page.locator("summary").getByText("Forhøjet sats", { exact: true }).click();
  await page.getByText(/^Læs loven: § 16, stk\. 1, nr\. 2$/).first().click();
  return page.locator("details.own-words[open]").first();
}

const NOT_FETCHED = { expected: [/ERR_INTERNET_DISCONNECTED/, /text\/en\//, /lov\.json/, /parameters\.csv/, /ERR_FAILED/] };

journey("the law's own words that were read once can be read without a network", EXPECTED, async ({ page, context }) => {
  await kept(page);
  const person = new Person(page);
  await person.begins();
  await person.walks(ANNA.answers);
  await (await ownWords(page)).locator("blockquote").waitFor();
  await context.setOffline(true);
  await page.reload();
  const words = (await ownWords(page)).locator("blockquote");
  await words.waitFor();
  assert.ok((await words.innerText()).length > 40);
});

journey("what was never opened says that there is no network, and comes when there is one", NOT_FETCHED, async ({ page, context }) => {
  await kept(page);
  const person = new Person(page);
  await person.begins();
  await person.walks(ANNA.answers);
  await context.setOffline(true);
  const law = await ownWords(page);
  await law.getByText(word("result.law.away")).waitFor();
  await page.goto("/satser");
  await page.getByRole("heading", { name: word("rates.away.title") }).waitFor();
  await assertAccessible(page, "rates that cannot be had");
  await context.setOffline(false);
  // A busy machine tells the page before its worker has a network too: said again when both have.
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.locator("details.rate").first().waitFor();
});

journey("another language that is not on the device yet says so, and Danish stays", NOT_FETCHED, async ({ page, context }) => {
  await kept(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText(word("common.language.failed")).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "da");
});
