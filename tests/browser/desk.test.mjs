// The desk of who meets citizens: a meeting from its arrival to what was agreed, one's own times, a deadline.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { configured, journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { acts, asks, hasBooked } from "./support/meetings.mjs";
import { ROOT } from "./support/programs.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { plain, word } from "./support/words.mjs";

/** An office in which one can begin a meeting of next week at once: the next free time may be days away. */
function earlyOffice() {
  const folder = mkdtempSync(path.join(tmpdir(), "indgang-office-"));
  const read = (file) => readFileSync(path.join(ROOT, file), "utf8");
  const meetings = read("crates/server/meetings.toml").replace(/^arrive_early = .*/m, "arrive_early = 20160");
  writeFileSync(path.join(folder, "meetings.toml"), meetings);
  const config = path.join(folder, "indgang.toml");
  writeFileSync(config, read("indgang.toml").replace("[server]", '[server]\nmeetings = "meetings.toml"'));
  return config;
}

configured(earlyOffice());

/** The server's days are those of the calendar, so are the pages'. */
const AT = { direct: true, expected: [/404/], at: new Date().toISOString() };
const LONG = { ...AT, timeout: 400_000 };
const button = (page, key, values) => page.getByRole("button", { name: word(key, values), exact: true });
const text = async (locator) => plain(await locator.innerText());

/** Turns the days over until somebody's meeting is there. */
async function findsTheDay(page, name) {
  const found = page.locator(".desk__meeting").filter({ hasText: name });
  for (let days = 0; days < 14; days += 1) {
    await page.locator(".desk__day, .desk > p:not([role])").first().waitFor();
    if ((await found.count()) > 0) return found;
    const day = await page.locator(".desk__date h2").innerText();
    await button(page, "desk.day.after").click();
    await page.waitForFunction((day) => document.querySelector(".desk__date h2").textContent !== day, day);
  }
  throw new Error(`${name} has no meeting in two weeks`);
}

journey("whoever is not at work here is asked to sign in", LONG, async ({ page }) => {
  await signsIn(page, /Gitte/, "/medarbejder");
  await page.getByText(word("desk.sign-in.text")).waitFor();
  await look(page, "desk-signed-out");
});

journey("Sara meets Mette: she comes, is called in, and reads what they agreed", LONG, async ({ page: mette }) => {
  await signsIn(mette, /Mette/, "/moeder");
  const meeting = await hasBooked(mette, "in_person");
  const { page: sara } = await visitor(AT);
  // The server tells: nothing that happens by the clock does.
  await sara.addInitScript(() => { window.setInterval = () => 0; });
  await signsIn(sara, /Sara/, "/medarbejder");
  const row = await findsTheDay(sara, "Mette Holm");
  await look(sara, "desk-day");
  const status = (key) => row.locator(".desk__status").getByText(word(key), { exact: true }).waitFor({ timeout: 10_000 });
  await status("desk.status.booked");

  // Mette says it on her own phone: Sara sees it within seconds, and hears it.
  await acts(mette, meeting, { act: "arrive" });
  await sara.waitForFunction(
    (said) => document.getElementById("announcements").textContent === said,
    word("desk.has-arrived", { navn: "Mette Holm" }),
    { timeout: 5000 },
  );
  await status("desk.status.arrived");
  await button(sara, "desk.call").click();
  await status("desk.status.called");
  await look(sara, "desk-called");
  await button(sara, "desk.begin").click();
  await status("desk.status.running");
  await button(sara, "desk.end").click();
  const dialog = sara.getByRole("dialog");
  await look(sara, "desk-summary");
  const agreed = "Mette søger praktik hos en bogholder. Sara ringer på fredag.";
  await dialog.getByLabel(word("desk.summary.label")).fill(agreed);
  await dialog.getByRole("button", { name: word("desk.summary.send"), exact: true }).click();
  await status("desk.status.done");
  await mette.reload();
  await mette.getByText(agreed).waitFor();
  // That Sara has looked, Mette can see.
  const { body } = await asks(mette, "GET", "/api/v1/mine-data");
  assert.ok(body.looks.some(({ viewer, part }) => viewer === "Sara Friis" && part === "meetings"));
});

