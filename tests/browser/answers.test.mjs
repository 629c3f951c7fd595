// Answers are the citizen's: kept on the device at every keystroke, never lost, never sent, gone when they say.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";

import { linkTo, openResult } from "./support/answered.mjs";
import { journey, picture } from "./support/house.mjs";
import { appStands, open, pathOf } from "./support/page.mjs";
import { Person, date } from "./support/person.mjs";
import { app } from "./support/programs.mjs";
import { downloadReceipt } from "./support/receipts.mjs";
import { ANNA, FAMILY, SITUATIONS } from "./support/situations.mjs";
import { plain, word } from "./support/words.mjs";

const radio = (page, name) => page.getByRole("radio", { name, exact: true });
const box = (page, name) => page.getByRole("textbox", { name, exact: true });

/** Arrives at a question with the first answers of Anna given. */
async function annaAt(page, question) {
  const person = new Person(page);
  await person.begins();
  while (person.question !== question) {
    await person.answers(ANNA.answers[person.question]);
    await person.goesOn();
  }
  return person;
}

/** What "Kopiér link" puts on the clipboard. */
async function copiedLink(page) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: word("take.link") }).click();
  await page.getByText(word("take.copied")).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

journey("nothing but the app's own files is asked for, from the first page to the receipt", async ({ page, wire, origin }) => {
  const person = new Person(page);
  await person.begins();
  await person.walks(FAMILY.answers);
  await downloadReceipt(page);
  const asked = wire.heads().map((head) => head.split("\r\n")[0]);
  assert.ok(asked.length > 3, "the wire was read");
  for (const line of asked) {
    const [, target] = line.match(/^GET (\S+) HTTP\/1\.1$/) ?? assert.fail(`sent: ${line}`);
    const { pathname, search } = new URL(target, origin);
    const isFile = existsSync(path.join(app(), pathname === "/" ? "index.html" : pathname));
    assert.ok(isFile || pathname === "/beregner", `asked for: ${target}`);
    assert.match(search, /^(\?v=[0-9a-f]+)?$/, `asked for: ${target}`);
  }
  const heads = wire.heads().join("\n");
  assert.doesNotMatch(heads, /^cookie:/im);
  // What the family typed; their amounts and birthdays would be found in any form of telling.
  assert.doesNotMatch(heads, /4\.?200|6\.?800|1986|1988/);
});

journey("the link Back leads through the questions, each with its answer", async ({ page }) => {
  const person = await annaAt(page, "ophold");
  for (const [question, shows] of [
    ["statsborger", () => radio(page, "Danmark").isChecked()],
    ["boern", () => radio(page, "Nej").isChecked()],
    ["foedselsdag", async () => (await box(page, "År").inputValue()) === "1982"],
    ["samliv", () => radio(page, "Enlig").isChecked()],
  ]) {
    await person.moves(() => page.getByRole("link", { name: "Tilbage" }).click());
    assert.equal(person.question, question);
    assert.ok(await shows(), question);
  }
});

journey("the browser's own Back does the same, and Forward goes on", async ({ page }) => {
  const person = await annaAt(page, "statsborger");
  await person.moves(() => page.goBack());
  await person.moves(() => page.goBack());
  assert.equal(person.question, "foedselsdag");
  assert.deepEqual(
    await Promise.all(["Dag", "Måned", "År"].map((part) => box(page, part).inputValue())),
    ["7", "12", "1982"],
  );
  await person.moves(() => page.goForward());
  assert.ok(await radio(page, "Nej").isChecked());
});

journey("an answer that was changed on the way back is the one that counts", async ({ page }) => {
  const person = await annaAt(page, "boern");
  await page.goBack();
  await page.waitForFunction(() => location.pathname.endsWith("foedselsdag"));
  await box(page, "År").fill("2004");
  await person.goesOn();
  // Who is 21 is asked where they live; Anna was not.
  assert.equal(person.question, "hjemme");
});

journey("a page that is loaded again has every answer, also half a date and half an amount", async ({ page }) => {
  const person = await annaAt(page, "foedselsdag");
  await box(page, "Dag").pressSequentially("3");
  await box(page, "År").pressSequentially("19");
  await page.reload();
  await appStands(page);
  assert.equal(pathOf(page), "/beregner/foedselsdag");
  assert.deepEqual(
    await Promise.all(["Dag", "Måned", "År"].map((part) => box(page, part).inputValue())),
    ["3", "", "19"],
  );
  await open(page, "/beregner/formue");
  await page.getByText("Penge i banken og kontant", { exact: true }).click();
  await box(page, "Værdi").pressSequentially("12.5");
  await page.reload();
  await appStands(page);
  assert.ok(await page.getByRole("checkbox", { name: "Penge i banken og kontant" }).isChecked());
  assert.equal(await box(page, "Værdi").inputValue(), "12.5");
  await open(page, "/beregner/samliv");
  assert.ok(await radio(page, "Enlig").isChecked());
});

journey("who comes back later goes on where they stopped", async ({ page, context }) => {
  await annaAt(page, "ophold");
  await page.close();
  const later = await context.newPage();
  await open(later, "/beregner");
  await later.getByRole("link", { name: word("calculator.go-on") }).click();
  await later.waitForURL("**/beregner/ophold");
});

