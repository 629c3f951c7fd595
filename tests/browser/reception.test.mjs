// Arriving at the office: the kiosk in the hall, the screen on its wall, and who calls people in.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { assertAccessible } from "./support/accessibility.mjs";
import { begins, configured, journey, picture, visitor } from "./support/house.mjs";
import { announces, booksNow, meetsToday, openToday, somebody } from "./support/office.mjs";
import { assertFits, focused, open } from "./support/page.mjs";
import { ROOT } from "./support/programs.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { plain, word, wordsOf } from "./support/words.mjs";

configured(openToday());

const STAND = { viewport: { width: 1080, height: 1920 }, hasTouch: true };
const WALL = { viewport: { width: 1920, height: 1080 } };
// Before it has its code a device is nobody; and a network that goes away is noticed.
const expected = [/401/, /ERR_INTERNET_DISCONNECTED/, /Failed to fetch/];
const options = (device) => ({ direct: true, expected, device, at: new Date().toISOString() });

const spoken = (language) => {
  const words = new Map();
  for (const line of readFileSync(path.join(ROOT, `src/reception/${language}.txt`), "utf8").split("\n")) {
    const [, key, value] = line.match(/^([^#\s=][^\s=]*) = (.*)$/) ?? [];
    if (key) words.set(key, value);
  }
  return (key, values = {}) => words.get(key).replaceAll(/\{(\w+)\}/g, (name, field) => values[field] ?? name);
};
const arabic = spoken("ar");
const ukrainian = spoken("uk");

/** The kiosk as who stands before it uses it. */
class Kiosk {
  constructor(page) {
    this.page = page;
  }

  async opens(code) {
    await open(this.page, "/reception");
    await this.page.getByLabel(word("device.code"), { exact: true }).fill(code);
    await this.page.getByRole("button", { name: word("device.enrol.button") }).click();
    await this.button("Dansk").waitFor();
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  async asks(title) {
    const heading = this.page.getByRole("heading", { level: 1, name: title, exact: true });
    await heading.waitFor();
    await this.page.waitForFunction(() => document.activeElement?.matches("main h1"));
  }

  async types(digits) {
    for (const digit of digits) await this.button(digit).click();
  }

  /** It can be read and touched, in every size. */
  async stands(name) {
    for (const size of [{ width: 360, height: 800 }, STAND.viewport]) {
      await this.page.setViewportSize(size);
      await this.stays();
      await picture(this.page, `reception-${name}`);
      await assertFits(this.page);
      const small = await this.page.locator("button:visible").evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().height < 72).map((one) => one.innerText));
      assert.deepEqual(small, [], `every button of ${name} is 72 px high`);
    }
    await this.stays();
    await assertAccessible(this.page, name, [320, 1080]);
    await this.stays();
    // Text at 200 per cent.
    await this.page.evaluate(() => (document.documentElement.style.fontSize = "125%"));
    await assertFits(this.page);
    await this.page.evaluate(() => (document.documentElement.style.fontSize = ""));
    await this.page.setViewportSize(STAND.viewport);
    await this.button(/./).first().waitFor();
  }

  /** Somebody touches the screen: it stays. */
  async stays() {
    await this.page.keyboard.press("Shift");
  }
}

journey("Hassan checks in at the kiosk in Arabic, Sara calls him, and the screen shows where to go", { ...options(STAND), timeout: 400_000 }, async ({ page, context, origin }) => {
  const [hassan, sara, kirsten] = await Promise.all(["hassan", "sara", "kirsten"].map((name) => somebody(origin, name)));
  await meetsToday(sara);
  await booksNow(hassan);
  const kiosk = new Kiosk(page);
  await open(page, "/reception");
  await assertAccessible(page, "enrol", [320, 1080]);
  await kiosk.opens(await announces(kirsten, "kiosk"));
  const wall = await visitor(options(WALL));
  try {
    await open(wall.page, "/infoskaerm");
    await wall.page.getByLabel(word("device.code"), { exact: true }).fill(await announces(kirsten, "screen"));
    await wall.page.keyboard.press("Enter");
    await wall.page.getByText(word("screen.nobody")).waitFor();
    await picture(wall.page, "infoskaerm-nobody");
    await assertAccessible(wall.page, "nobody", [320, 1920]);
    await page.getByRole("img", { name: `${origin}/moeder` }).waitFor();
    await kiosk.stands("rest");

    await kiosk.button("العربية").click();
    await kiosk.asks(arabic("kiosk.begin"));
    assert.equal(await page.locator("html").getAttribute("lang"), "ar");
    assert.equal(await page.locator(".kiosk").evaluate((kiosk) => getComputedStyle(kiosk).direction), "rtl");
    await page.getByText("not yet reviewed").waitFor();
    await kiosk.stands("begin-ar");
    // With keys alone.
    await page.keyboard.press("Tab");
    assert.ok((await focused(page)).visible);
    await page.keyboard.press("Enter");
    await kiosk.asks(arabic("kiosk.born"));
    await page.keyboard.type("31021982");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: arabic("kiosk.born.wrong") }).waitFor();
    await kiosk.stands("born-wrong-ar");
    await page.getByLabel(arabic("kiosk.born.label")).press("ControlOrMeta+a");
    await page.keyboard.type("11051982");
    assert.equal(await page.getByLabel(arabic("kiosk.born.label")).inputValue(), "11.05.1982");
    await page.keyboard.press("Enter");
    const heading = page.getByRole("heading", { level: 1, name: "Hassan" });
    await heading.waitFor();
    await kiosk.stands("confirm-ar");
    assert.doesNotMatch(await page.locator("body").innerText(), /Aziz|0582/);

    // The network goes away, and comes back.
    await context.setOffline(true);
    await kiosk.button(arabic("kiosk.confirm.yes")).click();
    await page.getByText(arabic("kiosk.away")).waitFor();
    assert.ok(await heading.isVisible(), "what was there is there still");
    await kiosk.stands("away-ar");
    await context.setOffline(false);
    await kiosk.asks(arabic("kiosk.here"));
    const number = await page.locator(".kiosk__label").innerText();
    assert.match(number, /^B\d{3}$/);
    await kiosk.stands("here-ar");
    const own = await hassan("GET", "/api/v1/meetings");
    assert.equal(own.body.meetings[0].status, "arrived");

    const { body: reception } = await sara("GET", "/api/v1/desk/reception");
    const ticket = reception.tickets.find(({ label }) => label === number);
    assert.equal(ticket.name, "Hassan Aziz");
    assert.equal(ticket.language, "ar");
    await wall.page.getByRole("button", { name: word("screen.sound.on") }).click();
    const called = Date.now();
    await sara("POST", `/api/v1/desk/reception/${ticket.id}/acts`, { act: "call", room: "Lokale 12" });
    await wall.page.locator(".screen__number", { hasText: number }).waitFor();
    assert.ok(Date.now() - called < 5000, "the screen shows it within five seconds");
    await wall.page.locator(".screen__to", { hasText: "Lokale 12" }).waitFor();
    const size = await wall.page.locator(".screen__number").evaluate((one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight);
    assert.ok(size >= 0.16, `the number is ${size * 100} vh`);
    await wall.page.locator(".screen__now--new").getByText(word("screen.now"), { exact: true }).waitFor();
    await picture(wall.page, "infoskaerm-called");
    await assertFits(wall.page);
    assert.equal(await wall.page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), true, "nothing is below the edge");
    await assertAccessible(wall.page, "called", [320, 1920]);
    assert.doesNotMatch(await wall.page.locator("body").innerText(), /Hassan|Aziz|obsamtale|1982/);
    assert.match(plain(await wall.page.locator(".screen__updated").innerText()), /^Opdateret kl\. \d+\.\d\d$/);

    // Without a network it says how old it is, also when it was switched off and on.
    await wall.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!(await caches.match("/medarbejder"))) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await wall.context.setOffline(true);
    await wall.page.getByText("Ingen forbindelse. Vist, som det var").waitFor();
    await wall.page.reload();
    await wall.page.locator(".screen__number", { hasText: number }).waitFor();
    await wall.page.getByText("Ingen forbindelse. Vist, som det var").waitFor();
    await picture(wall.page, "infoskaerm-old");
    await assertAccessible(wall.page, "old", [320, 1920]);
    await wall.context.setOffline(false);
    await wall.page.getByText(/^Opdateret/).waitFor();
    assert.deepEqual(wall.troubles, []);
  } finally {
    await wall.leave();
  }
});

