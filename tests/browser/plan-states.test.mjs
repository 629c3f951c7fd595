// Every state of the plan board, at both sizes: pictures, nothing sideways, no violation, targets for fingers.
import assert from "node:assert/strict";

import { openResult } from "./support/answered.mjs";
import { assertAccessible } from "./support/accessibility.mjs";
import { Board, DUTY, JOB, PLACEMENT, TRAINING, lies, week } from "./support/board.mjs";
import { finger } from "./support/finger.mjs";
import { DESK, NARROW, PHONE, journey, picture } from "./support/house.mjs";
import { WINDOW, look } from "./support/look.mjs";
import { assertFits } from "./support/page.mjs";
import { assessedByCommandLine, indgang } from "./support/programs.mjs";
import { ANNA } from "./support/situations.mjs";
import { about, plain, word, wordsOf } from "./support/words.mjs";

/** Whatever can be tapped on the board is large enough for a finger (D25). */
async function assertTargets(page, state) {
  const small = await page.evaluate(() => {
    const controls = document.querySelectorAll(".plan :is(button, select, summary, input, textarea), dialog[open] :is(button, select, summary, input, textarea)");
    const isSeen = (it) => it.checkVisibility() && it.getBoundingClientRect().width > 0;
    return [...controls].filter(isSeen).flatMap((control) => {
      // A box is as large as the label that belongs to it.
      const boxes = [control, ...(control.labels ?? [])].map((it) => it.getBoundingClientRect());
      const height = Math.max(...boxes.map((box) => box.height));
      const width = Math.max(...boxes.map((box) => box.width));
      return height < 43.5 || width < 43.5 ? [`${control.outerHTML.slice(0, 90)}: ${width.toFixed(0)}×${height.toFixed(0)}`] : [];
    });
  });
  assert.deepEqual(small, [], `targets of the plan (${state})`);
}

/** The state in every way, also with a phone's finger and with the colours of the person's own choice. */
async function states(page, name) {
  await look(page, name);
  for (const { viewport } of [NARROW, DESK]) {
    await page.setViewportSize(viewport);
    await assertTargets(page, `${name} at ${viewport.width}`);
  }
  await page.setViewportSize(NARROW.viewport);
}

journey("an empty plan invites", WINDOW, async ({ page }) => {
  const board = await new Board(page).opens();
  await states(page, "plan-empty");
  for (const part of ["p", "plan", "notes", "star"]) {
    await board.turnsTo(part);
    await assertFits(page);
    await assertAccessible(page, `an empty plan, ${part}`, [320]);
    await assertTargets(page, `an empty plan, ${part}`);
  }
});

/** A board with training, a placement, a duty and a doctor on it. */
async function laid(page) {
  const board = await new Board(page).opens();
  await board.lays("fysisk_traening", 0);
  await board.lays("virksomhedspraktik", 1);
  await board.lays("jobsamtale", 2);
  await board.lays("laege", 0);
  return board;
}

journey("a plan with cards and too much to do", WINDOW, async ({ page }) => {
  const board = await laid(page);
  const dialog = await board.looksInto(TRAINING);
  await dialog.getByLabel(word("plan.hours"), { exact: true }).fill("8");
  await dialog.getByLabel(word("plan.wish")).fill("En stærkere ryg");
  await dialog.getByRole("button", { name: word("common.close") }).click();
  await page.getByLabel(word("plan.limit")).fill("6");
  await page.getByLabel(word("plan.limit")).press("Tab");
  const over = word("plan.over", { timer: word("plan.hours.many", { n: 2 }) });
  await page.locator(".weeks__over").getByText(over).first().waitFor();
  await states(page, "plan-laid");

  // Held: the places open.
  await board.card(TRAINING).click();
  await states(page, "plan-held");
  await page.keyboard.press("Escape");
});

