// What the plan asks its owner, once and in nobody's way: after a planning session, and after a card.
import assert from "node:assert/strict";

import { Board, TRAINING } from "./support/board.mjs";
import { NOW, PHONE, journey } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { prints } from "./support/paper.mjs";
import { word } from "./support/words.mjs";

const LONG = { device: PHONE, timeout: 300_000 };

journey("who has printed is asked once a day whether they see what will happen", LONG, async ({ page }) => {
  const board = await new Board(page).opens();
  await board.lays("fysisk_traening", 0);
  const question = page.getByRole("group", { name: word("overview.title") });
  const takesHome = async () => {
    await board.button(word("plan.take.title")).click();
    await prints(page, () => board.button(word("plan.take.paper.print")).click());
    await page.keyboard.press("Escape");
  };
  assert.equal(await question.count(), 0);
  await takesHome();
  await question.waitFor();
  await look(page, "plan-asked");
  await page.setViewportSize(PHONE.viewport);
  // It waits while something else is done, and is there again.
  await board.card(TRAINING).click();
  await question.waitFor({ state: "detached" });
  await board.button(word("plan.let.go")).click();
  await page.locator(".said").getByRole("button", { name: word("common.close") }).click();
  await board.changes(() => question.getByRole("button", { name: "4" }).click());
  await board.hears(word("overview.thanks"));
  await question.waitFor({ state: "detached" });
  await takesHome();
  assert.equal(await question.count(), 0, "once a day is enough");
  await page.clock.setFixedTime(new Date(Date.parse(NOW) + 24 * 3_600_000));
  await takesHome();
  await question.getByRole("button", { name: word("overview.not.now") }).click();
  await question.waitFor({ state: "detached" });
  await board.again();
  assert.equal(await question.count(), 0);
});

journey("when a card has ended its owner may say what it was worth, and why", { ...LONG, direct: true }, async ({ page }) => {
  const board = await new Board(page).opens();
  await board.lays("fysisk_traening", 0);
  let dialog = await board.looksInto(TRAINING);
  const question = dialog.getByRole("group", { name: word("worth.title") });
  assert.equal(await question.count(), 0);
  await dialog.getByText(word("plan.end.open"), { exact: true }).click();
  await dialog.getByLabel(word("plan.end.outcome")).fill("Ryggen er stærkere");
  await dialog.getByRole("button", { name: word("plan.end") }).click();
  await question.waitFor();
  await page.waitForFunction((title) => document.activeElement?.innerText === title, word("worth.title"));
  assert.equal(await dialog.getByLabel(word("plan.stage"), { exact: true }).locator("option:checked").innerText(), word("plan.stage.slut"));
  await look(page, "plan-worth");
  await page.setViewportSize(PHONE.viewport);
  await question.getByLabel("5", { exact: true }).check();
  await question.getByLabel(word("worth.words")).fill("Jeg sover bedre");
  await dialog.getByRole("button", { name: word("common.close") }).click();
  await board.turnsTo("p");
  await page.locator(".corner--p").getByText(word("plan.p.outcome", { udbytte: "Ryggen er stærkere" })).waitFor();
  await board.again();
  await board.turnsTo("p");
  dialog = await board.looksInto(TRAINING);
  assert.ok(await question.getByLabel("5", { exact: true }).isChecked());
  assert.equal(await question.getByLabel(word("worth.words")).inputValue(), "Jeg sover bedre");
  assert.ok(!(await dialog.getByText(word("plan.pause.open"), { exact: true }).isVisible()), "what has ended is not paused");

  // The number may go to the municipality, without a name and without the words.
  const give = dialog.getByRole("button", { name: word("worth.give") });
  await look(page, "plan-worth-give");
  await page.setViewportSize(PHONE.viewport);
  const given = page.waitForRequest("**/api/v1/plan/pulses");
  await give.click();
  assert.deepEqual((await given).postDataJSON(), { offer: "fysisk_traening", mark: 5 });
  await dialog.getByText(word("worth.given")).waitFor();
  await board.again();
  await board.turnsTo("p");
  dialog = await board.looksInto(TRAINING);
  await dialog.getByText(word("worth.given")).waitFor();
  assert.equal(await give.count(), 0, "once is enough");
});
