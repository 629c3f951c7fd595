// A whole journey with the keyboard alone, and the focus always seen.
import assert from "node:assert/strict";

import { DESK, journey } from "./support/house.mjs";
import { focused, heading, open, pathOf } from "./support/page.mjs";
import { word } from "./support/words.mjs";

/** Somebody with no more than keys. */
class Keys {
  constructor(page) {
    this.page = page;
  }

  async press(key) {
    await this.page.keyboard.press(key);
  }

  /** Tab until the focus is on what is called that; every stop on the way can be seen. */
  async tabTo(name, { most = 40, key = "Tab" } = {}) {
    for (let step = 0; step < most; step += 1) {
      await this.press(key);
      const { tag, name: at, visible, open } = await focused(this.page);
      assert.ok(visible, `the focus has no ring on ${tag} "${at}" (${pathOf(this.page)})`);
      assert.ok(open, `${tag} "${at}" is covered while it has the focus (${pathOf(this.page)})`);
      if (at === name || (name instanceof RegExp && name.test(at))) return;
    }
    assert.fail(`"${name}" is not reached on ${pathOf(this.page)}`);
  }

  /** Enter, and the next page with its heading in focus. */
  async go(key = "Enter") {
    const before = pathOf(this.page);
    await this.press(key);
    await this.page.waitForFunction((before) => location.pathname !== before && document.activeElement?.matches("main h1"), before);
  }

  /** Into the group of rows by Tab, to the row by arrow. */
  async choose(answer, first) {
    await this.tabTo(first);
    for (let step = 0; step < 12; step += 1) {
      const { name } = await focused(this.page);
      if (name === answer) break;
      await this.press("ArrowDown");
    }
    const { name, visible } = await focused(this.page);
    assert.equal(name, answer);
    assert.ok(visible, `the focus has no ring on "${answer}"`);
    await this.press("Space");
  }

  async next() {
    await this.tabTo("Næste");
    await this.go();
  }
}

journey("from the front page to the result and its law with the keyboard alone", { device: DESK, reducedMotion: "reduce" }, async ({ page }) => {
  const keys = new Keys(page);
  await open(page, "/");
  await keys.tabTo(word("common.skip"), { most: 1 });
  await keys.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "main-content");
  await keys.tabTo(new RegExp(`^${word("home.calculator.title")}`));
  await keys.go();
  await keys.tabTo(word("calculator.begin"));
  await keys.go();
  assert.equal(pathOf(page), "/beregner/samliv");

  // Nothing chosen: the summary has the focus and leads to the row.
  await keys.tabTo("Næste");
  await keys.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "error-summary");
  await keys.tabTo(word("calculator.fault.choose"));
  await keys.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches("input[type=radio]"));
  await keys.press("Space");
  assert.ok(await page.getByRole("radio", { name: "Enlig" }).isChecked());
  await keys.next();

  for (const [part, text] of [["Dag", "7"], ["Måned", "12"], ["År", "1982"]]) {
    await keys.tabTo(part);
    await page.keyboard.type(text);
  }
  // Enter hands a form in, wherever in it one stands.
  await keys.go();
  for (const [answer, first] of [
    ["Nej", "Ja"],
    ["Danmark", "Danmark"],
    ["Ja, og er aldrig flyttet hertil fra udlandet", "Ja, og er aldrig flyttet hertil fra udlandet"],
    ["Er blevet ledig", "Er blevet ledig"],
    ["Nej", "Nej"],
    ["Nej", "Nej"],
  ]) {
    await keys.choose(answer, first);
    await keys.next();
  }
  assert.equal(pathOf(page), "/beregner/job");
  await keys.choose("Ja", "Ja");
  await keys.choose("Ja", "Ja");
  await keys.next();
  for (const [answer, question] of [["Ingen", "indtaegt"], ["Intet", "formue"]]) {
    assert.equal(pathOf(page), `/beregner/${question}`);
    await keys.tabTo(answer);
    await keys.press("Space");
    await keys.next();
  }
  await keys.tabTo("Nej");
  await keys.press("Space");
  await keys.choose("Nej", "Ja");
  await keys.next();
  assert.equal(pathOf(page), "/beregner/resultat");
  assert.equal(await heading(page), word("result.yes-title"));

  await keys.tabTo(/^Forhøjet sats/);
  await keys.press("Enter");
  await keys.tabTo(/^Læs loven: § 16/);
  await keys.press("Enter");
  await page.locator("blockquote").first().waitFor();
  await keys.tabTo(/^Forhøjet sats/, { key: "Shift+Tab" });
  await keys.press("Space");
  await page.locator("blockquote").first().waitFor({ state: "hidden" });
  await keys.tabTo(word("take.print"), { most: 120 });
});