journey("the back of a card, of a duty and of an offer", WINDOW, async ({ page }) => {
  const board = await laid(page);
  let dialog = await board.looksInto(PLACEMENT);
  await states(page, "plan-card-open");
  for (const key of ["plan.pause.open", "plan.end.open"]) await dialog.getByText(word(key), { exact: true }).click();
  await assertAccessible(page, "the ways to end a card");
  await page.keyboard.press("Escape");
  await board.isAt(PLACEMENT);
  dialog = await board.looksInto(DUTY);
  await dialog.getByText(word("plan.pause.open")).click();
  await dialog.getByText(word("plan.duty.pause")).waitFor();
  await dialog.getByRole("button", { name: word("plan.pause.request") }).click();
  await board.hears(word("plan.duty.asked", { kort: DUTY }));
  dialog = await board.looksInto(DUTY);
  await dialog.getByText(word("plan.asked.text")).waitFor();
  await states(page, "plan-duty-asked");
  await page.keyboard.press("Escape");
  await board.turnsTo("cards");
  await board.offer("amu").click();
  await board.button(word("plan.open")).click();
  await page.getByRole("dialog", { name: word("offer.amu.name") }).waitFor();
  await states(page, "plan-offer-open");
  await page.getByRole("dialog").getByRole("button", { name: word("plan.take") }).click();
  await board.hears(word("plan.now.aside", { kort: word("offer.amu.short") }));
});

journey("each part of a phone with a pause, notes and successes", WINDOW, async ({ page }) => {
  const board = await laid(page);
  await board.card(PLACEMENT).click();
  await board.button(word("plan.park")).click();
  for (const [part, kind] of [["p", "frustration"], ["notes", "note"], ["star", "success"]]) {
    await board.turnsTo(part);
    await page.getByLabel(word(`plan.${kind}.new`), { exact: true }).fill(`Noget om ${kind}, i egne ord`);
    await board.button(word(`plan.${kind}.add`)).click();
    await page.getByRole("listitem").getByText(word("plan.note.more")).first().click();
    await states(page, `plan-${part}`);
  }
  // On its back the card says that it is paused, and taken up again it is what it was.
  await board.turnsTo("p");
  const stage = page.getByRole("dialog").getByLabel(word("plan.stage"), { exact: true }).locator("option:checked");
  await board.looksInto(PLACEMENT);
  assert.equal(await stage.innerText(), word("plan.stage.pause"));
  await page.keyboard.press("Escape");
  await board.card(PLACEMENT).click();
  await board.turnsTo("plan");
  await board.button(word("plan.put.here", { uge: week(4) })).click();
  await board.looksInto(PLACEMENT);
  assert.equal(await stage.innerText(), word("plan.stage.ide"));
  await page.keyboard.press("Escape");
  await board.turnsTo("cards");
  await states(page, "plan-cards");
});

journey("the year and a half, and somebody's own colours", { device: DESK }, async ({ page }) => {
  const board = await laid(page);
  await board.button(word("plan.long")).click();
  await picture(page, "plan-long");
  await assertFits(page);
  await assertAccessible(page, "the year and a half", [1280]);
  await board.button(word("plan.long")).click();
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await board.card(TRAINING).click();
  await picture(page, "plan-forced-colours");
  await assertAccessible(page, "forced colours");
});

journey("a card of one's own is drawn on, and the drawing is small", { device: PHONE, timeout: 300_000 }, async ({ page }) => {
  const board = await new Board(page).opens();
  await page.locator('[data-hold="blank"]').click();
  await board.button(word("plan.put.here", { uge: week(0) })).click();
  const own = word("plan.card.own");
  const dialog = await board.looksInto(own);
  await dialog.getByText(word("plan.draw"), { exact: true }).click();
  const pad = dialog.getByRole("img", { name: word("plan.draw.pad") });
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width } = await pad.boundingBox();
  const at = (across, down) => ({ x: x + width * across, y: y + width * down });
  const hand = await finger(page);
  const draws = async (...points) => {
    for (const [n, point] of points.entries()) if (n > 0) await hand[n === 1 ? "along" : "onTo"](points[n - 1], point);
    await hand.up();
  };
  const scrolled = await dialog.evaluate((dialog) => dialog.scrollTop);
  const path = () => pad.locator("path").getAttribute("d");
  await draws(at(0.1, 0.5), at(0.5, 0.1), at(0.9, 0.5), at(0.9, 0.9), at(0.1, 0.9), at(0.1, 0.5));
  const house = await path();
  await draws(at(0.4, 0.9), at(0.4, 0.6));
  assert.ok((await path()).startsWith(house) && (await path()) !== house);
  assert.equal(await dialog.evaluate((dialog) => dialog.scrollTop), scrolled, "who draws does not scroll");
  await board.button(word("plan.draw.undo")).click();
  assert.equal(await path(), house);
  await board.button(word("plan.draw.keep")).click();
  await board.hears(word("plan.draw.kept"));
  const seen = dialog.locator(".back__who img");
  const address = await seen.getAttribute("src");
  assert.ok(address.length < 2000, `${address.length} bytes`);
  assert.equal(await seen.evaluate(async (picture) => (await picture.decode(), picture.naturalWidth > 0)), true);
  await states(page, "plan-drawing");
  await page.setViewportSize(PHONE.viewport);
  await board.button(word("plan.draw.clear")).click();
  assert.equal(await path(), "");
  await page.keyboard.press("Escape");
  assert.equal(await board.card(own).locator("img").getAttribute("src"), address);
  await board.again();
  assert.equal(await board.card(own).locator("img").getAttribute("src"), address, "it is kept with the card");
  await board.looksInto(own);
  await board.button(word("plan.picture.remove")).click();
  await seen.waitFor({ state: "detached" });
});

