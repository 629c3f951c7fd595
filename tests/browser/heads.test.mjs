// What stands in a page before the app has started: the heading and the first words that the app will show.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { assertAccessible } from "./support/accessibility.mjs";
import { DESK, PHONE, journey, picture } from "./support/house.mjs";
import { appStands, heading } from "./support/page.mjs";
import { ROOT } from "./support/programs.mjs";
import { word } from "./support/words.mjs";

const HEADS = readFileSync(path.join(ROOT, "src/heads.txt"), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => line.split(" "));

const said = (key) => word(key).replace("{kommune}", "Lysby Kommune");

/** Until it is let go, the app does not come. */
async function held(page) {
  let go;
  const gone = new Promise((resolve) => (go = resolve));
  await page.route("**/*.wasm", async (route) => {
    await gone;
    await route.continue();
  });
  return go;
}

journey("every page has its heading before the app is there, and keeps it", async ({ page }) => {
  const go = await held(page);
  for (const [at, title, ...more] of HEADS) {
    await page.goto(at, { waitUntil: "commit" });
    const head = page.locator("#head");
    await head.waitFor();
    assert.equal(await head.locator("h1").innerText(), word(title), at);
    assert.equal(await page.title(), `${word(title)} – Lysby Kommune`, at);
    assert.deepEqual(await head.locator("p").allInnerTexts(), more.map(said), at);
  }
  go();
  for (const [at, title, ...more] of HEADS) {
    await page.goto(at);
    await appStands(page);
    assert.equal(await heading(page), word(title), at);
    const shown = await page.locator("main p").allInnerTexts();
    for (const words of more.map(said)) assert.ok(shown.some((text) => text.startsWith(words)), `${at}: ${words}`);
  }
});

for (const at of ["/", "/om", "/beregner/samliv"]) {
  journey(`${at} on its way can be read by everyone, and its heading stays where it is`, async ({ page }) => {
    const place = () =>
      page.locator("main h1").filter({ visible: true }).evaluate((heading) => heading.getBoundingClientRect().toJSON());
    const go = await held(page);
    await page.goto(at, { waitUntil: "commit" });
    await page.locator("#head").waitFor();
    const name = `on-its-way${at.replaceAll("/", "-").replace(/-$/, "")}`;
    await picture(page, name);
    await page.setViewportSize(DESK.viewport);
    await picture(page, name);
    await page.setViewportSize(PHONE.viewport);
    await assertAccessible(page, `${at} on its way`);
    const before = await place();
    go();
    await appStands(page);
    const after = await place();
    for (const side of ["left", "top"]) {
      assert.ok(Math.abs(before[side] - after[side]) < 2, `${side} ${before[side]} → ${after[side]}`);
    }
  });
}

journey("no Danish heading is shown to who has chosen English", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("indgang.language", "en"));
  await held(page);
  await page.goto("/om");
  await page.locator("#head").waitFor({ state: "detached" });
  assert.ok(await page.locator("#start").isVisible());
});

journey("a page that was kept at another address does not show that one's heading", async ({ page }) => {
  await held(page);
  await page.route("**/om", async (route) => {
    const other = await route.fetch({ url: new URL("/satser", route.request().url()).href });
    await route.fulfill({ response: other });
  });
  await page.goto("/om");
  await page.locator("#head").waitFor({ state: "detached" });
  assert.ok(await page.locator("#start").isVisible());
});
