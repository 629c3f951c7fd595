// The plan board as its owner uses it: cards by their words, and what is said aloud.
import assert from "node:assert/strict";

import { appStands, open } from "./page.mjs";
import { plain, word } from "./words.mjs";

/** The first of the thirteen weeks at the journeys' time: Monday 23 November 2026. */
export const FIRST = 48;

/** A week as it is called: `weeks` after the first. The year 2026 has 53. */
export const week = (after, n = FIRST + after) => word("plan.week", { n: n > 53 ? n - 53 : n });

const MONDAYS = ["23. november", "30. november", "7. december", "14. december", "21. december", "28. december", "4. januar", "11. januar", "18. januar", "25. januar"];

/** A week as lists of weeks call it. */
export const weekFrom = (after) => word("plan.week.from", { uge: week(after), dato: MONDAYS[after] });

/** So many weeks from a week on, in words. */
export const span = (weeks, after) => {
  const uger = word(weeks === 1 ? "plan.weeks.one" : "plan.weeks.many", { n: weeks });
  return word("plan.span", { uger, uge: week(after) });
};

/** What is said when a card lies somewhere. */
export const lies = (kort, weeks, after) => word("plan.now.lies", { kort, uger: span(weeks, after) });

export const TRAINING = word("offer.fysisk_traening.short");
export const PLACEMENT = word("offer.virksomhedspraktik.short");
export const DOCTOR = word("offer.laege.short");
export const JOB = word("offer.loenntimer.short");
export const DUTY = word("offer.jobsamtale.short");

export class Board {
  constructor(page) {
    this.page = page;
  }

  async opens(address = "/plan") {
    await open(this.page, address);
    return this;
  }

  async again() {
    await this.page.reload();
    await appStands(this.page);
  }

  /** Everything that can be seen and is called that. */
  seen(role, name, exact = true) {
    return this.page.getByRole(role, { name, exact });
  }

  button(name) {
    return this.seen("button", name);
  }

  /** A card of the deck, by the offer's key. */
  offer(key) {
    return this.page.locator(`.plan-card--deck [data-hold="o:${key}"]`);
  }

  /** Searches the deck. */
  finds(words) {
    return this.page.getByLabel(word("plan.search")).fill(words);
  }

  /** The cards on the board that are called that, where they can be seen. */
  cards(name) {
    const tiles = this.page.locator(".plan-card:not(.plan-card--deck) > [data-hold]");
    return (name ? tiles.and(this.page.locator(`[aria-label^="${name},"]`)) : tiles).filter({ visible: true });
  }

  card(name) {
    return this.cards(name).first();
  }

  /** How the card is read aloud. */
  async reads(name) {
    return plain((await this.card(name).getAttribute("aria-label")) ?? "");
  }

  /** One of a phone's parts. */
  async turnsTo(part) {
    await this.page.getByRole("group", { name: word("plan.tabs") }).getByRole("button", { name: word(`plan.tab.${part}`) }).click();
  }

  /** A week as a place on the desk's sheet. */
  week(after) {
    return this.page.locator(".sheet__head > .sheet__week").nth(after);
  }

  /** Waits until that has been said aloud. */
  async hears(words) {
    const said = () => this.page.locator("#announcements").innerText().then(plain);
    const until = Date.now() + 10_000;
    // Soft hyphens are for the eye.
    const fits = (text) => (words instanceof RegExp ? words.test(text) : text === words.replaceAll("\u00ad", ""));
    let last = await said();
    while (!fits(last)) {
      assert.ok(Date.now() < until, `"${words}" is not said, but "${last}"`);
      await new Promise((resolve) => setTimeout(resolve, 25));
      last = await said();
    }
  }

  /** Waits until the focus is on the card. */
  async isAt(name) {
    await this.page.waitForFunction(
      (name) => document.activeElement?.getAttribute("aria-label")?.startsWith(`${name},`) && document.activeElement.matches("[data-hold]"),
      name,
    ).catch(async (error) => {
      const at = await this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
      throw new Error(`the focus is not on ${name}, but on ${at}`, { cause: error });
    });
  }

  /** The focus that had nowhere else to go is on a tool. */
  async isAtTool(name) {
    await this.page.waitForFunction((name) => document.activeElement?.matches(".plan__tools .tool") && document.activeElement.innerText.trim() === name, name);
  }

  /** Lays a card of the deck in a week, by single taps on a phone or at a desk. */
  async lays(key, after) {
    const isPhone = await this.page.locator(".plan__tabs").isVisible();
    if (isPhone) await this.turnsTo("cards");
    await this.offer(key).click();
    const place = isPhone
      ? this.button(word("plan.put.here", { uge: week(after) }))
      : this.week(after);
    await place.click();
  }

  /** Opens the back of a card. */
  async looksInto(name) {
    await this.card(name).click();
    await this.button(word("plan.open")).click();
    return this.page.getByRole("dialog");
  }

  /** What lies where, for comparing boards. */
  async laid() {
    const cards = await this.cards().evaluateAll((cards) => cards.map((card) => card.getAttribute("aria-label")));
    return cards.map(plain).sort();
  }

  /** Does something that changes the plan, and waits until it has. */
  async changes(act) {
    const before = await this.kept();
    await act();
    await this.page.waitForFunction((before) => localStorage.getItem("indgang.plan") !== before, before);
  }

  /** The plan as it is kept on the device. */
  kept() {
    return this.page.evaluate(() => localStorage.getItem("indgang.plan"));
  }
}
