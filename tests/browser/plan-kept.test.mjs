// What was laid and written on the plan stays: over a closed tab, without a network, and with two tabs at
// the same plan.
import assert from "node:assert/strict";

import { Board, DOCTOR, PLACEMENT, TRAINING, lies, span } from "./support/board.mjs";
import { assertAccessible } from "./support/accessibility.mjs";
import { DESK, PHONE, journey, picture } from "./support/house.mjs";
import { appStands } from "./support/page.mjs";
import { word } from "./support/words.mjs";

journey("a plan is there again after the page is loaded anew, and can still be undone", { device: PHONE }, async ({ page }) => {
  const board = await new Board(page).opens();
  await board.lays("fysisk_traening", 0);
  await board.lays("laege", 2);
  const laid = await board.laid();
  assert.equal(laid.length, 2);
  await board.again();
  assert.deepEqual(await board.laid(), laid, "it opens at the plan, with the same cards");
  await board.button(word("plan.undo")).first().click();
  await board.hears(word("plan.undone"));
  await board.cards(DOCTOR).waitFor({ state: "detached" });
  await board.again();
  assert.equal((await board.laid()).length, 1);
  await board.button(word("plan.redo")).click();
  await board.card(DOCTOR).waitFor();
});

/** Types as on a phone, and closes the tab in the middle of it. */
async function typesAndLeaves(page, field, text) {
  await field.pressSequentially(text);
  const { context } = { context: page.context() };
  const next = await context.newPage();
  await page.close({ runBeforeUnload: false });
  return next;
}

journey("words that were being written are there when the tab is opened again", { device: PHONE }, async ({ page }) => {
  let board = await new Board(page).opens();
  await board.lays("fysisk_traening", 0);

  // The goal.
  await board.hears(lies(TRAINING, 6, 0));
  let tab = await typesAndLeaves(page, page.getByLabel(word("plan.goal")), "Et job, min ryg kan holde til");
  board = await new Board(tab).opens();
  assert.equal(await tab.getByLabel(word("plan.goal")).inputValue(), "Et job, min ryg kan holde til");

  // A note, a frustration and a success.
  for (const [part, kind] of [["notes", "note"], ["p", "frustration"], ["star", "success"]]) {
    await board.turnsTo(part);
    const field = () => tab.getByLabel(word(`plan.${kind}.new`), { exact: true });
    tab = await typesAndLeaves(tab, field(), `Halvt skrevet: ${kind}`);
    board = await new Board(tab).opens();
    await board.turnsTo(part);
    assert.equal(await field().inputValue(), `Halvt skrevet: ${kind}`);
    await board.button(word(`plan.${kind}.add`)).click();
    await tab.getByRole("listitem").filter({ hasText: `Halvt skrevet: ${kind}` }).waitFor();
    assert.equal(await field().inputValue(), "", "what was handed in is not there twice");
    await board.again();
    await board.turnsTo(part);
    assert.equal(await field().inputValue(), "");
    assert.equal(await tab.getByRole("listitem").filter({ hasText: `Halvt skrevet: ${kind}` }).count(), 1);
  }

  // On the back of a card: the wish, a task, and why it should pause.
  await board.turnsTo("plan");
  const back = async () => (await board.looksInto(TRAINING));
  const wish = (dialog) => dialog.getByLabel(word("plan.wish"));
  tab = await typesAndLeaves(tab, wish(await back()), "En stærkere ryg");
  board = await new Board(tab).opens();
  let dialog = await back();
  assert.equal(await wish(dialog).inputValue(), "En stærkere ryg");
  const task = (dialog) => dialog.getByLabel(word("plan.task.new"));
  tab = await typesAndLeaves(tab, task(dialog), "En henvisning fra lægen");
  board = await new Board(tab).opens();
  dialog = await back();
  assert.equal(await task(dialog).inputValue(), "En henvisning fra lægen");
  await dialog.getByRole("button", { name: word("plan.task.add") }).click();
  const ticked = dialog.getByRole("checkbox", { name: "En henvisning fra lægen" });
  await ticked.check();
  await dialog.getByText(word("plan.pause.open")).click();
  tab = await typesAndLeaves(tab, dialog.getByLabel(word("plan.pause.why")), "Jeg har feber");
  board = await new Board(tab).opens();
  dialog = await back();
  assert.ok(await dialog.getByRole("checkbox", { name: "En henvisning fra lægen" }).isChecked());
  assert.equal(await wish(dialog).inputValue(), "En stærkere ryg");
  await dialog.getByText(word("plan.pause.open")).click();
  assert.equal(await dialog.getByLabel(word("plan.pause.why")).inputValue(), "Jeg har feber");
  await dialog.getByRole("button", { name: word("plan.park") }).click();
  await board.hears(word("plan.now.parked", { kort: TRAINING }));
  await board.turnsTo("p");
  await tab.locator(".corner--p").getByText("Jeg har feber").waitFor();
});

journey("numbers that are no numbers are said to be none, and those that are stay", { device: PHONE }, async ({ page }) => {
  const board = await new Board(page).opens();
  await board.lays("fysisk_traening", 0);
  let dialog = await board.looksInto(TRAINING);
  const hours = (dialog) => dialog.getByLabel(word("plan.hours"), { exact: true });
  await hours(dialog).fill("mange");
  await hours(dialog).press("Tab");
  await dialog.getByText(word("plan.number.wrong")).first().waitFor();
  assert.equal(await hours(dialog).getAttribute("aria-invalid"), "true");
  await assertAccessible(page, "a number that is none", [320, 1280]);
  await hours(dialog).fill("7,5");
  await hours(dialog).press("Tab");
  await dialog.getByText(word("plan.number.wrong")).first().waitFor({ state: "hidden" });
  await board.again();
  assert.match(await board.reads(TRAINING), /7 timer 30 minutter/);
  dialog = await board.looksInto(TRAINING);
  assert.equal(await hours(dialog).inputValue(), "7,5");
});

