// Min plan, laid by hand: with the keyboard alone, with the mouse, with a finger, and by single taps.
import assert from "node:assert/strict";

import { Board, DOCTOR, PLACEMENT, TRAINING, lies, span, week, weekFrom } from "./support/board.mjs";
import { laysWithKeys, turnsWithKeys } from "./support/board_keys.mjs";
import { finger } from "./support/finger.mjs";
import { DESK, PHONE, journey } from "./support/house.mjs";
import { Keys } from "./support/keys.mjs";
import { assertFits } from "./support/page.mjs";
import { word } from "./support/words.mjs";

const SMALL = { viewport: PHONE.viewport };

journey("Bent, who has a bad back, lays his plan with the keyboard alone on a small screen", { device: SMALL, reducedMotion: "reduce" }, async ({ page }) => {
  const keys = new Keys(page);
  const board = await new Board(page).opens();

  // First the training, six weeks from the first.
  await laysWithKeys(keys, "fysisk", "fysisk_traening", 0);
  await board.hears(lies(TRAINING, 6, 0));
  await board.isAt(TRAINING);
  // Then the placement; it comes too early, and is moved and made longer.
  await turnsWithKeys(keys, "cards");
  await laysWithKeys(keys, "virksomhedspraktik", "virksomhedspraktik", 4);
  await board.hears(`${lies(PLACEMENT, 1, 4)} ${word("plan.beside", { kort: TRAINING })}`);
  await board.isAt(PLACEMENT);
  await keys.press("ArrowDown");
  await board.hears(`${lies(PLACEMENT, 1, 5)} ${word("plan.beside", { kort: TRAINING })}`);
  await keys.press("ArrowRight");
  await board.hears(lies(PLACEMENT, 1, 6));
  for (const weeks of [2, 3, 4]) {
    await keys.press("Shift+ArrowRight");
    await board.hears(lies(PLACEMENT, weeks, 6));
  }
  await keys.press("Shift+ArrowLeft");
  await board.hears(lies(PLACEMENT, 3, 6));
  await keys.press("Shift+ArrowUp");
  await keys.press("Shift+ArrowUp");
  await board.hears(lies(PLACEMENT, 1, 6));
  await keys.press("Shift+ArrowLeft");
  await board.hears(word("plan.refused.shortest"));
  await board.isAt(PLACEMENT);

  // Keys as fast as somebody holds them down: none is lost.
  for (let step = 0; step < 3; step += 1) await keys.press("Shift+ArrowRight");
  await board.hears(lies(PLACEMENT, 4, 6));

  // Escape lets go, with the focus where it was.
  await keys.press("Enter");
  await board.hears(word("plan.held", { kort: PLACEMENT }));
  await keys.press("Escape");
  await board.hears(word("plan.back", { kort: PLACEMENT }));
  await board.isAt(PLACEMENT);
  // So does Enter on the same card again.
  await keys.press("Space");
  await board.hears(word("plan.held", { kort: PLACEMENT }));
  await keys.tabTo(new RegExp(`^${PLACEMENT},`), { key: "Shift+Tab" });
  await keys.press("Space");
  await board.hears(word("plan.back", { kort: PLACEMENT }));
  await board.isAt(PLACEMENT);

  // The doctor, in the third week.
  await turnsWithKeys(keys, "cards");
  await laysWithKeys(keys, "læge", "laege", 2);
  await board.hears(`${lies(DOCTOR, 1, 2)} ${word("plan.beside", { kort: TRAINING })}`);

  // Undone and done again, as often as one likes.
  await keys.press("ControlOrMeta+z");
  await board.hears(word("plan.undone"));
  assert.equal(await board.cards(DOCTOR).count(), 0);
  await keys.press("ControlOrMeta+z");
  await page.waitForFunction((words) => document.querySelector('.weeks [aria-label^="Praktik,"]').ariaLabel.includes(words), span(3, 6));
  await keys.press("ControlOrMeta+y");
  await board.hears(word("plan.redone"));
  await keys.press("ControlOrMeta+Shift+z");
  await board.card(DOCTOR).waitFor();
  assert.ok((await board.reads(PLACEMENT)).includes(span(4, 6)));
  // By the buttons too, until there is nothing left to undo.
  await board.isAtTool(word("plan.undo"));
  let undone = 0;
  for (; (await board.cards().count()) > 0 && undone < 30; undone += 1) await board.changes(() => keys.press("Enter"));
  assert.equal(await board.cards().count(), 0);
  await board.isAtTool(word("plan.redo"));
  for (; undone > 0; undone -= 1) await board.changes(() => keys.press("Enter"));
  await board.card(DOCTOR).waitFor();
  assert.ok((await board.reads(PLACEMENT)).includes(span(4, 6)));

  // The placement did not go with the training: it waits at the P-sign, and he says why.
  await keys.tabTo(new RegExp(`^${PLACEMENT},`), { most: 60 });
  await keys.press("Enter");
  await keys.tabTo(word("plan.open"));
  await keys.press("Enter");
  await page.getByRole("dialog", { name: PLACEMENT }).waitFor();
  await keys.tabTo(word("plan.pause.open"), { most: 60 });
  await keys.press("Enter");
  await keys.tabTo(word("plan.pause.why"));
  await page.keyboard.type("Ryggen kunne ikke holde til begge dele");
  await keys.tabTo(word("plan.park"));
  await keys.press("Enter");
  await board.hears(word("plan.now.parked", { kort: PLACEMENT }));
  assert.equal(await page.getByRole("dialog").count(), 0);
  const focus = await page.evaluate(() => document.activeElement?.tagName);
  assert.notEqual(focus, "BODY", "the focus is lost when a card is parked from its back");
  await turnsWithKeys(keys, "p");
  await board.card(PLACEMENT).waitFor();
  await page.locator(".corner--p").getByText("Ryggen kunne ikke holde til begge dele").waitFor();

  // What is hard, and what went well.
  await keys.tabTo(word("plan.frustration.new"));
  await page.keyboard.type("Bussen kører kun hver anden time");
  await keys.tabTo(word("plan.frustration.add"));
  await keys.press("Enter");
  const hard = page.getByRole("listitem").filter({ hasText: "Bussen kører kun hver anden time" });
  await hard.waitFor();
  await keys.tabTo(word("plan.note.more"), { key: "Shift+Tab" });
  await keys.press("Enter");
  await keys.tabTo(word("plan.question.make"));
  await keys.press("Enter");
  await hard.getByText(word("plan.question.is")).waitFor();
  assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY", "the focus is lost when a note becomes a question");
  await turnsWithKeys(keys, "star");
  await keys.tabTo(word("plan.success.new"));
  await page.keyboard.type("Jeg gik hele vejen til stationen");
  await keys.tabTo(word("plan.success.add"));
  await keys.press("Enter");
  const well = page.getByRole("listitem").filter({ hasText: "Jeg gik hele vejen til stationen" });
  await well.getByText("21. november").waitFor();

  // Put aside, and taken off the plan.
  await turnsWithKeys(keys, "plan");
  await keys.tabTo(new RegExp(`^${DOCTOR},`), { most: 60 });
  await keys.press("Enter");
  await keys.tabTo(word("plan.remove"));
  await keys.press("Enter");
  await board.hears(word("plan.now.gone", { kort: DOCTOR }));
  assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY", "the focus is lost when a card is taken off");
  await keys.press("ControlOrMeta+z");
  await board.card(DOCTOR).waitFor();
});

