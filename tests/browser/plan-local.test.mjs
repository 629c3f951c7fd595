// The municipality's own offers on the board: in the deck, on the plan, and when they are gone.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { Board, lies } from "./support/board.mjs";
import { DESK, PHONE, journey } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { appStands } from "./support/page.mjs";
import { plain, word } from "./support/words.mjs";

const COURSE = "Lær at leve med KOL";
const KEY = "lokal_kol";
const FACTS = "**/api/v1/plan/facts";

/** The worker asks the network first, and the browser says that there is none. */
const OFFLINE = { device: { viewport: PHONE.viewport }, expected: [/ERR_INTERNET_DISCONNECTED/] };

journey("the municipality's own course lies in the deck, and stays on the plan when it is not offered any more", OFFLINE, async ({ page, context }) => {
  const board = await new Board(page).opens();
  await board.turnsTo("cards");
  const card = board.offer(KEY);
  await card.waitFor();
  assert.ok(plain(await card.getAttribute("aria-label")).includes(word("plan.local")), "it is marked as local");
  await board.finds("kol");
  await card.waitFor();
  await card.scrollIntoViewIfNeeded();
  await look(page, "plan-local-deck");

  // What it is, before one takes it.
  await card.click();
  await board.button(word("plan.open")).click();
  const back = page.getByRole("dialog");
  for (const words of [word("plan.local.text"), "Sundhedsloven § 119", "Sundhedshuset, Parkvej 12", "Du har KOL."]) {
    await back.getByText(words).waitFor();
  }
  await look(page, "plan-local-back");
  await assertAccessible(page, "plan-local-back");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  // Without a network too: the device knows what there is.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    }
  });
  await board.again();
  await board.turnsTo("cards");
  await board.offer(KEY).waitFor();
  await context.setOffline(true);
  await page.reload();
  await appStands(page);
  await board.lays(KEY, 2);
  await board.hears(lies(COURSE, 8, 2));
  const reads = await board.reads(COURSE);
  assert.ok(reads.includes("4 timer") && reads.includes(word("area.helbred")), reads);
  await context.setOffline(false);

  // It is taken out of the configuration: the card is still there, by its name.
  await page.route(FACTS, (route) => route.fulfill({ json: { offers: [] } }));
  const asked = page.waitForResponse(FACTS);
  await board.again();
  await asked;
  await board.turnsTo("cards");
  await board.offer(KEY).waitFor({ state: "detached" });
  await board.turnsTo("plan");
  const kept = await board.looksInto(COURSE);
  await kept.getByText(word("plan.local.gone")).waitFor();
  assert.equal(await kept.getByLabel(word("plan.card.title")).count(), 0, "it is no card of one's own");
});

journey("at a desk it is laid like any other card", { device: DESK }, async ({ page }) => {
  const board = await new Board(page).opens();
  const card = board.offer("lokal_aktiv");
  await card.scrollIntoViewIfNeeded();
  await card.click();
  await board.week(1).click();
  await board.hears(lies("Aktiv med kronisk sygdom", 6, 1));
  await look(page, "plan-local-desk");
});
