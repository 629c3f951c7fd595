// The citizen's own meetings: booked, prepared, moved, called off and looked back on.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { Board } from "./support/board.mjs";
import { DESK, NOW, journey, visitor } from "./support/house.mjs";
import { Keys } from "./support/keys.mjs";
import { look } from "./support/look.mjs";
import { DIRECT, acts, asks, capital, comes, hasBooked, told, truth, unfold, when } from "./support/meetings.mjs";
import { focused, heading, open, pathOf } from "./support/page.mjs";
import { plain, word } from "./support/words.mjs";

const LONG = { ...DIRECT, timeout: 400_000 };
const button = (page, key, values) => page.getByRole("button", { name: word(key, values), exact: true });
const link = (page, key) => page.locator("main").getByRole("link", { name: word(key), exact: true });
/** The page with that heading, and the focus on it. */
const arrives = (page, title) =>
  page.waitForFunction((title) => document.activeElement?.matches("main h1") && document.activeElement.textContent === title, title);
const choice = (page, name) => page.locator("main label").filter({ hasText: name }).first();
const text = async (locator) => plain(await locator.innerText());

journey("whoever is not signed in is asked to, and comes back to where they wanted to go", LONG, async ({ page }) => {
  await open(page, "/");
  await page.getByRole("link", { name: new RegExp(word("home.meet.title")) }).click();
  await page.getByText(word("meet.sign-in.text")).waitFor();
  assert.equal(pathOf(page), "/moeder/book");
  await look(page, "moeder-signed-out");
  await page.getByRole("link", { name: word("meet.sign-in"), exact: true }).click();
  await page.getByRole("button", { name: /Gitte/ }).click();
  await page.getByText(word("meet.book.lead")).waitFor();
  assert.equal(pathOf(page), "/moeder/book");
  await open(page, "/moeder");
  await page.getByRole("heading", { name: word("meet.empty") }).waitFor();
  assert.equal(await page.title(), `${word("meet.title")} – Lysby Kommune`);
  await look(page, "moeder-empty");
});