journey("»Slet mine svar« asks once, and then nothing is left on the device", async ({ page }) => {
  await annaAt(page, "aarsag");
  await open(page, "/beregner");
  await page.getByRole("button", { name: word("calculator.forget"), exact: true }).click();
  await page.getByRole("button", { name: word("calculator.forget.no") }).click();
  assert.ok(await page.getByRole("link", { name: word("calculator.go-on") }).isVisible());
  await page.getByRole("button", { name: word("calculator.forget"), exact: true }).click();
  await page.getByText(word("calculator.forget.sure")).waitFor();
  await page.getByRole("button", { name: word("calculator.forget.yes") }).click();
  await page.getByRole("link", { name: word("calculator.begin"), exact: true }).waitFor();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.doesNotMatch(kept, /1982|relationship|calculator/);
  await open(page, "/beregner/samliv");
  assert.equal(await page.getByRole("radio", { checked: true }).count(), 0);
});

journey("the range at the foot only narrows, from the first question to the amount", async ({ page }) => {
  const person = new Person(page);
  await person.begins();
  const ranges = [];
  const read = async () => {
    const text = plain(await page.getByText("Foreløbig:").innerText());
    const amounts = text.match(/\d[\d.]*/g).map((amount) => Number(amount.replaceAll(".", "")));
    ranges.push({ question: person.question, low: amounts[0], high: amounts.at(-1) });
  };
  await read();
  await person.walks(ANNA.answers, read);
  for (const [index, now] of ranges.slice(1).entries()) {
    const before = ranges[index];
    assert.ok(
      now.low >= before.low && now.high <= before.high,
      `from ${before.low}–${before.high} (${before.question}) to ${now.low}–${now.high} (${now.question})`,
    );
  }
  const width = ({ low, high }) => high - low;
  assert.ok(width(ranges[0]) > width(ranges.at(-1)));
  assert.ok(ranges.at(-1).low <= 14201 && ranges.at(-1).high >= 14201);
});

journey("an answer that is missing or wrong is said at the field and above, and nothing typed is lost", async ({ page }) => {
  const person = await annaAt(page, "foedselsdag");
  await date("31 2 1982")(person);
  await page.getByRole("button", { name: "Næste" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "error-summary");
  const summary = page.getByRole("alert").filter({ hasText: "Der er én ting at rette" });
  const fault = word("calculator.fault.date");
  await summary.getByRole("link", { name: fault }).click();
  await page.waitForFunction(() => document.activeElement?.id.endsWith("date_of_birth-day"));
  assert.equal(pathOf(page), "/beregner/foedselsdag");
  assert.equal(await box(page, "År").inputValue(), "1982");
  const group = page.getByRole("group", { name: "Hvornår er du født?" });
  assert.match(await group.innerText(), new RegExp(fault));
  assert.equal(await box(page, "Dag").getAttribute("aria-invalid"), "true");
  await picture(page, "question-with-error");
  await box(page, "Dag").fill("28");
  await person.goesOn();
  assert.equal(person.question, "boern");
});

journey("a link carries the answers to another device, and the server never sees them", async ({ page, context, wire, origin }) => {
  const person = new Person(page);
  await person.begins();
  await person.walks(ANNA.answers);
  const result = plain(await page.locator("main").innerText());
  const link = await copiedLink(page);
  assert.equal(new URL(link).origin, origin);
  const { hash } = new URL(link);
  assert.ok(hash.length > 100, hash);

  const other = await context.browser().newContext({ viewport: { width: 360, height: 800 }, locale: "da-DK", timezoneId: "Europe/Copenhagen" });
  await other.clock.setFixedTime(new Date("2026-11-21T10:15:00+01:00"));
  const there = await other.newPage();
  await there.goto(link);
  await there.getByRole("heading", { name: word("result.yes-title") }).waitFor();
  assert.equal(plain(await there.locator("main").innerText()), result);
  assert.equal(new URL(there.url()).hash, "", "the answers do not stay in the address");
  const heads = wire.heads().join("\n");
  assert.ok(!heads.includes(hash.slice(1, 60)), "the fragment was not sent");
  await other.close();
});

journey("a link does not write over the answers of the device that it is opened on", async ({ page }) => {
  const person = new Person(page);
  await person.begins();
  await person.walks(ANNA.answers);
  const link = await copiedLink(page);
  // Now the same device belongs to somebody who is 22.
  await open(page, "/beregner/foedselsdag");
  await box(page, "År").fill("2004");
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("heading", { name: word("calculator.link.title") }).waitFor();
  await picture(page, "link-with-other-answers");
  await page.getByRole("button", { name: word("calculator.link.keep") }).click();
  await open(page, "/beregner/foedselsdag");
  assert.equal(await box(page, "År").inputValue(), "2004");
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("button", { name: word("calculator.link.use") }).click();
  await page.getByRole("heading", { name: word("result.yes-title") }).waitFor();
});

journey("a link that is opened where a result stands already asks too", async ({ page, origin }) => {
  await openResult(page, ANNA.household);
  const other = SITUATIONS.find(({ gives }) => gives.outcome === "not_entitled");
  await page.goto(`${origin}${linkTo(other.household)}`);
  await page.getByRole("heading", { name: word("calculator.link.title") }).waitFor();
  await page.getByRole("button", { name: word("calculator.link.use") }).click();
  await page.waitForFunction((title) => document.activeElement?.innerText === title, word("result.no-title"));
});

journey("a link that was cut off says so", async ({ page }) => {
  await page.goto("/beregner/resultat#s=eyJzY2hlbWFfdmVyc2lvbiI6IjEiLCJtb250");
  await page.getByText(word("calculator.link.unreadable")).waitFor();
});
