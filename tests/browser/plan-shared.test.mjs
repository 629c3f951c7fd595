// The plan on several devices and before other people: a meeting, one's own devices, relatives.
import assert from "node:assert/strict";

import { DESK, PHONE, journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { open } from "./support/page.mjs";
import { printed, prints, said } from "./support/paper.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { word } from "./support/words.mjs";

/** What is not there yet is asked for, and the provider's page has no icon of its own. */
const EXPECTED = [/404/];
const CITIZEN = { direct: true, device: PHONE, expected: EXPECTED };

const tab = (page, key) => page.locator(".plan__tabs").getByRole("button", { name: word(key) });
const button = (page, key) => page.getByRole("button", { name: word(key), exact: true });
// What has to be scrolled to is not drawn yet, and has no inner text.
const tiles = (page) => page.locator(".plan-card:visible .plan-card__title").allTextContents();

/** By single taps: the card, its week, put. */
async function lays(page, offer, week) {
  if (await tab(page, "plan.tab.cards").isVisible()) await tab(page, "plan.tab.cards").click();
  await page.locator(`.deck [data-hold="o:${offer}"]`).click();
  const weeks = page.locator(".hold-bar select");
  await weeks.selectOption({ index: week });
  await button(page, "plan.put.week").click();
  await page.locator(".said").waitFor();
}

async function opens(page, key) {
  const more = page.locator(".tool--more");
  const tool = page.locator(".plan__tools").getByRole("button", { name: word(key) });
  if (!(await tool.isVisible())) await more.click();
  await tool.click();
}

journey("Bent and his caseworker look at the plan together, and he lays the cards", CITIZEN, async ({ page }) => {
  await open(page, "/plan");
  await lays(page, "fysisk_traening", 1);
  await lays(page, "virksomhedspraktik", 8);
  await opens(page, "meeting.title");
  await button(page, "show.all").click();
  await look(page, "plan-meeting-shows");
  await page.setViewportSize(PHONE.viewport);
  await button(page, "meeting.open").click();
  const code = await page.locator(".meeting__code").innerText();
  assert.match(code, /^\d{6}$/);
  await look(page, "plan-meeting-code");
  await page.setViewportSize(PHONE.viewport);

  const sara = await visitor({ direct: true, device: DESK, expected: EXPECTED });
  try {
    const office = sara.page;
    await signsIn(office, /Sara Friis/, "/plan/moede");
    await office.locator("#meeting-code").fill("000000" === code ? "000001" : "000000");
    await button(office, "meeting.join").click();
    await office.getByText(word("meeting.refused.code")).first().waitFor();
    await look(office, "plan-office-wrong-code");
    await office.setViewportSize(DESK.viewport);
    await office.locator("#meeting-code").fill(code);
    await button(office, "meeting.join").click();
    await office.locator(".sheet .plan-card", { hasText: "Praktik" }).waitFor();
    assert.deepEqual(await tiles(office).then((all) => all.filter((title) => title === "Træning")).then((all) => all.length), 1,
      "training is private: the only one in sight is the deck's");
    await page.getByText(word("meeting.with", { navn: "Sara Friis" })).waitFor();
    await button(page, "meeting.to.board").click();

    // She offers; he takes it.
    await lays(office, "mentor", 2);
    await tab(page, "plan.tab.plan").click();
    const ghost = page.locator(".weeks .plan-card--ghost", { hasText: "Mentor" });
    await ghost.waitFor();
    await look(page, "plan-ghost");
    await page.setViewportSize(PHONE.viewport);
    await ghost.getByRole("button").click();
    await button(page, "plan.open").click();
    await button(page, "plan.take.it").click();
    await office.locator(".sheet .plan-card:not(.plan-card--ghost)", { hasText: "Mentor" }).waitFor();

    // Both agree on the placement.
    await office.locator(".sheet .plan-card", { hasText: "Praktik" }).getByRole("button").click();
    await office.getByLabel(word("show.agree")).check();
    await look(office, "plan-office-card");
    await office.setViewportSize(DESK.viewport);
    await office.keyboard.press("Escape");
    const praktik = page.locator(".weeks .plan-card", { hasText: "Praktik" }).getByRole("button");
    await praktik.click();
    await button(page, "plan.open").click();
    await page.getByText(/^Kommunen sagde ja/).waitFor();
    await page.getByLabel(word("plan.agree")).check();
    await page.getByText(/^Aftalt lørdag den 21\. november 2026/).waitFor();
    await page.keyboard.press("Escape");

    // What was agreed is a duty now: to pause it is to ask.
    await praktik.click();
    await button(page, "plan.park").click();
    await page.getByText(/er en pligt eller en aftale/).first().waitFor();
    const asked = office.locator(".sheet .plan-card", { hasText: "Praktik" }).getByRole("button");
    await asked.click();
    await office.getByText(word("show.asked")).waitFor();
    await button(office, "show.yes").click();
    await office.getByText(word("show.reason.missing")).waitFor();
    await office.getByLabel(word("show.reason")).fill("Vi venter på lægen");
    await button(office, "show.yes").click();
    await praktik.click();
    await button(page, "plan.open").click();
    await page.getByText(word("plan.answered.yes", { grund: "Vi venter på lægen" })).waitFor();
    await button(page, "plan.pause.now").click();
    await tab(page, "plan.tab.p").click();
    await page.locator(".corner--p .plan-card", { hasText: "Praktik" }).waitFor();

    // The end: a few lines to take home, and nothing left at the office.
    await opens(page, "meeting.goes.on");
    await button(page, "meeting.end").click();
    await page.getByText(/^Nyt: Mentor|^Aftalt: Praktik|^På pause: Praktik/).first().waitFor();
    await look(page, "plan-meeting-over");
    await office.getByText(word("meeting.office.over")).waitFor();
    assert.equal(await office.locator(".plan-card").count(), 0, "nothing of his plan stays on her screen");
    assert.deepEqual(sara.troubles, []);
  } finally {
    await sara.leave();
  }
});

journey("the plan goes to another device with its key, and to a relative by a link that ends", CITIZEN, async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signsIn(page, /Bent Lund/, "/plan");
  await lays(page, "fysisk_traening", 1);
  await lays(page, "virksomhedspraktik", 8);
  await opens(page, "who.title");
  await button(page, "who.copy").click();
  await page.getByText(word("who.safe")).waitFor();
  await button(page, "who.key.show").click();
  const key = await page.locator(".who__key").innerText();
  await look(page, "plan-who");
  await page.setViewportSize(PHONE.viewport);
  await button(page, "family.make").click();
  const link = await page.getByLabel(word("family.address")).inputValue();

  const sister = await visitor({ direct: true, device: PHONE, expected: EXPECTED });
  const tablet = await visitor({ direct: true, device: PHONE, expected: EXPECTED });
  try {
    await sister.page.goto(link);
    await sister.page.locator(".weeks .plan-card").first().waitFor();
    assert.deepEqual(await sister.page.locator(".weeks .plan-card__title").allInnerTexts(), ["Praktik"]);
    await look(sister.page, "plan-relative");

    await signsIn(tablet.page, /Bent Lund/, "/plan");
    await opens(tablet.page, "who.title");
    await tablet.page.getByText(word("who.needs.key")).waitFor();
    await tablet.page.locator("#plan-key").fill("ikke en nøgle");
    await button(tablet.page, "who.key.use").click();
    await tablet.page.getByText(word("who.key.wrong")).first().waitFor();
    await tablet.page.locator("#plan-key").fill(key);
    await button(tablet.page, "who.key.use").click();
    await tablet.page.getByText(word("who.safe")).waitFor();
    await tablet.page.keyboard.press("Escape");
    await tab(tablet.page, "plan.tab.plan").click();
    await tablet.page.locator(".weeks .plan-card", { hasText: "Træning" }).waitFor();

    await button(page, "family.revoke").click();
    await page.getByRole("button", { name: word("family.revoke") }).waitFor({ state: "detached" });
    await sister.page.reload();
    await sister.page.getByText(word("family.gone")).waitFor();
  } finally {
    await sister.leave();
    await tablet.leave();
  }
});