/** Scrolls to where both can be seen at once: what cannot be dragged without scrolling is found here. */
async function together(page, ...all) {
  const elements = await Promise.all(all.map((locator) => locator.elementHandle()));
  const found = await page.evaluate((elements) => {
    const isOpen = (element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const at = document.elementFromPoint(left + width / 2, top + height / 2);
      // A card may lie on its place; what sticks to an edge may not.
      return at !== null && at.closest(".said, .hold-bar") === null;
    };
    for (let top = 0; top < document.documentElement.scrollHeight; top += 50) {
      scrollTo(0, top);
      if (elements.every(isOpen)) return true;
    }
    return false;
  }, elements);
  assert.ok(found, "both can be seen at once");
}

/** Where something is on the screen. */
async function middle(locator, { scroll = true } = {}) {
  if (scroll) await locator.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

/** Drags with the mouse, as a hand does: in many small steps. */
async function drags(page, from, to) {
  await together(page, from, to);
  const start = await middle(from, { scroll: false });
  const end = await middle(to, { scroll: false });
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 12 });
}

async function drops(page, from, to) {
  await drags(page, from, to);
  await page.mouse.up();
}

journey("at a desk the mouse drags cards from the deck to weeks, to the P-sign and back", { device: DESK }, async ({ page }) => {
  const board = await new Board(page).opens();
  await board.finds("fysisk");
  await drags(page, board.offer("fysisk_traening"), board.week(0));
  await page.locator(".dragged").waitFor();
  assert.equal(await page.locator(".dragged").innerText(), TRAINING);
  await page.mouse.up();
  await board.hears(lies(TRAINING, 6, 0));
  await page.locator(".dragged").waitFor({ state: "detached" });
  // Between weeks, dropped on the row and not only on the head.
  const row = page.locator(".sheet__row.area-helbred .sheet__place");
  await drops(page, board.card(TRAINING), row.nth(3));
  await board.hears(lies(TRAINING, 6, 3));
  await board.finds("virksomhedspraktik");
  await drops(page, board.offer("virksomhedspraktik"), page.locator(".sheet__row.area-job .sheet__place").nth(3));
  await board.hears(`${lies(PLACEMENT, 1, 3)} ${word("plan.beside", { kort: TRAINING })}`);
  // Onto a week that another card lies on: the weeks under the cards are the places.
  await drops(page, board.card(PLACEMENT), row.nth(5));
  await board.hears(`${lies(PLACEMENT, 1, 5)} ${word("plan.beside", { kort: TRAINING })}`);
  // To the P-sign, and from there to a week.
  await drops(page, board.card(PLACEMENT), page.locator(".corner--p .corner__sub"));
  await board.hears(word("plan.now.parked", { kort: PLACEMENT }));
  assert.equal(await page.locator(".corner--p").getByRole("button", { name: new RegExp(`^${PLACEMENT},`) }).count(), 1);
  await drops(page, page.locator(".corner--p .plan-card [data-hold]"), board.week(9));
  await board.hears(lies(PLACEMENT, 1, 9));
  // Let go where nothing is: it lies where it lay.
  const before = await board.laid();
  await drops(page, board.card(PLACEMENT), page.locator(".weeks-head__span"));
  await board.hears(word("plan.back", { kort: PLACEMENT }));
  assert.deepEqual(await board.laid(), before);
  // Escape in the middle of a drag too.
  await drags(page, board.card(PLACEMENT), board.week(2));
  await page.locator(".dragged").waitFor();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await board.hears(word("plan.back", { kort: PLACEMENT }));
  assert.deepEqual(await board.laid(), before);
  // Back to the deck: it lies in the pile.
  await drops(page, board.card(PLACEMENT), page.locator(".deck .deck__count"));
  await board.hears(word("plan.now.aside", { kort: PLACEMENT }));
  // A hand that shakes has only tapped.
  const at = await middle(board.card(TRAINING));
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 3, at.y + 4);
  await page.mouse.up();
  await board.hears(word("plan.held", { kort: TRAINING }));
  assert.equal(await board.card(TRAINING).getAttribute("aria-pressed"), "true");
  await page.keyboard.press("Escape");
  // What was laid with the mouse is undone as one step each.
  await board.button(word("plan.undo")).first().click();
  await board.hears(word("plan.undone"));
  assert.equal(await page.locator(".sheet .plan-card").filter({ hasText: PLACEMENT }).count(), 1);
});