journey("two tabs at the same plan end with the same plan", { device: DESK }, async ({ page, context }) => {
  const here = await new Board(page).opens();
  await here.lays("fysisk_traening", 0);
  const other = await context.newPage();
  const there = await new Board(other).opens();
  await there.card(TRAINING).waitFor();
  // Now one, now the other.
  await there.lays("laege", 1);
  await here.card(DOCTOR).waitFor();
  await here.card(TRAINING).focus();
  await page.keyboard.press("ArrowRight");
  await other.waitForFunction((words) => document.querySelector('.sheet [aria-label^="Træning,"]').ariaLabel.includes(words), span(6, 1));
  // At the same time, each with a clock of its own.
  await page.clock.setFixedTime(new Date("2026-11-21T10:20:00+01:00"));
  await other.clock.setFixedTime(new Date("2026-11-21T10:20:00.500+01:00"));
  await Promise.all([here.lays("virksomhedspraktik", 7), there.lays("jobklub", 3)]);
  for (const board of [here, there]) {
    await board.card(PLACEMENT).waitFor();
    await board.card(word("offer.jobklub.short")).waitFor();
  }
  assert.deepEqual(await here.laid(), await there.laid());
  // What one wrote over the other in the store is there again: a third tab sees it all.
  const third = await new Board(await context.newPage()).opens();
  assert.deepEqual(await third.laid(), await here.laid());
  assert.equal(await here.kept(), await there.kept());
});

journey("who has been here once lays a card without a network", { device: PHONE, expected: [/ERR_INTERNET_DISCONNECTED/] }, async ({ page, context }) => {
  let board = await new Board(page).opens();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    }
  });
  // A visit that the worker has seen.
  await board.again();
  await context.setOffline(true);
  await page.close();
  const tab = await context.newPage();
  board = await new Board(tab).opens();
  assert.ok(await tab.getByText(word("account.offline")).isVisible());
  await board.lays("fysisk_traening", 0);
  await board.hears(lies(TRAINING, 6, 0));
  await picture(tab, "plan-offline");
  await assertAccessible(tab, "the plan without a network");
  await board.again();
  assert.equal((await board.laid()).length, 1);
  await context.setOffline(false);
  await tab.getByText(word("account.offline")).waitFor({ state: "hidden" });
});

/** A device's plan, by what it keeps. */
async function takesOver(page, plan) {
  await page.evaluate((plan) => localStorage.setItem("indgang.plan", plan), plan);
  await page.reload();
  await appStands(page);
}

journey("what two devices have changed each on its own is shown, and settled", { device: DESK }, async ({ page, context }) => {
  const phone = await new Board(page).opens();
  await phone.lays("fysisk_traening", 0);
  await phone.hears(lies(TRAINING, 6, 0));
  const start = await phone.kept();
  // The same plan on another device, which moves the card …
  const other = await context.browser().newContext({ baseURL: new URL(page.url()).origin, locale: "da-DK", timezoneId: "Europe/Copenhagen", ...DESK });
  await other.clock.setFixedTime(new Date("2026-11-21T12:00:00+01:00"));
  const tab = await other.newPage();
  const tablet = await new Board(tab).opens();
  await takesOver(tab, start);
  await tablet.card(TRAINING).focus();
  await tab.keyboard.press("ArrowRight");
  await tablet.hears(lies(TRAINING, 6, 1));
  const theirs = await tablet.kept();
  await other.close();
  // … while this one moves it too.
  await phone.card(TRAINING).focus();
  for (const weeks of [1, 2, 3]) {
    await page.keyboard.press("ArrowRight");
    await phone.hears(lies(TRAINING, 6, weeks));
  }
  // They meet in this browser, as from another tab.
  const messenger = await context.newPage();
  await messenger.goto("/om");
  await messenger.evaluate((plan) => localStorage.setItem("indgang.plan", plan), theirs);
  await messenger.close();
  const conflicts = page.getByRole("region", { name: word("plan.conflicts") });
  await conflicts.waitFor();
  // The later one counts until it is settled; both are said.
  assert.ok((await phone.reads(TRAINING)).includes(span(6, 1)));
  const choices = conflicts.getByRole("listitem");
  assert.equal(await choices.count(), 2);
  for (const weeks of [1, 3]) await choices.filter({ hasText: span(6, weeks) }).waitFor();
  await assertAccessible(page, "a plan with a conflict");
  await page.setViewportSize(PHONE.viewport);
  await picture(page, "plan-conflict");
  await page.setViewportSize(DESK.viewport);
  await picture(page, "plan-conflict");
  await choices.filter({ hasText: span(6, 3) }).getByRole("button", { name: word("plan.conflict.use") }).click();
  await conflicts.waitFor({ state: "detached" });
  assert.ok((await phone.reads(TRAINING)).includes(span(6, 3)));
  assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY", "the focus is lost when a conflict is settled");
  await phone.again();
  assert.equal(await conflicts.count(), 0);
  assert.ok((await phone.reads(TRAINING)).includes(span(6, 3)));
});
