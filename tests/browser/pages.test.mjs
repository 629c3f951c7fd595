// The pages that are only read: home, rates, about, accessibility, and an address that is none of ours.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { DESK, NARROW, PHONE, journey, picture } from "./support/house.mjs";
import { assertFits, heading, open, pathOf, unfoldAll, words } from "./support/page.mjs";
import { plain, word } from "./support/words.mjs";

const PAGES = [
  { name: "home", path: "/", title: "home.title" },
  { name: "satser", path: "/satser", title: "rates.title" },
  { name: "om", path: "/om", title: "about.title" },
  { name: "was", path: "/was", title: "accessibility.title" },
  { name: "not-found", path: "/findes/ikke", title: "not-found.title" },
];

for (const { name, path, title } of PAGES) {
  journey(`${path} can be read by everyone, at every width`, async ({ page }) => {
    await open(page, path);
    assert.equal(await heading(page), word(title));
    assert.equal(await page.title(), `${word(title)} – Lysby Kommune`);
    await picture(page, name);
    await page.setViewportSize(NARROW.viewport);
    await assertFits(page);
    await page.setViewportSize(DESK.viewport);
    await assertFits(page);
    await picture(page, name);
    await page.setViewportSize(PHONE.viewport);
    await unfoldAll(page);
    await assertAccessible(page, "everything unfolded");
  });
}

journey("the words are set in the font that comes with the app", async ({ page }) => {
  await open(page, "/");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const loaded = await page.evaluate(() => [...document.fonts].filter(({ status }) => status === "loaded").map(({ weight }) => weight));
  assert.deepEqual(loaded.sort(), ["400", "600 900"]);
});

journey("whom to call, when, and where to come stands on every page", async ({ page }) => {
  for (const { path } of [...PAGES, { path: "/beregner" }]) {
    await open(page, path);
    const contact = page.getByRole("complementary", { name: "Kontakt Lysby Kommune" });
    const call = contact.getByRole("link", { name: "Ring 70 10 20 30" });
    assert.equal(await call.getAttribute("href"), "tel:+4570102030", path);
    const said = plain(await contact.innerText());
    assert.match(said, /Lukket nu\. Åbner mandag kl\. 10\.00/, path);
    assert.match(said, /Rådhuspladsen 1 9999 Lysby/, path);
  }
});

journey(
  "on a Monday afternoon the phone is open, and it says until when",
  { at: "2026-11-23T14:59:00+01:00" },
  async ({ page }) => {
    await open(page, "/");
    assert.match(plain(await words(page)), /Åbent nu\. Lukker kl\. 15\.00/);
  },
);

journey("the opening hours are the municipality's, also for a traveller in Tokyo", { timezoneId: "Asia/Tokyo" }, async ({ page }) => {
  await open(page, "/");
  assert.match(plain(await words(page)), /Åbner mandag kl\. 10\.00/);
});

journey("every link of every page leads to a page that is there", async ({ page, context }) => {
  const seen = new Set();
  for (const { path } of PAGES) {
    await open(page, path);
    const links = await page.locator("a[href^='/']").evaluateAll((links) => links.map((link) => link.pathname));
    for (const link of links) seen.add(link);
  }
  for (const link of seen) {
    if (/^\/licenses\/|\.csv$/.test(link)) {
      const answer = await context.request.get(link);
      assert.equal(answer.status(), 200, link);
      continue;
    }
    await open(page, link);
    assert.notEqual(await heading(page), word("not-found.title"), link);
  }
  assert.ok(seen.size > 4, `only ${seen.size} links were found`);
});

journey("following a link puts the focus on the new page's heading, and Back goes back", async ({ page }) => {
  await open(page, "/");
  await page.getByRole("link", { name: word("about.title") }).click();
  await page.waitForFunction(() => document.activeElement?.matches("main h1"));
  assert.equal(pathOf(page), "/om");
  assert.equal(await heading(page), word("about.title"));
  await page.goBack();
  await page.waitForFunction(() => location.pathname === "/" && document.activeElement?.matches("main h1"));
  assert.equal(await heading(page), word("home.title"));
});