journey("Sara prepares: one page about a citizen, a meeting booked for them, a deadline", LONG, async ({ page: line }) => {
  await signsIn(line, /Line/, "/moeder");
  const meeting = await hasBooked(line, "phone", 3);
  const wishes = { interpreter: "", companion: true, a_kasse: false, access: "Pauser undervejs", topics: "Min mentor", phone: "20 30 40 50" };
  await asks(line, "PUT", `/api/v1/meetings/${meeting.id}`, wishes, { "if-match": `"${meeting.version}"` });
  const { page: sara } = await visitor(AT);
  await signsIn(sara, /Sara/, "/medarbejder");
  const row = await findsTheDay(sara, "Line Krogh");
  assert.match(await text(row.locator(".desk__notes")), /Har en bisidder med\s+Pauser undervejs/);
  await row.getByRole("link", { name: "Line Krogh" }).click();
  await sara.getByText("Min mentor").waitFor();
  const main = sara.locator("main");
  await main.locator("summary", { hasText: word("desk.book") }).click();
  await sara.locator("#book-kind").selectOption({ label: "Samtale om penge" });
  await main.locator("label").filter({ hasText: word("desk.phone") }).first().click();
  await main.locator(".desk__free button").first().waitFor();
  await main.locator("summary", { hasText: word("desk.deadline") }).click();
  await look(sara, "desk-citizen");
  await main.locator(".desk__free button").first().click();
  await main.getByText(/^Mødet er booket:/).waitFor();
  await main.locator(".desk__card").nth(1).waitFor();

  // A deadline beside a meeting would be confusing: it is refused, and said so.
  await sara.locator("#deadline-kind").selectOption({ label: "Jobsamtale" });
  const day = new Date(Date.now() + 20 * 86_400_000);
  for (const [part, value] of [["day", day.getDate()], ["month", day.getMonth() + 1], ["year", day.getFullYear()]]) {
    await sara.locator(`#deadline-${part}`).fill(String(value));
  }
  await button(sara, "desk.deadline.set").click();
  await main.getByText(word("desk.failed.taken")).waitFor();
});

journey("Sara says when she has time, and what is wrong is said at its field", LONG, async ({ page }) => {
  await signsIn(page, /Mads/, "/medarbejder/tider");
  await page.getByLabel(word("desk.room"), { exact: true }).waitFor();
  await look(page, "desk-times");
  await button(page, "desk.weekly.add").click();
  const row = page.locator(".desk__row").last();
  await row.getByLabel(word("desk.weekday")).selectOption({ label: "torsdag" });
  await row.getByLabel(word("desk.hours"), { exact: true }).fill("fra 9 til 12");
  await button(page, "desk.times.save").click();
  await page.getByText(word("desk.times.wrong")).waitFor();
  assert.match(await text(row), /Skriv tiden sådan her/);
  await look(page, "desk-times-wrong");
  await row.getByLabel(word("desk.hours"), { exact: true }).fill("8.00-8.45");
  await button(page, "desk.away.add").click();
  await page.getByLabel(word("desk.from"), { exact: true }).fill("2027-07-05");
  await page.getByLabel(word("desk.until"), { exact: true }).fill("2027-07-23");
  await button(page, "desk.times.save").click();
  await page.getByText(word("desk.times.saved")).waitFor();
  const { body } = await asks(page, "GET", "/api/v1/desk/times");
  assert.ok(body.times.weekly.some(({ weekday, hours }) => weekday === 3 && hours === "8.00-8.45"), JSON.stringify(body));
  assert.deepEqual(body.times.away, [{ from: "2027-07-05", until: "2027-07-23" }]);
});

journey("who must book soon stands on the work list", LONG, async ({ page }) => {
  await signsIn(page, /Sara/, "/medarbejder/arbejde");
  await page.getByText(word("desk.work.empty")).waitFor();
  const { body: citizens } = await asks(page, "GET", "/api/v1/citizens");
  const { id } = citizens.find(({ name }) => name === "Hassan Aziz");
  const until = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  const set = await asks(page, "PUT", `/api/v1/citizens/${id}/booking-deadline`, { kind: "jobsamtale", until, reason: "" });
  assert.equal(set.status, 204);
  await page.reload();
  await page.getByRole("link", { name: "Hassan Aziz" }).waitFor();
  await look(page, "desk-work");
  await page.getByRole("link", { name: "Hassan Aziz" }).click();
  await page.getByText(word("desk.ahead.none")).waitFor();
});