journey("with single taps alone a plan is laid on a phone", { device: PHONE }, async ({ page }) => {
  const board = await new Board(page).opens();
  const tap = (locator) => locator.tap();
  await tap(board.offer("fysisk_traening"));
  await board.hears(word("plan.held", { kort: TRAINING }));
  await tap(board.button(word("plan.put.here", { uge: week(0) })));
  await board.hears(lies(TRAINING, 6, 0));
  // The same, by the list of weeks in the bar at the thumb.
  await board.turnsTo("cards");
  await tap(board.offer("virksomhedspraktik"));
  await board.seen("combobox", word("plan.move.to")).selectOption(weekFrom(6));
  await tap(board.button(word("plan.put.week")));
  await board.hears(lies(PLACEMENT, 1, 6));
  // Longer, shorter, earlier, later.
  await tap(board.card(PLACEMENT));
  await tap(board.button(word("plan.longer")));
  await board.hears(lies(PLACEMENT, 2, 6));
  await tap(board.button(word("plan.later")));
  await board.hears(lies(PLACEMENT, 2, 7));
  await tap(board.button(word("plan.earlier")));
  await tap(board.button(word("plan.earlier")));
  await board.hears(new RegExp(lies(PLACEMENT, 2, 5)));
  await tap(board.button(word("plan.shorter")));
  await board.hears(new RegExp(lies(PLACEMENT, 1, 5)));
  // Another card is taken instead, then put at P.
  await tap(board.card(TRAINING));
  await board.hears(word("plan.held", { kort: TRAINING }));
  await tap(board.button(word("plan.park")));
  await board.hears(word("plan.now.parked", { kort: TRAINING }));
  await board.turnsTo("p");
  await tap(board.card(TRAINING));
  await board.turnsTo("plan");
  await tap(board.button(word("plan.put.here", { uge: week(1) })));
  await board.hears(`${lies(TRAINING, 6, 1)} ${word("plan.beside", { kort: PLACEMENT })}`);
  // A card of one's own.
  await board.turnsTo("cards");
  await tap(page.locator('[data-hold="blank"]'));
  await tap(board.button(word("plan.put.here", { uge: week(0) })));
  await board.hears(lies(word("plan.card.own"), 1, 0));
  const dialog = await board.looksInto(word("plan.card.own"));
  await dialog.getByLabel(word("plan.card.title")).fill("Gå en tur");
  await dialog.getByLabel(word("plan.area")).selectOption(word("area.helbred"));
  await tap(dialog.getByRole("button", { name: word("common.close") }));
  await board.card("Gå en tur").waitFor();
  assert.match(await board.reads("Gå en tur"), new RegExp(word("area.helbred")));
  await tap(board.card("Gå en tur"));
  await tap(board.button(word("plan.let.go")));
  await board.hears(word("plan.back", { kort: "Gå en tur" }));
  await assertFits(page);
});

