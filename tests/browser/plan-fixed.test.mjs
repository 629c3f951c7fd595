// Booked meetings on the plan: they stand fast in their week, and nobody can lose them.
import assert from "node:assert/strict";

import { Board, TRAINING, lies } from "./support/board.mjs";
import { DESK, PHONE, journey } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { hasBooked, told, truth } from "./support/meetings.mjs";
import { appStands } from "./support/page.mjs";
import { prints, said } from "./support/paper.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { plain, word } from "./support/words.mjs";

/** The provider's page has no icon, and there is no copy of the plan until somebody asks for one. */
const LONG = { direct: true, device: { viewport: PHONE.viewport }, expected: [/404/, /ERR_INTERNET_DISCONNECTED/], timeout: 300_000 };

const KIND = "Jobsamtale";
const DEADLINE = "2026-12-09";

/** The pinned cards that can be seen. */
const fixed = (page, name) => page.getByRole("link", { name: new RegExp(`^${name}.*, ${word("plan.fixed")}$`) }).filter({ visible: true });

/** How a pinned card says when it is. */
function day(start) {
  const zone = { timeZone: "Europe/Copenhagen" };
  const at = new Date(start);
  return new Intl.DateTimeFormat("da-DK", { ...zone, weekday: "long" }).format(at);
}

journey("Bent's talk stands on his plan with a pin, and stays when there is no network", LONG, async ({ page, context }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const board = await new Board(page).opens();
  await board.lays("fysisk_traening", 0);
  await board.hears(lies(TRAINING, 6, 0));
  assert.equal(await fixed(page, KIND).count(), 0);
  assert.ok(!asked.includes("/api/v1/meetings"), "nothing is asked for who is nobody");

  await signsIn(page, /Bent Lund/, "/plan");
  const meeting = await hasBooked(page, "in_person", 12);
  await told(page, (body) => (body.deadline = { kind: "jobsamtale", until: DEADLINE, reason: "" }));
  await board.again();
  const card = fixed(page, KIND);
  await card.waitFor();
  assert.equal(await card.getAttribute("href"), `/moeder/${meeting.id}`);
  const reads = plain(await card.textContent());
  assert.ok(reads.includes(day(meeting.start)) && reads.includes(word("plan.meet.in_person")), reads);
  const deadline = fixed(page, "Book senest");
  assert.equal(await deadline.getAttribute("href"), "/moeder/book");
  await look(page, "plan-fixed");

  // It is in its week, and the week is so much fuller.
  await page.setViewportSize(DESK.viewport);
  await page.locator(".sheet__row.area-stoette").getByRole("link", { name: new RegExp(`^${KIND}`) }).waitFor();
  assert.ok((await page.locator(".load__bar").count()) > 0, "the meeting counts in the load");

  // Neither the mouse nor the keyboard picks it up.
  await card.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await card.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 250, y + height / 2, { steps: 12 });
  assert.equal(await page.locator(".dragged").count(), 0);
  await page.mouse.up();
  const kept = await board.kept();
  await card.focus();
  for (const key of ["ArrowRight", "Shift+ArrowRight", "Space", "Delete"]) await page.keyboard.press(key);
  assert.equal(await page.locator(".hold-bar").count(), 0);
  assert.equal(await board.kept(), kept, "the plan itself has not changed");
  assert.equal(new URL(page.url()).pathname, "/plan");

  // On paper it stands in words.
  await board.button(word("plan.take.title")).click();
  await prints(page, () => board.button(word("plan.take.paper.print")).click());
  assert.match(await said(page.locator(".paper--plan .paper__line")), new RegExp(`${KIND}, ${day(meeting.start)}`));
  await page.keyboard.press("Escape");

  // Without a network the device knows it.
  await page.setViewportSize(PHONE.viewport);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    }
  });
  await board.again();
  await card.waitFor();
  await truth(page);
  await context.setOffline(true);
  await page.reload();
  await appStands(page);
  await card.waitFor();
  await deadline.waitFor();
  await context.setOffline(false);

  // It leads to where it can be moved.
  await card.click();
  await page.waitForURL((url) => url.pathname === `/moeder/${meeting.id}`);
});
