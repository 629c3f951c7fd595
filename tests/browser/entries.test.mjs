// The app is two programs: what anybody can open, and the citizen's own pages. Each comes, and stays on
// the device, when one of its pages is opened.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { assertAccessible } from "./support/accessibility.mjs";
import { journey, picture } from "./support/house.mjs";
import { appStands, heading, open, pathOf } from "./support/page.mjs";
import { app, startServer } from "./support/programs.mjs";
import { word } from "./support/words.mjs";

const OPEN = /^\/indgang-app-[0-9a-f]{8}/;
const MINE = /^\/(indgang-mine|mine)-[0-9a-f]{8}/;

/** The program of the page at an address is on the device. */
async function kept(page, address) {
  await page.evaluate(async (address) => {
    while (!(await caches.match(address))) await new Promise((resolve) => setTimeout(resolve, 50));
  }, address);
}

/** What is on the device, by version. */
const onDevice = (page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("indgang-"));
    const paths = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await paths(name)])));
  });

const ownPages = (page) => page.getByRole("contentinfo").getByRole("link", { name: word("common.account") });

for (const [address, own, other] of [["/beregner", OPEN, MINE], ["/mine-data", MINE, OPEN]]) {
  journey(`a first visit to ${address} fetches its own program and not the other`, async ({ page, wire }) => {
    await open(page, address);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await kept(page, address === "/beregner" ? "/" : address);
    const asked = wire.heads().map((head) => head.split(" ")[1]);
    assert.ok(asked.some((path) => own.test(path)));
    assert.deepEqual(asked.filter((path) => other.test(path)), []);
  });
}

journey("a link leads to one's own pages, and Back and Forward between the two programs", async ({ page }) => {
  await open(page, "/");
  await page.getByRole("link", { name: word("about.title") }).click();
  await page.waitForFunction(() => location.pathname === "/om" && document.activeElement?.matches("main h1"));
  await ownPages(page).click();
  await page.getByText(word("account.sign-in.text")).waitFor();
  assert.equal(await page.title(), `${word("account.title")} – Lysby Kommune`);
  await page.goBack();
  await appStands(page);
  assert.equal(pathOf(page), "/om");
  assert.equal(await heading(page), word("about.title"));
  await page.goForward();
  await page.getByText(word("account.sign-in.text")).waitFor();
  await page.getByRole("link", { name: word("common.to-home") }).click();
  await page.getByRole("heading", { level: 1, name: word("home.title") }).waitFor();
  assert.equal(pathOf(page), "/");
  await page.goBack();
  await page.getByText(word("account.sign-in.text")).waitFor();
});

journey("an address of the own pages that is none says so, and leads on", async ({ page }) => {
  await open(page, "/mine-data/findes-ikke");
  assert.equal(await heading(page), word("not-found.title"));
  await page.getByRole("link", { name: word("home.calculator.title") }).click();
  await page.getByRole("link", { name: word("calculator.begin") }).waitFor();
  assert.equal(pathOf(page), "/beregner");
});

// The worker tries the network first, and the browser says that there is none.
const OFFLINE = { expected: [/ERR_INTERNET_DISCONNECTED/] };

journey("own pages that were opened once open without a network", OFFLINE, async ({ page, context }) => {
  await open(page, "/");
  await kept(page, "/");
  await ownPages(page).click();
  await page.getByText(word("account.sign-in.text")).waitFor();
  await kept(page, "/mine-data");
  await context.setOffline(true);
  await page.goto("/mine-data");
  await page.getByText(word("account.offline")).waitFor();
  await page.getByText(word("account.away.title")).waitFor();
  await picture(page, "mine-data-offline");
  await assertAccessible(page, "own pages offline");
  await page.goto("/beregner");
  await page.getByText(word("common.offline")).waitFor();
  assert.equal(await heading(page), word("calculator.title"));
});

journey("own pages that were never opened say that they cannot be had, and come when there is a network", OFFLINE, async ({ page, context }) => {
  await open(page, "/");
  await kept(page, "/");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await context.setOffline(true);
  await ownPages(page).click();
  await page.getByRole("heading", { name: word("away.title") }).waitFor();
  assert.equal(pathOf(page), "/mine-data");
  await assertAccessible(page, "own pages that cannot be had");
  await context.setOffline(false);
  await page.getByRole("link", { name: word("away.again") }).click();
  await page.getByText(word("account.sign-in.text")).waitFor();
});

/** A server with a newer version of the app. */
async function newer() {
  const folder = mkdtempSync(path.join(tmpdir(), "indgang-newer-"));
  cpSync(app(), folder, { recursive: true });
  const worker = readFileSync(path.join(folder, "sw.js"), "utf8").replace(/VERSION = "\w+"/, 'VERSION = "newer"');
  writeFileSync(path.join(folder, "sw.js"), worker);
  for (const packed of ["br", "gz"]) rmSync(path.join(folder, `sw.js.${packed}`));
  const server = await startServer(folder);
  return {
    port: server.port,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

for (const [who, addresses] of [["only the open pages", ["/"]], ["both programs", ["/", "/mine-data"]]]) {
  journey(`a device with ${who} gets just that of a new version before it is offered`, async ({ page, wire }) => {
    for (const address of addresses) {
      await open(page, address);
      await kept(page, address);
    }
    await open(page, "/");
    const server = await newer();
    try {
      wire.leadTo(server.port);
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      await page.getByText(word("common.new-version")).waitFor();
      const before = await onDevice(page);
      const files = before["indgang-newer"];
      assert.ok(files.includes("/") && files.some((path) => OPEN.test(path)), files.join());
      assert.equal(files.includes("/mine-data"), addresses.length > 1);
      assert.equal(files.filter((path) => MINE.test(path)).length, addresses.length > 1 ? 3 : 0, files.join());
      await Promise.all([
        page.waitForEvent("load"),
        page.getByRole("button", { name: word("common.new-version.use") }).click(),
      ]);
      await appStands(page);
      assert.deepEqual(Object.keys(await onDevice(page)), ["indgang-newer"]);
    } finally {
      await server.stop();
    }
  });
}
