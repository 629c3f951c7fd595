// Bent is 57, has a bad back and reads little. In one go, on a small screen and with the keyboard alone, from
// an empty plan: he lays it, prints it, keeps it, opens it on another device and agrees it at a meeting.
import assert from "node:assert/strict";

import { Board, PLACEMENT, TRAINING, lies, span } from "./support/board.mjs";
import { laysInWeek, laysWithKeys, opensWithKeys, turnsWithKeys } from "./support/board_keys.mjs";
import { DESK, PHONE, journey, picture, visitor } from "./support/house.mjs";
import { Keys } from "./support/keys.mjs";
import { printed, prints, said } from "./support/paper.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { plain, word } from "./support/words.mjs";

/** What is not there yet is asked for, and the provider's page has no icon of its own. */
const EXPECTED = [/404/];
const SMALL = { direct: true, reducedMotion: "reduce", device: { viewport: PHONE.viewport }, expected: EXPECTED, timeout: 300_000 };

const APPOINTMENT = "Læge";
const DAY = "torsdag den 10. december 2026";

/** One of the tools, with keys; a small screen has some of them under "more". */
async function opensTool(keys, key) {
  const { page } = keys;
  const tool = page.locator(".plan__tools").getByRole("button", { name: word(key), exact: true });
  if (!(await tool.isVisible())) {
    await keys.tabTo(word("plan.more"), { key: "Shift+Tab" });
    await keys.press("Enter");
    await keys.tabTo(word(key));
  } else {
    await keys.tabTo(word(key), { key: "Shift+Tab" });
  }
  await keys.press("Enter");
  await page.getByRole("dialog").waitFor();
}