journey("Mette books a video talk, moves it, makes it a call, prepares and calls it off", { ...LONG, timeout: 900_000 }, async ({ page }) => {
  await comes(page, /Mette Holm/, "/moeder/book");
  await look(page, "moeder-book-kind");
  await choice(page, "Jobsamtale").click();
  await page.locator(".times__day").first().waitFor();
  assert.ok(await page.getByRole("radio", { name: /^Personligt/ }).isChecked(), "video is nobody's default");
  await choice(page, word("meet.form.video")).click();
  await look(page, "moeder-book-times");
  const days = await page.locator(".times__day").count();
  await button(page, "meet.more").click();
  await page.waitForFunction((days) => document.querySelectorAll(".times__day").length > days, days);
  await page.waitForFunction(() => document.activeElement?.matches(".times__day > summary"));
  // Not tomorrow: from noon on that could not be moved any more.
  const later = page.locator(".times__day").last();
  if ((await later.getAttribute("open")) === null) await later.locator("summary").click();
  const first = later.locator(".times__time").first();
  const at = await text(first.locator(".sr-only").first());
  await first.click();

  // Reserved: what is typed survives a reload, and so does the time.
  await arrives(page, word("meet.confirm.title"));
  assert.equal(plain(await page.locator(".ticket__when").innerText()), at);
  await choice(page, word("meet.companion")).click();
  await choice(page, word("meet.interpreter")).click();
  await page.getByLabel(word("meet.topics"), { exact: true }).fill("Praktik hos en bogholder");
  await look(page, "moeder-confirm");
  await page.reload();
  await page.getByText(word("meet.confirm.title")).waitFor();
  await page.getByLabel(word("meet.topics"), { exact: true }).waitFor();
  assert.equal(await page.getByLabel(word("meet.topics"), { exact: true }).inputValue(), "Praktik hos en bogholder");
  assert.ok(await page.getByRole("checkbox", { name: word("meet.companion") }).isChecked());
  const kept = page.locator(".keep p").first();
  assert.match(await text(kept), /^Vi holder tiden til dig til kl\. \d+\.\d\d\.$/);
  await button(page, "meet.confirm.longer").click();
  await page.waitForFunction(() => document.getElementById("announcements").textContent.startsWith("Du har fået mere tid"));

  // What is missing is said at its field.
  await button(page, "meet.confirm").click();
  await page.locator("#error-summary").waitFor();
  assert.equal(await text(page.locator("#language-error")), `Fejl: ${word("meet.interpreter.missing")}`);
  await look(page, "moeder-confirm-missing");
  await page.getByLabel(word("meet.interpreter.language")).fill("Ukrainsk");
  await button(page, "meet.confirm").click();

  // The receipt.
  await arrives(page, word("meet.booked"));
  assert.match(pathOf(page), /\/booket$/);
  assert.match(await text(page.locator(".ticket")), /Video, 30 minutter/);
  await look(page, "moeder-booked");
  const calendar = await link(page, "meet.calendar").getAttribute("href");
  const ics = await page.evaluate(async (href) => (await fetch(href)).text(), calendar);
  assert.match(ics, /BEGIN:VEVENT/);
  await link(page, "meet.booked.prepare").click();
  await arrives(page, "Jobsamtale");
  await look(page, "moeder-prepare");
  assert.match(await text(page.locator("main")), /Ukrainsk/);
  const topics = page.getByLabel(word("meet.topics"), { exact: true });
  assert.equal(await topics.inputValue(), "Praktik hos en bogholder");
  await topics.fill("Praktik, og hvordan jeg kommer derhen");
  await button(page, "meet.prepare.save").first().click();
  await page.waitForFunction((saved) => document.getElementById("announcements").textContent === saved, word("meet.prepare.saved"));
  await page.reload();
  await topics.waitFor();
  assert.equal(await topics.inputValue(), "Praktik, og hvordan jeg kommer derhen");

  // Another time.
  await link(page, "meet.move").click();
  await arrives(page, word("meet.move"));
  await page.locator(".times__day").first().waitFor();
  assert.ok(await page.getByRole("radio", { name: /^Video/ }).isChecked(), "the form she has is chosen");
  await look(page, "moeder-move");
  const other = page.locator(".times__time").nth(4);
  const moved = await text(other.locator(".sr-only").first());
  await other.click();
  await page.getByRole("heading", { name: word("meet.move.confirm", { tid: moved[0].toLowerCase() + moved.slice(1) }) }).waitFor();
  await look(page, "moeder-move-confirm");
  await button(page, "meet.move.yes").click();
  await arrives(page, "Jobsamtale");
  assert.equal(await text(page.locator(".ticket__when")), moved);

  // In one tap by phone; the number is asked for.
  await button(page, "meet.form.to.phone").click();
  await page.getByText(word("meet.in.phone.none")).waitFor();
  assert.match(await text(page.locator(".ticket")), /Telefon, 30 minutter/);
  await page.getByLabel(word("meet.phone"), { exact: true }).fill("20 30 40 50");
  await look(page, "moeder-phone");
  await page.locator("details").getByRole("button", { name: word("meet.wishes.save") }).click();
  await page.getByText(word("meet.in.phone", { nummer: "20 30 40 50" })).waitFor();
  await button(page, "meet.earlier").click();
  await page.locator("#earlier").getByText(word("meet.earlier.wanted")).waitFor();
  await look(page, "moeder-waiting-list");

  // Booked already: moved instead of booked twice.
  await open(page, "/moeder/book");
  await choice(page, "Jobsamtale").click();
  await page.getByRole("heading", { name: word("meet.book.has") }).waitFor();
  await look(page, "moeder-book-has");
  await open(page, "/moeder");
  await page.getByRole("heading", { name: word("meet.next") }).waitFor();
  await look(page, "moeder");
  await page.emulateMedia({ media: "print" });
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.length > 1000);
  await page.emulateMedia({ media: null });

  await link(page, "meet.open").click();
  await arrives(page, "Jobsamtale");
  await link(page, "meet.cancel").click();
  await arrives(page, word("meet.cancel"));
  await page.getByLabel(word("meet.cancel.reason"), { exact: true }).fill("Jeg har fået et job");
  await look(page, "moeder-cancel");
  await button(page, "meet.cancel").click();
  await page.locator(".ticket").getByText(word("meet.cancelled"), { exact: true }).waitFor();
  await look(page, "moeder-cancelled");
  await open(page, "/moeder");
  await page.getByRole("heading", { name: word("meet.past") }).waitFor();
  await look(page, "moeder-past");
});