journey("who comes without an appointment draws a number, and nothing stays on the screen", { ...options(STAND), timeout: 400_000 }, async ({ page, origin }) => {
  const kirsten = await somebody(origin, "kirsten");
  const kiosk = new Kiosk(page);
  await kiosk.opens(await announces(kirsten, "kiosk"));
  await kiosk.button("Dansk").click();
  await kiosk.asks(word("kiosk.begin"));
  await kiosk.button(word("kiosk.begin.yes")).click();
  await kiosk.asks(word("kiosk.born"));
  await kiosk.types("01011990");
  assert.equal(await page.getByLabel(word("kiosk.born.label")).inputValue(), "01.01.1990");
  await kiosk.button(word("kiosk.delete")).click();
  await kiosk.types("1");
  await kiosk.stands("born");
  await kiosk.button(word("kiosk.next")).click();
  await kiosk.asks(word("kiosk.nobody"));
  await kiosk.stands("nobody");
  await kiosk.button(word("kiosk.help")).click();
  await kiosk.asks(word("kiosk.help.title"));
  await kiosk.stands("help");
  await kiosk.button(word("kiosk.back")).click();
  await kiosk.asks(word("kiosk.nobody"));
  await kiosk.button(word("kiosk.number")).click();
  await kiosk.asks(word("kiosk.errand"));
  await kiosk.stands("errand");
  await kiosk.button("Noget andet").click();
  await kiosk.asks(word("kiosk.where"));
  await kiosk.stands("where");
  await kiosk.button(word("kiosk.where.out")).click();
  await kiosk.asks(word("kiosk.phone"));
  await kiosk.types("2030");
  await kiosk.button(word("kiosk.number")).click();
  await page.getByRole("alert").filter({ hasText: word("kiosk.phone.wrong") }).waitFor();
  await kiosk.types("4050");
  await kiosk.stands("phone");
  await kiosk.button(word("kiosk.number")).click();
  await page.getByText(word("kiosk.drawn.out")).waitFor();
  const number = await page.locator(".kiosk__label").innerText();
  assert.match(number, /^A\d{3}$/);
  await kiosk.stands("drawn");

  await kiosk.stays();
  const start = Date.now();
  await page.getByText(word("kiosk.still"), { exact: true }).waitFor();
  await picture(page, "reception-still");
  await assertAccessible(page, "still", [1080]);
  await kiosk.button(word("kiosk.still.more")).click();
  await page.getByText(word("kiosk.still"), { exact: true }).waitFor({ state: "hidden" });
  await page.waitForTimeout(Math.max(0, 24_000 - (Date.now() - start)));
  assert.ok(await page.locator(".kiosk__label").isVisible(), "who asks for more time has it");
  await kiosk.button(word("kiosk.restart")).click();
  await kiosk.button("English").click();
  await kiosk.asks(wordsOf("en").get("kiosk.begin"));
  const touched = Date.now();
  await kiosk.button("Dansk").waitFor();
  const stayed = Date.now() - touched;
  assert.ok(stayed > 15_000 && stayed < 23_000, `it is cleared after ${stayed} ms`);
  assert.equal(await page.locator("html").getAttribute("lang"), "da");
  assert.doesNotMatch(await page.locator("body").innerText(), /20 30|A0|1990/);

  const called = await kirsten("POST", "/api/v1/desk/reception/next", { room: "Skranke 2" });
  assert.deepEqual([called.body.label, called.body.phone], [number, "20304050"]);
});