journey("what a citizen shows the unit is seen there, and that somebody looked is seen by the citizen", CITIZEN, async ({ page }) => {
  await signsIn(page, /Bent Lund/, "/plan");
  await lays(page, "jobklub", 2);
  await opens(page, "who.title");
  await page.getByLabel(word("who.office.show")).check();
  await button(page, "show.all").click();
  const sara = await visitor({ direct: true, device: DESK, expected: EXPECTED });
  try {
    const office = sara.page;
    await signsIn(office, /Sara Friis/, "/plan/moede");
    await office.getByRole("button", { name: "Bent Lund" }).waitFor();
    await look(office, "plan-office-citizens");
    await office.setViewportSize(DESK.viewport);
    await page.waitForResponse((response) => response.url().endsWith("/plan/shared") && response.request().method() === "PUT", { timeout: 5000 }).catch(() => undefined);
    await office.getByRole("button", { name: "Bent Lund" }).click();
    await office.locator(".sheet .plan-card", { hasText: "Jobklub" }).waitFor();
    await lays(office, "cv_hjaelp", 3);
    await page.reload();
    await tab(page, "plan.tab.plan").click();
    await page.locator(".weeks .plan-card--ghost").waitFor();
    await page.goto("/mine-data");
    await page.getByText(/Sara Friis/).first().waitFor();
  } finally {
    await sara.leave();
  }
});

journey("who helps Bent stands on his plan: the units that work with him, one he said yes to, and whom he writes down", CITIZEN, async ({ page }) => {
  await signsIn(page, /Bent Lund/, "/plan");
  await lays(page, "jobklub", 2);
  const given = await page.evaluate(async () => {
    const headers = { "indgang-request": "test", "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    const consent = { unit: "borgerservice", part: "plan", purpose: "Hjælp til at læse breve", ends_on: "2026-12-31" };
    return (await fetch("/api/v1/consents", { method: "POST", headers, body: JSON.stringify(consent) })).status;
  });
  assert.equal(given, 201);
  await page.reload();
  await tab(page, "plan.tab.notes").click();
  const notes = page.locator(".corner--notes");
  await notes.getByText(/^Borgerservice: Hjælp til at læse breve$/).waitFor();
  assert.equal(await notes.getByText(new RegExp(word("plan.contact.unit", { afdeling: "" }).trim())).count(), 2);
  await page.getByLabel(word("plan.contact.new")).fill("Lone i genoptræningen, 70 10 20 35");
  await button(page, "plan.contact.add").click();
  await notes.getByText(/^Lone i genoptræningen/).waitFor();
  await look(page, "plan-contacts");
  await page.setViewportSize(PHONE.viewport);
  await page.getByRole("button", { name: word("plan.take.title") }).click();
  await prints(page, () => button(page, "plan.take.paper.print").click());
  assert.ok((await said(page.locator(".paper"))).includes("Lone i genoptræningen"));
  assert.deepEqual(await printed(page, "plan-contacts"), { sheets: 1, landscape: true });
  await page.keyboard.press("Escape");

  // Whoever is not signed in sees what the device has, and nothing of the municipality's.
  await page.context().clearCookies();
  await page.reload();
  await tab(page, "plan.tab.notes").click();
  await notes.getByText(/^Lone i genoptræningen/).waitFor();
  assert.equal(await notes.getByText(/Borgerservice/).count(), 0);
});