journey("a finger drags a card by its grip, and scrolls everywhere else", { device: PHONE }, async ({ page }) => {
  const board = await new Board(page).opens();
  await board.lays("fysisk_traening", 0);
  await board.hears(lies(TRAINING, 6, 0));
  const hand = await finger(page);
  const card = board.card(TRAINING);
  await card.scrollIntoViewIfNeeded();
  const week2 = page.locator(".weeks__week").nth(1);
  const grip = await middle(card.locator(".grip"));
  await hand.along(grip, await middle(week2.locator(".weeks__head")));
  await page.locator(".dragged").waitFor();
  await hand.up();
  await board.hears(lies(TRAINING, 6, 1));
  // Outside every place: back.
  await hand.along(await middle(board.card(TRAINING).locator(".grip")), { x: 180, y: 20 }, 20);
  await hand.up();
  await board.hears(word("plan.back", { kort: TRAINING }));
  assert.ok((await board.reads(TRAINING)).includes(span(6, 1)));
  // On the words of the card it scrolls.
  await page.evaluate(() => scrollTo(0, 0));
  await page.mouse.wheel(0, 300);
  await page.waitForFunction(() => scrollY > 100);
  const before = await page.evaluate(() => scrollY);
  const title = await middle(board.card(TRAINING).locator(".plan-card__title"));
  await hand.along(title, { x: title.x, y: title.y - 150 });
  await hand.up();
  await page.waitForFunction((before) => scrollY > before + 50, before);
  assert.equal(await page.locator(".dragged").count(), 0);
  assert.equal(await board.card(TRAINING).getAttribute("aria-pressed"), "false");
  assert.ok((await board.reads(TRAINING)).includes(span(6, 1)));
  // Further than the screen: at its lower edge the page moves along.
  await page.evaluate(() => scrollTo(0, 0));
  await board.card(TRAINING).scrollIntoViewIfNeeded();
  await hand.along(await middle(board.card(TRAINING).locator(".grip")), { x: 120, y: 770 });
  const down = await page.evaluate(() => scrollY);
  await page.waitForFunction((down) => scrollY > down + 250, down);
  await hand.move({ x: 120, y: 400 });
  const under = (x, y) =>
    page.evaluate(([x, y]) => document.elementFromPoint(x, y).closest("[data-place]")?.querySelector(".weeks__number")?.innerText.toLowerCase(), [x, y]);
  const there = await under(120, 400);
  await hand.up();
  await board.hears(new RegExp(`^${TRAINING}.* ${there}\\.`));
  // From the deck too: the plan comes under the finger.
  await board.turnsTo("cards");
  await board.finds("læge");
  await hand.along(await middle(board.offer("laege").locator(".grip")), { x: 180, y: 420 });
  await page.locator(".dragged").waitFor();
  assert.ok(await page.locator(".weeks").isVisible());
  const here = await under(180, 420);
  await hand.up();
  await board.hears(new RegExp(`^${DOCTOR}.* ${here}\\.`));
});