journey("two who are born on the same day choose between their names, and who cannot check in is told why, in Ukrainian", { ...options(STAND), timeout: 600_000 }, async ({ page, origin }) => {
  const people = ["oksana", "taras", "gitte", "bent", "sara", "kirsten"];
  const [oksana, taras, gitte, bent, sara, kirsten] = await Promise.all(people.map((name) => somebody(origin, name)));
  await meetsToday(sara);
  const here = await booksNow(oksana);
  await begins(here, 10);
  await begins(await booksNow(taras), 15);
  await begins(await booksNow(gitte), 50);
  await begins(await booksNow(bent), -20);
  const kiosk = new Kiosk(page);
  await kiosk.opens(await announces(kirsten, "kiosk"));
  const bornOn = async (kiosk, digits) => {
    await kiosk.button("Українська").click();
    await kiosk.asks(ukrainian("kiosk.begin"));
    await kiosk.button(ukrainian("kiosk.begin.yes")).click();
    await kiosk.asks(ukrainian("kiosk.born"));
    await kiosk.page.keyboard.type(digits);
    await kiosk.page.keyboard.press("Enter");
  };

  await bornOn(kiosk, "02091995");
  await kiosk.asks(ukrainian("kiosk.which"));
  await page.getByText("not yet reviewed").waitFor();
  await kiosk.stands("which-uk");
  assert.doesNotMatch(await page.locator("body").innerText(), /Bondar|Koval|1995/);
  await kiosk.button("Oksana").click();
  await kiosk.asks(ukrainian("kiosk.here"));
  assert.match(await page.locator(".kiosk__label").innerText(), /^B\d{3}$/);
  const { body: own } = await oksana("GET", `/api/v1/meetings/${here.id}`);
  assert.equal(own.status, "arrived");
  const { body: his } = await taras("GET", "/api/v1/meetings");
  assert.equal(his.meetings[0].status, "booked", "of two only who said it is here");
  await kiosk.button(ukrainian("kiosk.restart")).click();

  await bornOn(kiosk, "18061964");
  await page.getByRole("heading", { level: 1, name: "Gitte" }).waitFor();
  await kiosk.button(ukrainian("kiosk.confirm.yes")).click();
  await kiosk.asks(ukrainian("kiosk.early"));
  await kiosk.stands("early-uk");
  await kiosk.button(ukrainian("kiosk.restart")).click();

  await bornOn(kiosk, "23031969");
  await page.getByRole("heading", { level: 1, name: "Bent" }).waitFor();
  await kiosk.button(ukrainian("kiosk.confirm.yes")).click();
  await kiosk.asks(ukrainian("kiosk.late"));
  await kiosk.stands("late-uk");

  const elsewhere = await visitor(options(STAND));
  try {
    const other = new Kiosk(elsewhere.page);
    await other.opens(await announces(kirsten, "kiosk", "sundhedshus"));
    await bornOn(other, "02091995");
    await other.asks(ukrainian("kiosk.which"));
    await other.button("Taras").click();
    await other.asks(ukrainian("kiosk.elsewhere"));
    await elsewhere.page.getByText("Rådhuspladsen 1").waitFor();
    await other.stands("elsewhere-uk");
    assert.deepEqual(elsewhere.troubles, []);
  } finally {
    await elsewhere.leave();
  }
});

