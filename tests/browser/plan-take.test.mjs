// The plan goes home: on paper, as cards for a table, in a calendar, to another device, as what the law
// wants of it. And it begins: with an example, with a suggestion.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { assertAccessible } from "./support/accessibility.mjs";
import { DESK, PHONE, journey, visitor } from "./support/house.mjs";
import { WINDOW, look } from "./support/look.mjs";
import { open, pathOf } from "./support/page.mjs";
import { printed, prints, said } from "./support/paper.mjs";
import { word } from "./support/words.mjs";

const button = (page, key, values) => page.getByRole("button", { name: word(key, values), exact: true });

/** Presses what prints. */
const print = (page, key) => prints(page, () => button(page, key).click());

async function begins(page, key) {
  await open(page, "/plan");
  await button(page, "plan.start.suggest").click();
  await button(page, key).click();
  await page.locator(".plan-start").waitFor({ state: "detached" });
}

const takes = (page) => button(page, "plan.take.title").click();

const laid = async (page) => (await page.locator(".sheet__cards .plan-card").count());

/** What »copy« put on the clipboard. */
async function copied(page, key) {
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void (document.documentElement.dataset.copied = text);
  });
  await button(page, key).click();
  await page.waitForFunction(() => document.documentElement.dataset.copied);
  return page.evaluate(() => document.documentElement.dataset.copied);
}

journey("the plan is one sheet of A4, empty and full, from a desk and from a phone", async ({ page }) => {
  await open(page, "/plan");
  assert.deepEqual(await printed(page, "plan-empty"), { sheets: 1, landscape: true });
  await open(page, "/plan/eksempel");
  for (const [name, { viewport }] of Object.entries({ phone: PHONE, desk: DESK })) {
    await page.setViewportSize(viewport);
    assert.deepEqual(await printed(page, `plan-${name}`), { sheets: 1, landscape: true });
  }
  const paper = await said(page.locator(".paper"));
  const all = [word("plan.example.goal"), word("plan.example.success"), word("plan.example.frustration"), "Lang praktik", "Lysby Kommune", "70 10 20 30", "21. november 2026"];
  for (const words of all) assert.ok(paper.includes(words), `"${words}" is on the sheet: ${paper}`);
  assert.ok(!paper.includes("Læge") && !paper.includes("Træning"), "what is about health is not");
  assert.equal(paper.split(word("plan.sheet.private")).length - 1, 3, "but a lock for each, in a row of its own");
  assert.equal(await page.locator(".paper .qr").count(), 1);
});

journey("what is about health is printed when its owner says so, and cards to cut out are four on a sheet", WINDOW, async ({ page }) => {
  await open(page, "/plan/eksempel");
  await takes(page);
  await look(page, "plan-take");
  await page.getByLabel(word("plan.take.sensitive")).check();
  await print(page, "plan.take.paper.print");
  assert.deepEqual(await printed(page, "plan-whole"), { sheets: 1, landscape: true });
  const paper = await said(page.locator(".paper"));
  assert.ok(paper.includes("Læge") && !paper.includes(word("plan.sheet.private")), paper);
  await page.locator("#take-cards").selectOption("plan");
  await print(page, "plan.take.cards.print");
  const cards = await page.locator(".cut").count();
  assert.deepEqual(await printed(page, "plan-cards"), { sheets: Math.ceil(cards / 4), landscape: false });
  assert.ok((await said(page.locator(".cut"))).includes("Virksomhedspraktik") || cards > 6);
});

journey("Bent is made up, nothing of him is kept, and he can be left or used", WINDOW, async ({ page }) => {
  await open(page, "/plan");
  await look(page, "plan-start");
  await page.getByRole("link", { name: word("plan.start.example") }).click();
  await page.getByRole("heading", { name: word("plan.example.banner") }).waitFor();
  assert.equal(pathOf(page), "/plan/eksempel");
  await look(page, "plan-example");
  await page.setViewportSize(DESK.viewport);
  await page.locator("#plan-goal").fill("Noget andet");
  await page.locator("#plan-goal").blur();
  await page.getByRole("link", { name: word("plan.example.leave") }).click();
  await page.getByRole("heading", { name: word("plan.start.title") }).waitFor();
  assert.equal(await page.locator("#plan-goal").inputValue(), "");
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => /plan$|draft/.test(key)).length), 0);
  await page.goBack();
  await button(page, "plan.example.take").click();
  await page.locator(".plan-start").waitFor({ state: "detached" });
  assert.equal(pathOf(page), "/plan");
  await page.reload();
  assert.equal(await page.locator("#plan-goal").inputValue(), word("plan.example.goal"));
});