// A time that is taken is refused, which the browser calls an error.
const TAKEN = { ...LONG, expected: [/404/, /\b409\b/] };

journey("when somebody else is sooner, the nearest times are there at once", TAKEN, async ({ page }) => {
  const other = await visitor(TAKEN);
  try {
    await comes(other.page, /Bent/);
    await comes(page, /Ali Rahimi/, "/moeder/book");
    await choice(page, "Jobsamtale").click();
    await page.locator(".times__day").first().waitFor();
    // All who could meet him then are taken by others.
    const { body } = await asks(other.page, "GET", "/api/v1/meetings/times?kind=jobsamtale");
    const monday = body.times.find(({ start }) => when(start).startsWith("mandag"));
    const reserved = await asks(other.page, "POST", "/api/v1/meetings", {
      kind: "jobsamtale", start: monday.start, form: "in_person", place: "raadhus",
    });
    assert.equal(reserved.status, 201, JSON.stringify(reserved.body));
    await unfold(page, monday.start);
    await page.getByRole("button", { name: capital(when(monday.start)) }).click();
    await page.getByRole("heading", { name: word("meet.taken") }).waitFor();
    const near = page.locator("#taken").getByRole("button");
    assert.ok((await near.count()) > 0);
    await look(page, "moeder-taken");
    const name = await text(near.first());
    await near.first().click();
    await arrives(page, word("meet.confirm.title"));
    assert.ok(name.startsWith(await text(page.locator(".ticket__when"))), name);
    await button(page, "meet.confirm.release").click();
    await arrives(page, word("meet.book"));
  } finally {
    await other.leave();
  }
});

journey("a reservation that runs out is said, and its day is offered again", LONG, async ({ page }) => {
  await comes(page, /Ali Rahimi/, "/moeder/book");
  await choice(page, "Jobsamtale").click();
  await page.locator(".times__time").first().waitFor();
  await page.route("**/api/v1/meetings", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const response = await route.fetch();
    const body = await response.json();
    await route.fulfill({ response, json: { ...body, kept_until: Date.parse(response.headers().date) + 5000 } });
  });
  await page.locator(".times__time").first().click();
  await arrives(page, word("meet.confirm.title"));
  await page.getByLabel(word("meet.topics"), { exact: true }).fill("Min ryg");
  // The device's clock stands still here; a moment later it says so.
  await page.clock.setFixedTime(Date.parse(NOW) + 6000);
  await page.getByRole("heading", { name: word("meet.lapsed") }).waitFor();
  await page.locator(".times__day").first().waitFor();
  await look(page, "moeder-lapsed");
  await page.unroute("**/api/v1/meetings");
  await page.locator(".times__time").first().click();
  await arrives(page, word("meet.confirm.title"));
  assert.equal(await page.getByLabel(word("meet.topics"), { exact: true }).inputValue(), "Min ryg", "nothing typed is lost");
  await button(page, "meet.confirm.release").click();
  await arrives(page, word("meet.book"));
});