journey("a number that somebody draws is heard at the desk", { ...options(STAND), timeout: 400_000 }, async ({ page, origin }) => {
  const kirsten = await somebody(origin, "kirsten");
  const kiosk = new Kiosk(page);
  await kiosk.opens(await announces(kirsten, "kiosk"));
  const desk = await visitor({ ...options({ viewport: { width: 1280, height: 900 } }), expected: [...expected, /404/] });
  try {
    // Also where the server cannot be heard, and has to be asked.
    await desk.page.addInitScript(() => { delete window.EventSource; });
    await signsIn(desk.page, /Kirsten/, "/medarbejder");
    await desk.page.getByRole("button", { name: word("desk.next"), exact: true }).waitFor();
    await desk.page.getByText(word("desk.coming"), { exact: true }).waitFor({ state: "detached" });
    await kiosk.button("Dansk").click();
    await kiosk.asks(word("kiosk.begin"));
    await kiosk.button(word("kiosk.begin.no")).click();
    await kiosk.asks(word("kiosk.errand"));
    await kiosk.button("Noget andet").click();
    await kiosk.asks(word("kiosk.where"));
    await kiosk.button(word("kiosk.where.here")).click();
    const number = await page.locator(".kiosk__label").innerText();
    await desk.page.waitForFunction(
      (said) => document.getElementById("announcements").textContent === said,
      word("desk.has-arrived", { navn: number }),
      { timeout: 10_000 },
    );
    await desk.page.getByText(number, { exact: true }).first().waitFor();
    assert.deepEqual(desk.troubles, []);
  } finally {
    await desk.leave();
  }
});

journey("a code that is wrong is told so, and a kiosk's address on a screen leads to the screen", options(STAND), async ({ page, origin, troubles }) => {
  const kirsten = await somebody(origin, "kirsten");
  await open(page, "/reception");
  await page.getByLabel(word("device.code"), { exact: true }).fill("AAAA2222");
  await page.keyboard.press("Enter");
  await page.getByText(word("device.code.wrong")).waitFor();
  await assertAccessible(page, "wrong code", [320, 1080]);
  troubles.splice(0, troubles.length, ...troubles.filter((one) => !/404/.test(one)));
  await page.getByLabel(word("device.code"), { exact: true }).fill(await announces(kirsten, "screen"));
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: word("device.screen.go") }).click();
  await page.getByText(word("screen.nobody")).or(page.locator(".screen__number")).waitFor();
  troubles.splice(0, troubles.length, ...troubles.filter((one) => !/403/.test(one)));
});

test("the words that no speaker has read are the kiosk's own", () => {
  const keys = [...wordsOf("da").keys()].filter((key) => key.startsWith("kiosk."));
  for (const key of keys) assert.ok(arabic(key) && spoken("uk")(key), key);
});