journey("how it goes is told in figures that are about nobody", LONG, async ({ page }) => {
  const { page: mette } = await visitor(AT);
  await signsIn(mette, /Mette/, "/moeder");
  await hasBooked(mette, "phone");
  await signsIn(page, /Sara/, "/medarbejder/tal");
  await page.getByRole("heading", { name: /^\d\. halvår \d{4}$/ }).first().waitFor();
  // Mette is not ten citizens.
  await page.getByText(word("figures.few")).first().waitFor();
  await look(page, "desk-figures");
  const file = await page.request.get(await page.getByRole("link", { name: word("figures.file") }).getAttribute("href"));
  const [head, ...rows] = (await file.text()).trim().split("\n");
  assert.equal(head, "half_year,measure,part,value");
  assert.ok(rows.length > 0 && rows.every((row) => /^\d{4}-[12],[a-z_]+,([a-z_/]*|\d{4}-W\d{2}),\d*$/.test(row)), rows.join("\n"));
});

/** A calendar that says busy all day for three weeks, on a computer of its own. */
async function publishedCalendar(t) {
  const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", "SUMMARY:Tandlæge med Bent",
    `DTSTART;VALUE=DATE:${day(-1)}`, `DTEND;VALUE=DATE:${day(21)}`, "END:VEVENT", "END:VCALENDAR", "",
  ];
  const server = createServer((request, response) => {
    if (request.url === "/mads.ics") response.setHeader("content-type", "text/calendar").end(lines.join("\r\n"));
    else response.end("<!doctype html><title>Log ind</title>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

const BUSY = { ...LONG, expected: [/404/, /422/] };

journey("Mads' own calendar keeps citizens from booking him, and a meeting that he has is not moved", BUSY, async ({ page }, t) => {
  const calendar = await publishedCalendar(t);
  const { page: gitte } = await visitor(BUSY);
  await signsIn(gitte, /Gitte/, "/moeder");
  const meeting = await hasBooked(gitte, "phone", 2);
  await signsIn(page, /Mads/, "/medarbejder/tider");
  const feed = page.locator(".desk__feed");
  const address = feed.getByLabel(word("desk.feed.address"), { exact: true });
  await address.fill("outlook");
  await feed.getByRole("button", { name: word("desk.feed.add") }).click();
  await feed.getByText(word("desk.feed.wrong")).waitFor();
  await look(page, "desk-feed-wrong");
  await address.fill(`${calendar}/login`);
  await feed.getByRole("button", { name: word("desk.feed.add") }).click();
  await feed.getByText(word("desk.feed.not-a-calendar")).waitFor();
  await look(page, "desk-feed-failed");
  await feed.getByRole("button", { name: word("desk.feed.remove") }).click();
  await address.fill(`${calendar}/mads.ics`);
  await feed.getByRole("button", { name: word("desk.feed.add") }).click();
  await feed.getByText(/^Læst /).waitFor();
  await look(page, "desk-feed");
  assert.doesNotMatch(await page.content(), /mads\.ics|Tandlæge/);

  const { page: sara } = await visitor(AT);
  await signsIn(sara, /Sara/, "/medarbejder");
  const kept = await asks(sara, "PUT", "/api/v1/desk/calendar", { address: `${calendar}/mads.ics` });
  assert.equal(kept.status, 204);
  const row = await findsTheDay(sara, "Gitte Bjerre");
  await row.locator(".desk__notes").getByText(word("desk.double")).waitFor({ timeout: 15_000 });
  await look(sara, "desk-double");
  const { body: own } = await asks(gitte, "GET", `/api/v1/meetings/${meeting.id}`);
  assert.deepEqual([own.status, own.start], ["booked", meeting.start]);
  const soon = Date.now() + 20 * 86_400_000;
  const { body: none } = await asks(gitte, "GET", "/api/v1/meetings/times?kind=jobsamtale");
  assert.deepEqual(none.times.filter(({ start }) => start < soon), []);
  await asks(sara, "DELETE", "/api/v1/desk/calendar");
  await feed.getByRole("button", { name: word("desk.feed.remove") }).click();
  await address.waitFor();
  const { body: free } = await asks(gitte, "GET", "/api/v1/meetings/times?kind=jobsamtale");
  assert.ok(free.times.some(({ start }) => start < soon));
  await acts(gitte, own, { act: "cancel", reason: "" });
});