journey("without a network what was seen last stays readable", { ...LONG, expected: [/404/, /ERR_INTERNET_DISCONNECTED/] }, async ({ page, context }) => {
  await comes(page, /Bent/);
  const meeting = await hasBooked(page, "in_person", 6);
  await open(page, "/moeder");
  await page.getByText(capital(when(meeting.start))).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.evaluate(async () => {
    while (!(await caches.match("/moeder"))) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await context.setOffline(true);
  await page.reload();
  await page.getByText(word("meet.offline")).waitFor();
  await page.getByText(capital(when(meeting.start))).waitFor();
  assert.match(await text(page.locator(".meet__old")), /^Du ser det, vi sidst hentede: /);
  await look(page, "moeder-offline");
  await link(page, "meet.open").click();
  await button(page, "meet.form.to.phone").click();
  await page.getByRole("heading", { name: word("meet.failed") }).waitFor();
  await assertAccessible(page, "a change without a network");
  await context.setOffline(false);
  await button(page, "meet.form.to.phone").click();
  await page.locator(".ticket").getByText("Telefon, 30 minutter").waitFor();
  await acts(page, { ...meeting, version: meeting.version + 1 }, { act: "cancel", reason: "" });
  await open(page, "/mine-data");
  await page.getByRole("button", { name: word("account.sign-out"), exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/mine-data"));
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("indgang.own.")));
  assert.deepEqual(left, [], "whoever sits here next finds nothing");
});

journey("a change by somebody else is told before one's own is tried again", { ...LONG, expected: [/404/, /\b412\b/, /ERR_FAILED/] }, async ({ page }) => {
  // Who cannot hear the server does not know yet.
  await page.route("**/api/v1/events", (route) => route.abort());
  await comes(page, /Bent/);
  const meeting = await hasBooked(page, "in_person", 8);
  await open(page, `/moeder/${meeting.id}`);
  await button(page, "meet.form.to.phone").waitFor();
  await acts(page, meeting, { act: "form", form: "video" });
  await button(page, "meet.form.to.phone").click();
  await page.getByText(word("meet.changed.form", { form: word("meet.form.video") })).waitFor();
  await look(page, "moeder-changed");
  await button(page, "meet.form.to.phone").click();
  await page.locator(".ticket").getByText("Telefon, 30 minutter").waitFor();
  const { body } = await asks(page, "GET", `/api/v1/meetings/${meeting.id}`);
  await acts(page, body, { act: "cancel", reason: "" });
});

journey("the day of the meeting, and afterwards", { ...LONG, timeout: 900_000 }, async ({ page }) => {
  await comes(page, /Gitte/);
  const meeting = await hasBooked(page, "in_person", 10);
  const at = `/moeder/${meeting.id}`;
  const now = Date.now();
  const minutes = (from, to) => ({ start: now + from * 60_000, end: now + to * 60_000 });
  const stands = (change) =>
    told(page, ({ meetings }) => {
      const it = meetings.find(({ id }) => id === meeting.id);
      Object.assign(it, change);
    });

  await stands({ ...minutes(20, 50), arrive_from: now - 600_000, arrive_until: now + 35 * 60_000, rebook_until: now - 60_000, form_until: now - 60_000, delayed: 10 });
  await open(page, at);
  await button(page, "meet.arrive").waitFor();
  await button(page, "meet.way.late").waitFor();
  assert.equal(await link(page, "meet.move").count(), 0, "it is too late for that");
  await look(page, "moeder-the-day");
  await button(page, "meet.way.late").click();
  await page.getByText(word("meet.way.late.done")).waitFor();

  const called = { staff: [{ name: "Sara Friis", unit: "Job og Trivsel", room: "12" }] };
  for (const [status, words, more] of [
    ["arrived", word("meet.arrive.done"), {}],
    ["called", word("meet.called.room", { lokale: "12" }), called],
    ["running", word("meet.running"), {}],
  ]) {
    await stands({ ...minutes(0, 30), status, ...more });
    await open(page, at);
    await page.locator(".ticket").getByText(words).waitFor();
    await look(page, `moeder-${status}`);
  }

  await stands({ ...minutes(-60, -30), status: "done", summary: "Du søger en praktik.\nVi ringer på fredag." });
  await open(page, at);
  await page.getByRole("heading", { name: word("meet.summary") }).waitFor();
  await button(page, "meet.feedback.send").click();
  await page.getByText(word("meet.feedback.missing")).waitFor();
  await look(page, "moeder-done");

  await stands({ ...minutes(-60, -30), status: "missed" });
  await open(page, at);
  await page.getByLabel(word("meet.explain"), { exact: true }).fill("Bussen kom ikke");
  await look(page, "moeder-missed");

  await stands({ earlier: { start: meeting.start - 3_600_000, kept_until: now + 7_200_000 }, wants_earlier: true });
  await open(page, at);
  await button(page, "meet.earlier.take").waitFor();
  await look(page, "moeder-earlier");
  await truth(page);
  const { body } = await asks(page, "GET", `/api/v1/meetings/${meeting.id}`);
  await acts(page, body, { act: "cancel", reason: "" });
});

journey("a deadline is shown with its day and its reason, and where no time is free before it there is a proof", LONG, async ({ page }) => {
  await comes(page, /Gitte/);
  await told(page, (body) => Object.assign(body, { meetings: [], deadline: { kind: "jobsamtale", until: "2026-12-02", reason: "" } }));
  await open(page, "/moeder");
  await page.getByRole("heading", { name: word("meet.deadline", { dag: "onsdag den 2. december" }) }).waitFor();
  await look(page, "moeder-deadline");
  await page.route("**/api/v1/meetings/times?*", (route) => route.fulfill({ json: { times: [] } }));
  await link(page, "meet.book").click();
  await page.getByRole("heading", { name: word("meet.times.none") }).waitFor();
  await button(page, "meet.proof").waitFor();
  await look(page, "moeder-no-times");
});

journey("with the keyboard alone: booked by phone, and called off", { ...LONG, device: DESK, reducedMotion: "reduce" }, async ({ page }) => {
  await comes(page, /Jonas/, "/moeder/book");
  const keys = new Keys(page);
  const chooses = async (answer, first) => {
    await keys.tabTo(first);
    while (!answer.test((await focused(page)).name)) await keys.press("ArrowDown");
  };
  await chooses(/^Jobsamtale/, /^Første samtale/);
  await page.locator(".times__time").first().waitFor();
  await chooses(/^Telefon/, /^Personligt/);
  await keys.tabTo(/kl\. /);
  await keys.press("Enter");
  await arrives(page, word("meet.confirm.title"));
  await keys.tabTo(/^Dit telefonnummer/);
  await page.keyboard.type("20304050");
  await keys.press("Enter");
  await arrives(page, word("meet.booked"));
  await keys.tabTo(word("meet.booked.prepare"));
  await keys.go();
  await keys.tabTo(word("meet.cancel"));
  await keys.go();
  await keys.tabTo(word("meet.cancel"));
  await keys.press("Enter");
  await page.locator(".ticket").getByText(word("meet.cancelled"), { exact: true }).waitFor();
  assert.equal(await heading(page), "Jobsamtale");
});

journey("what the plan on the device has to talk about is offered, and goes along one by one", { ...LONG, expected: [/404/] }, async ({ page }) => {
  await comes(page, /Oksana/);
  const meeting = await hasBooked(page, "phone", 12);
  const at = `/moeder/${meeting.id}`;
  const offered = page.locator(".meet__topics");
  await open(page, at);
  const topics = page.getByLabel(word("meet.topics"), { exact: true });
  await topics.waitFor();
  assert.equal(await offered.count(), 0, "without a plan nothing is offered");

  // She writes two things at the P-sign of her plan, and wants to talk about one of them.
  const board = await new Board(page).opens();
  await board.turnsTo("p");
  for (const text of ["Min datter skal hentes kl. 15", "Jeg savner min mor"]) {
    await page.getByLabel(word("plan.frustration.new"), { exact: true }).fill(text);
    await button(page, "plan.frustration.add").click();
    await page.getByRole("listitem").filter({ hasText: text }).waitFor();
  }
  const hard = page.getByRole("listitem").filter({ hasText: "Min datter skal hentes kl. 15" });
  await hard.locator("summary").click();
  await button(page, "plan.question.make").click();
  await hard.getByText(word("plan.question.is")).waitFor();

  await open(page, at);
  await offered.waitFor();
  assert.doesNotMatch(await text(offered), /savner/);
  await look(page, "moeder-topics");
  await topics.fill("Praktik");
  await offered.getByRole("button", { name: /^Tag med.*Min datter skal hentes kl\. 15$/ }).click();
  await offered.waitFor({ state: "detached" });
  assert.equal(await topics.inputValue(), "Praktik\nMin datter skal hentes kl. 15");
  assert.match((await focused(page)).name ?? "", new RegExp(word("meet.topics").replace("?", ".")));
  const { body: before } = await asks(page, "GET", `/api/v1/meetings/${meeting.id}`);
  assert.equal(before.wishes.topics, "", "nothing is sent before she saves it");
  await button(page, "meet.prepare.save").first().click();
  await page.waitForFunction((saved) => document.getElementById("announcements").textContent === saved, word("meet.prepare.saved"));
  const { body: after } = await asks(page, "GET", `/api/v1/meetings/${meeting.id}`);
  assert.equal(after.wishes.topics, "Praktik\nMin datter skal hentes kl. 15");
  await acts(page, after, { act: "cancel", reason: "" });
});