journey("the board in English says all of it in English", { device: DESK }, async ({ page }) => {
  const english = wordsOf("en");
  const board = await new Board(page).opens();
  await board.lays("fysisk_traening", 0);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: english.get("plan.title"), level: 1 }).waitFor();
  const name = english.get("offer.fysisk_traening.short");
  assert.match(await board.reads(name), /6 weeks from week 48/);
  await board.card(name).focus();
  await page.keyboard.press("ArrowRight");
  const said = english.get("plan.now.lies").replace("{kort}", name).replace("{uger}", "6 weeks from week 49");
  await board.hears(said);
  await picture(page, "plan-english");
  await assertAccessible(page, "the plan in English");
  await board.card(name).click();
  await board.button(english.get("plan.open")).click();
  const text = await page.getByRole("dialog").innerText();
  for (const danish of ["uger", "Hvad vil", "Timer", "kommunen", "Kommunen"]) assert.ok(!text.includes(danish), `"${danish}" on the back of a card in English`);
});

journey("a job with hours and pay says what becomes of the help, as the law gives it", { device: PHONE }, async ({ page }) => {
  // She has had help before, so that it is known from when a wage counts in which way.
  const applicant = { ...ANNA.household.applicant, consecutive_months_with_help: 5, last_month_with_help: "2026-10" };
  const household = { ...ANNA.household, applicant };
  await openResult(page, household);
  const board = await new Board(page).opens();
  await board.lays("loenntimer", 0);
  await board.hears(lies(JOB, 1, 0));
  const dialog = await board.looksInto(JOB);
  await dialog.getByText(word("plan.money.ask")).waitFor();
  await dialog.getByLabel(word("plan.hours"), { exact: true }).fill("10");
  await dialog.getByLabel(word("plan.pay"), { exact: true }).fill("150");
  await dialog.getByLabel(word("plan.pay"), { exact: true }).press("Tab");
  // 1,500 kr. a week: 6,500 kr. a month, of which 8 % is AM-bidrag.
  const wage = { type: "arbejdsindtaegt", amount: "6500.00", am_bidrag: "520.00" };
  const after = { ...household, applicant: { ...applicant, incomes: [wage] } };
  const assessed = [household, after].map((household) => JSON.parse(assessedByCommandLine(household)));
  const [before, then] = assessed.map(({ calculation }) => calculation.household);
  const line = dialog.locator(".back__money");
  await line.getByText(about("6500")).waitFor();
  const said = plain(await line.innerText()).match(/[\d.]+ kr\./g).map((amount) => Number(amount.replaceAll(/\D/g, "")));
  const [wageSaid, foer, hjaelp, mere] = said;
  const near = (figure, amount, what) => assert.ok(Math.abs(figure - Number(amount)) <= 1, `${what}: ${figure} is said, ${amount} is right`);
  near(wageSaid, 6500, "the wage");
  near(foer, before.gross_total, "the help before");
  near(hjaelp, then.gross_total, "the help with the wage");
  // Help and wage together after tax, by the curve that `indgang explain` writes.
  const [{ segments }] = JSON.parse(indgang(["explain", "-"], household).stdout).curves;
  const inHand = (earned) => {
    const segment = segments.findLast(({ from }) => Number(from) <= earned);
    return Number(segment.in_hand.at_from) + Number(segment.in_hand.per_krone) * (earned - Number(segment.from));
  };
  near(mere, inHand(6500 - 520) - inHand(0), "more in hand");
  await picture(page, "plan-money");
  await assertAccessible(page, "money on a card");
});