journey("a suggestion lies there at once, and is undone at once", { device: DESK }, async ({ page }) => {
  await begins(page, "plan.start.syg");
  assert.equal(await laid(page), 6);
  await page.locator(".plan__tools").getByRole("button", { name: word("plan.undo") }).click();
  await page.waitForFunction(() => document.querySelectorAll(".sheet__cards .plan-card").length === 0);
});

journey("a link carries the plan to another device, and nothing there is lost", { device: DESK, timeout: 300_000 }, async ({ page }) => {
  await begins(page, "plan.start.ledig");
  await takes(page);
  await button(page, "plan.take.device.show").click();
  await page.getByRole("img", { name: word("plan.take.qr") }).waitFor();
  await assertAccessible(page, "plan-device");
  const link = new URL(await copied(page, "plan.take.device.copy"));
  const address = link.pathname + link.hash;
  const fresh = await visitor({ device: DESK });
  const other = await visitor({ device: DESK });
  try {
    await open(fresh.page, address);
    await fresh.page.locator(".sheet").waitFor();
    assert.equal(await laid(fresh.page), 7);
    assert.equal(new URL(fresh.page.url()).hash, "", "the address does not carry it on");
    await open(fresh.page, address);
    await fresh.page.locator(".sheet").waitFor();
    assert.equal(await laid(fresh.page), 7, "the same plan twice is the same plan");

    await begins(other.page, "plan.start.uddannelse");
    await open(other.page, address);
    await other.page.getByRole("heading", { name: word("plan.take.arrived") }).waitFor();
    await look(other.page, "plan-arrived");
    await other.page.setViewportSize(DESK.viewport);
    await button(other.page, "plan.take.arrived.use").click();
    await other.page.locator(".sheet").waitFor();
    assert.equal(await laid(other.page), 7);
    await takes(other.page);
    await button(other.page, "plan.take.away.use").click();
    await other.page.locator("dialog").waitFor({ state: "detached" });
    assert.equal(await laid(other.page), 6, "the old plan is back");
    await open(other.page, "/plan");
    await open(other.page, address);
    await button(other.page, "plan.take.arrived.merge").click();
    await other.page.locator(".sheet").waitFor();
    assert.equal(await laid(other.page), 13);
    await open(other.page, "/plan#plan=AQHg");
    await other.page.getByText(word("plan.take.arrived.unreadable")).waitFor();
    for (const guest of [fresh, other]) assert.deepEqual(guest.troubles, []);
  } finally {
    await fresh.leave();
    await other.leave();
  }
});

journey("the calendar gets the weeks and the day that stands fast, but health only when asked", { device: DESK }, async ({ page }) => {
  await open(page, "/plan/eksempel");
  await takes(page);
  const get = async () => {
    const [file] = await Promise.all([page.waitForEvent("download"), button(page, "plan.take.calendar.save").click()]);
    assert.equal(file.suggestedFilename(), "min-plan.ics");
    return readFile(await file.path(), "utf8");
  };
  const few = await get();
  assert.ok(few.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && few.endsWith("END:VCALENDAR\r\n"));
  assert.match(few, /SUMMARY:Jobsamtale\r\n/);
  assert.match(few, /DTSTART;VALUE=DATE:20261208\r\nDTEND;VALUE=DATE:20261209\r\n/);
  assert.ok(!few.includes("Læge"));
  for (const line of few.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  await page.getByLabel(word("plan.take.sensitive")).check();
  assert.match(await get(), /SUMMARY:Læge\r\n/);
});

journey("what the law wants of a plan is read, copied and printed, without what was not shown", WINDOW, async ({ page }) => {
  await begins(page, "plan.start.ledig");
  await takes(page);
  await button(page, "plan.take.law.show").click();
  await page.getByText(word("plan.law.missing")).waitFor();
  await look(page, "plan-law");
  await page.getByLabel(word("plan.law.unshown")).check();
  const text = await copied(page, "plan.law.copy");
  for (const words of [word("plan.law.search"), "- Jobsøgning: 11 uger fra uge 50, 6 timer om ugen, idé.", word("plan.law.missing")]) {
    assert.ok(text.includes(words), `"${words}" is in: ${text}`);
  }
  await print(page, "plan.print");
  assert.deepEqual(await printed(page, "plan-law"), { sheets: 1, landscape: false });
  await page.getByLabel(word("plan.law.one.which")).fill("Rehabiliteringsplanen");
  await button(page, "plan.law.one.yes").click();
  await page.getByText("Planen gælder i stedet for: Rehabiliteringsplanen. Det sagde borgeren ja til 21. november 2026 kl. 10.15.").waitFor();
  await button(page, "plan.law.one.no").click();
  await page.getByText(/Rehabiliteringsplanen\. Det/).waitFor({ state: "detached" });
});