journey("a tap on a card, or on its grip, takes it, and who scrolls on with a finger still holds it", { device: PHONE }, async ({ page }) => {
  const board = await new Board(page).opens();
  await board.lays("laege", 1);
  const hand = await finger(page);
  // A tap on the grip is a tap.
  await board.card(DOCTOR).locator(".grip").tap();
  await board.hears(word("plan.held", { kort: DOCTOR }));
  await page.keyboard.press("Escape");
  await board.hears(word("plan.back", { kort: DOCTOR }));
  // Who holds a card by a tap, and scrolls to its week, still holds it.
  await board.card(DOCTOR).tap();
  await board.hears(word("plan.held", { kort: DOCTOR }));
  const words = await middle(page.locator(".weeks__date").filter({ visible: true }).nth(4));
  await hand.along(words, { x: words.x, y: words.y - 120 });
  await hand.up();
  assert.equal(await board.card(DOCTOR).getAttribute("aria-pressed"), "true");
  await page.keyboard.press("Escape");
  await board.hears(word("plan.back", { kort: DOCTOR }));
});

journey("a tap right after a swift finger is taken", { device: PHONE }, async ({ page }) => {
  const board = await new Board(page).opens();
  await board.lays("laege", 1);
  const hand = await finger(page);
  // The browser took two of three for the end of a glide.
  for (let time = 0; time < 6; time += 1) {
    const grip = await middle(board.card(DOCTOR).locator(".grip"));
    await hand.along(grip, { x: 180, y: grip.y + (time % 2 === 0 ? 80 : -60) });
    await hand.up();
    await board.card(DOCTOR).tap();
    await board.hears(word("plan.held", { kort: DOCTOR }));
    await page.keyboard.press("Escape");
    await board.hears(word("plan.back", { kort: DOCTOR }));
  }
});
