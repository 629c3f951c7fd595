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

journey("the law's own words can be read without a network", EXPECTED, async ({ page, context }) => {
  await kept(page);
  const person = new Person(page);
  await person.begins();
  await person.walks(ANNA.answers);
  await context.setOffline(true);
  await page.locator("summary").getByText("Forhøjet sats", { exact: true }).click();
  await page.getByText(/^Læs loven: § 16, stk\. 1, nr\. 2$/).first().click();
  const words = page.locator("blockquote").first();
  await words.waitFor();
  assert.ok((await words.innerText()).length > 40);
});

const NOT_FETCHED = { expected: [/ERR_INTERNET_DISCONNECTED/, /text\/en\.txt/, /ERR_FAILED/] };

journey("another language that is not on the device yet says so, and Danish stays", NOT_FETCHED, async ({ page, context }) => {
  await kept(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText(word("common.language.failed")).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "da");
});
