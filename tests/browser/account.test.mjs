// What is kept about a citizen: seen, stopped, taken along and left, signed in at the demo's provider.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { open, pathOf } from "./support/page.mjs";
import { plain, word } from "./support/words.mjs";

/** The provider's page has no icon of its own. */
const DIRECT = { direct: true, expected: [/404/] };
/** Nobody was signed in: that page is an error to the browser. */
const REFUSED = { direct: true, expected: [/404/, /\b400\b/] };

async function signsIn(page, name) {
  await open(page, "/mine-data");
  await page.getByRole("link", { name: word("account.sign-in") }).click();
  await page.getByRole("button", { name }).click();
  await page.getByRole("button", { name: word("account.sign-out"), exact: true }).waitFor();
}

/** Asks the API as whoever is signed in on the page. */
const asks = (page, method, address, body) =>
  page.evaluate(
    async ([method, address, body]) => {
      const headers = { "indgang-request": "test", "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
      const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body) });
      const text = await answer.text();
      return { status: answer.status, body: text && JSON.parse(text) };
    },
    [method, address, body],
  );

journey("whoever is not signed in is asked to, and nothing is shown", DIRECT, async ({ page }) => {
  await open(page, "/mine-data");
  await page.getByText(word("account.sign-in.text")).waitFor();
  await look(page, "mine-data-signed-out");
});

journey("whoever gives up at the provider reads what to do, and may try again", REFUSED, async ({ page }) => {
  await open(page, "/mine-data");
  await page.getByRole("link", { name: word("account.sign-in") }).click();
  const state = await page.locator("input[name=state]").inputValue();
  // As providers send back whoever presses "Annuller" (OpenID Connect Core, 3.1.2.6).
  await page.goto(`/api/v1/sign-in/callback?${new URLSearchParams({ error: "access_denied", state })}`);
  await page.getByRole("heading", { name: "Du blev ikke logget ind" }).waitFor();
  await look(page, "sign-in-cancelled");
  await page.getByRole("link", { name: "Prøv igen" }).click();
  await page.getByRole("button", { name: /Mette Holm/ }).click();
  await page.getByRole("button", { name: word("account.sign-out"), exact: true }).waitFor();
  assert.equal(pathOf(page), "/mine-data", "she comes to where she wanted to go");
});

journey("a sign-in that fails signs nobody in, and says whom to call", REFUSED, async ({ page }) => {
  await page.goto("/api/v1/sign-in/callback?code=opdigtet&state=opdigtet");
  await page.getByRole("heading", { name: "Du blev ikke logget ind" }).waitFor();
  await page.getByRole("link", { name: "70 10 20 30" }).waitFor();
  await look(page, "sign-in-failed");
  await page.getByRole("link", { name: "Gå til forsiden" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await open(page, "/mine-data");
  await page.getByText(word("account.sign-in.text")).waitFor();
});

journey("Mette sees what is kept, stops what she has allowed, and signs out", DIRECT, async ({ page }) => {
  await signsIn(page, /Mette Holm/);
  assert.equal(pathOf(page), "/mine-data");
  const ends = new Date(Date.parse("2026-12-21")).toISOString().slice(0, 10);
  const shared = await asks(page, "POST", "/api/v1/shares", { part: "plan", ends_on: ends });
  assert.equal(shared.status, 201, JSON.stringify(shared.body));
  await page.reload();
  const share = page.getByRole("listitem").filter({ hasText: word("account.helper.none") });
  await share.getByText("Til og med 21. december 2026").waitFor();
  await look(page, "mine-data");
  await share.getByRole("button", { name: word("account.stop") }).click();
  await share.getByText(/^Stoppet \d+\. \w+ \d{4}/).waitFor();
  await page.getByRole("button", { name: word("account.sign-out"), exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/mine-data"));
  await page.goBack();
  await page.getByText(word("account.sign-in.text")).waitFor();
  assert.ok(!(await page.locator("body").innerText()).includes("Mette Holm"), "Back shows nothing of her");
});

journey("she signs out on all devices from one of them", DIRECT, async ({ page }) => {
  const phone = await visitor(DIRECT);
  try {
    await signsIn(page, /Mette Holm/);
    await signsIn(phone.page, /Mette Holm/);
    await page.getByRole("button", { name: word("account.sign-out.all") }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/mine-data"));
    for (const device of [page, phone.page]) {
      await open(device, "/mine-data");
      await device.getByText(word("account.sign-in.text")).waitFor();
    }
    assert.ok(!(await phone.page.locator("body").innerText()).includes("Mette Holm"));
    assert.deepEqual(phone.troubles, []);
  } finally {
    await phone.leave();
  }
});

journey("her data come as a file, and her drafts go when she says so", DIRECT, async ({ page }) => {
  await signsIn(page, /Mette Holm/);
  const kept = await asks(page, "POST", "/api/v1/drafts", { form: "ansoegning", content: "Jeg har mistet mit job" });
  assert.equal(kept.status, 201, JSON.stringify(kept.body));
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: word("account.take.button") }).click(),
  ]);
  assert.match(file.suggestedFilename(), /\.zip$/);
  await page.getByRole("button", { name: word("account.drafts.delete") }).click();
  await page.getByText(word("account.drafts.deleted")).waitFor();
  const left = await asks(page, "GET", "/api/v1/drafts");
  assert.deepEqual(left.body.drafts ?? left.body, []);
  await assertAccessible(page, "drafts are gone");
});

journey("when Sara, her caseworker, looks, Mette sees who, when and what", DIRECT, async ({ page, context }) => {
  await signsIn(page, /Mette Holm/);
  await page.getByRole("button", { name: word("account.sign-out"), exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/mine-data"));
  await open(page, "/mine-data");
  await page.getByRole("link", { name: word("account.sign-in") }).click();
  await page.getByRole("button", { name: /Sara Friis/ }).click();
  await page.getByText(word("account.staff")).waitFor();
  await look(page, "mine-data-staff");
  const citizens = await asks(page, "GET", "/api/v1/citizens");
  const list = citizens.body.citizens ?? citizens.body;
  const mette = list.find(({ name }) => name === "Mette Holm");
  assert.ok(mette, JSON.stringify(citizens.body));
  assert.equal((await asks(page, "GET", `/api/v1/citizens/${mette.id}`)).status, 200);
  await context.clearCookies();
  await signsIn(page, /Mette Holm/);
  const looked = page.getByRole("listitem").filter({ hasText: "Sara Friis" }).first();
  assert.match(plain(await looked.innerText()), /Sara Friis, Job og Trivsel/);
  assert.match(plain(await looked.innerText()), /Dine oplysninger – \d{1,2}\. \p{L}+ \d{4}/u);
  await look(page, "mine-data-looked-at");
});