journey("Bent makes his plan with the keyboard alone, from an empty sheet to an agreement", SMALL, async ({ page }) => {
  const keys = new Keys(page);
  const board = await new Board(page).opens();
  const onCard = (name) => keys.tabTo(new RegExp(`^${name},`), { most: 60 });
  await picture(page, "bent-1-empty");

  // The training for his back in the first six weeks, and a placement after it.
  await laysWithKeys(keys, "ryg", "fysisk_traening", 0);
  await board.hears(lies(TRAINING, 6, 0));
  await turnsWithKeys(keys, "cards");
  await laysWithKeys(keys, "praktik", "virksomhedspraktik", 6);
  await board.hears(lies(PLACEMENT, 1, 6));
  for (const weeks of [2, 3, 4]) {
    await keys.press("Shift+ArrowRight");
    await board.hears(lies(PLACEMENT, weeks, 6));
  }
  await picture(page, "bent-2-laid");

  // The doctor is a card of his own, on the day that he was given.
  await turnsWithKeys(keys, "cards");
  await keys.tabTo(word("plan.search"), { most: 30 });
  await keys.press("ControlOrMeta+a");
  await keys.press("Delete");
  await keys.tabTo(word("plan.card.blank"), { most: 120 });
  await laysInWeek(keys, 1);
  const own = word("plan.card.own");
  await board.hears(new RegExp(`^${lies(own, 1, 1)}`));
  await opensWithKeys(keys);
  await keys.tabTo(word("plan.card.title"));
  await page.keyboard.type(APPOINTMENT);
  await keys.tabTo(word("plan.area"));
  await page.keyboard.type(word("area.helbred"));
  await keys.tabTo(word("plan.day"));
  // This browser speaks English to its owner, and has the month first.
  await page.keyboard.type("12102026");
  await page.getByText(`${DAY}, ${word("plan.fixed")}`).waitFor();
  await picture(page, "bent-3-appointment");
  await keys.press("Escape");
  await board.isAt(APPOINTMENT);
  const read = await board.reads(APPOINTMENT);
  for (const words of [span(1, 2), DAY, word("area.helbred")]) assert.ok(read.includes(words), `"${words}" is read aloud: ${read}`);
  await keys.press("ArrowRight");
  await board.hears(word("plan.refused.day"));

  // The placement is too early for his back: it waits at the P-sign, and he takes it up again.
  await onCard(PLACEMENT);
  await opensWithKeys(keys);
  await keys.tabTo(word("plan.pause.open"), { most: 60 });
  await keys.press("Enter");
  await keys.tabTo(word("plan.pause.why"));
  await page.keyboard.type("Ryggen skal være klar først");
  await keys.tabTo(word("plan.park"));
  await keys.press("Enter");
  await board.hears(word("plan.now.parked", { kort: PLACEMENT }));
  await turnsWithKeys(keys, "p");
  await board.card(PLACEMENT).waitFor();
  await picture(page, "bent-4-paused");
  await onCard(PLACEMENT);
  await laysInWeek(keys, 8);
  await board.hears(lies(PLACEMENT, 4, 8));
  await turnsWithKeys(keys, "plan");
  await picture(page, "bent-5-taken-up");

  // On paper for the kitchen wall, with what is about his health.
  await opensTool(keys, "plan.take.title");
  await keys.tabTo(word("plan.take.sensitive"));
  await keys.press("Space");
  await keys.tabTo(word("plan.take.paper.print"));
  await prints(page, () => keys.press("Enter"));
  assert.deepEqual(await printed(page, "bent-6-paper"), { sheets: 1, landscape: true });
  const paper = await said(page.locator(".paper"));
  for (const words of [TRAINING, PLACEMENT, APPOINTMENT, "10. dec."]) assert.ok(paper.includes(plain(words)), `"${words}" is on the sheet: ${paper}`);
  await keys.press("Escape");
  await keys.tabTo("4", { most: 120 });
  await keys.press("Enter");
  await board.hears(word("overview.thanks"));

  // Kept under his account.
  await opensTool(keys, "who.title");
  await keys.tabTo(word("meeting.sign.in"));
  await keys.press("Enter");
  await page.getByRole("button", { name: /Bent Lund/ }).waitFor();
  await keys.tabTo(/Bent Lund/);
  await keys.press("Enter");
  await page.waitForURL((url) => url.pathname === "/plan");
  await board.card(TRAINING).waitFor();
  await opensTool(keys, "who.title");
  await keys.tabTo(word("who.copy"));
  await keys.press("Enter");
  await page.getByText(word("who.safe")).waitFor();
  await keys.tabTo(word("who.key.show"));
  await keys.press("Enter");
  const key = await page.locator(".who__key").innerText();
  await picture(page, "bent-7-kept");
  await keys.press("Escape");
  const laid = await board.laid();

  const other = await visitor(SMALL);
  const sara = await visitor({ direct: true, device: DESK, expected: EXPECTED });
  try {
    // The same plan on another device, with the key.
    const there = new Keys(other.page);
    await signsIn(other.page, /Bent Lund/, "/plan");
    await opensTool(there, "who.title");
    await there.tabTo(word("who.key"));
    await other.page.keyboard.type(key);
    await there.press("Enter");
    await other.page.getByText(word("who.safe")).waitFor();
    await there.press("Escape");
    const tablet = new Board(other.page);
    await turnsWithKeys(there, "plan", "Tab");
    await tablet.card(PLACEMENT).waitFor();
    assert.deepEqual(await tablet.laid(), laid);
    await picture(other.page, "bent-8-other-device");

    // At a meeting: six digits, one board, and both agree.
    await opensTool(keys, "meeting.title");
    await keys.tabTo(word("show.all"));
    await keys.press("Enter");
    await keys.tabTo(word("meeting.open"), { key: "Shift+Tab" }).catch(() => keys.tabTo(word("meeting.open")));
    await keys.press("Enter");
    const code = await page.locator(".meeting__code").innerText();
    await picture(page, "bent-9-digits");
    const office = sara.page;
    await signsIn(office, /Sara Friis/, "/plan/moede");
    await office.locator("#meeting-code").fill(code);
    await office.getByRole("button", { name: word("meeting.join") }).click();
    const hers = new Board(office);
    await hers.card(PLACEMENT).click();
    await office.getByLabel(word("show.agree")).check();
    await picture(office, "bent-10-office");
    await page.getByText(word("meeting.with", { navn: "Sara Friis" })).waitFor();
    await keys.tabTo(word("meeting.to.board"));
    await keys.press("Enter");
    await onCard(PLACEMENT);
    await opensWithKeys(keys);
    await page.getByText(/^Kommunen sagde ja/).waitFor();
    await keys.tabTo(word("plan.agree"), { most: 60 });
    await keys.press("Space");
    const agreed = word("plan.agreed", { dato: "lørdag den 21. november 2026" });
    await page.getByText(agreed).waitFor();
    await office.getByText(agreed).waitFor();
    await picture(page, "bent-11-agreed");
    await keys.press("Escape");
    await opensTool(keys, "meeting.goes.on");
    await keys.tabTo(word("meeting.end"));
    await keys.press("Enter");
    await page.getByText(new RegExp(`^Aftalt: ${PLACEMENT}`)).waitFor();
    await picture(page, "bent-12-taken-home");
    for (const guest of [other, sara]) assert.deepEqual(guest.troubles, []);
  } finally {
    await other.leave();
    await sara.leave();
  }
});
