// The whole plan read aloud, for who reads little. The browser's voice is a stand-in that writes down what it
// is given, and is done when the journey says so.
import assert from "node:assert/strict";

import { Board, DOCTOR, PLACEMENT, TRAINING, weekFrom } from "./support/board.mjs";
import { PHONE, journey } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { open, words } from "./support/page.mjs";
import { plain, word } from "./support/words.mjs";

function voice() {
  window.spoken = [];
  const speechSynthesis = {
    speak: (utterance) => window.spoken.push(utterance),
    cancel: () => window.spoken.splice(0).at(-1)?.onerror?.(),
  };
  Object.defineProperty(window, "speechSynthesis", { value: speechSynthesis });
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
}

const said = async (page) => (await page.evaluate(() => window.spoken.map(({ text, lang }) => `${lang}: ${text}`))).map(plain);

journey("the whole plan is read aloud in the order of its weeks, and stops when one says so", { device: PHONE, timeout: 300_000 }, async ({ page }) => {
  await page.addInitScript(voice);
  const board = await new Board(page).opens();
  const read = board.button(word("plan.aloud"));
  const stop = board.button(word("plan.aloud.stop"));
  await read.click();
  assert.deepEqual(await said(page), [`da-DK: ${word("plan.title")}`, `da-DK: ${word("plan.aloud.empty")}`]);
  await stop.click();
  await board.turnsTo("plan");
  await page.getByLabel(word("plan.goal")).fill("Et job, min ryg kan holde til");
  await board.lays("virksomhedspraktik", 7);
  await board.lays("fysisk_traening", 0);
  await board.lays("laege", 2);
  await board.lays("mentor", 3);
  await board.card(word("offer.mentor.short")).click();
  await board.button(word("plan.park")).click();
  await read.click();
  const heard = await said(page);
  const order = [
    word("plan.title"),
    `${word("plan.goal")}: Et job, min ryg kan holde til`,
    `${weekFrom(0)}: ${TRAINING}, ${word("plan.weeks.many", { n: 6 })}`,
    `${weekFrom(1)}: ${word("plan.goes.on")}: ${TRAINING}`,
    `${weekFrom(2)}: ${DOCTOR}`,
    weekFrom(3),
    weekFrom(4),
    weekFrom(5),
    `${weekFrom(7)}: ${PLACEMENT}`,
    `${word("plan.p.title")}: ${word("offer.mentor.short")}`,
  ];
  assert.equal(heard.length, order.length, heard.join("\n"));
  for (const [at, words] of order.entries()) assert.ok(heard[at].startsWith(`da-DK: ${plain(words)}`), `"${heard[at]}" begins with "${words}"`);
  await look(page, "plan-aloud");
  await page.setViewportSize(PHONE.viewport);
  // The end of the last part is the end.
  await page.evaluate(() => window.spoken.at(-1).onend());
  await read.click();
  await stop.click();
  assert.deepEqual(await said(page), []);
  // A single card is read instead of the plan; whoever closes the page hears no more.
  await read.click();
  const dialog = await board.looksInto(TRAINING);
  await dialog.getByRole("button", { name: word("plan.read.aloud") }).click();
  assert.equal((await said(page)).length, 1);
  await page.keyboard.press("Escape");
  await stop.click();
  await read.waitFor();
});

journey("where the browser has no voice there is nothing to press", { device: PHONE }, async ({ page }) => {
  await page.addInitScript(() => {
    delete window.speechSynthesis;
    delete Window.prototype.speechSynthesis;
  });
  await open(page, "/plan");
  assert.ok(!(await words(page)).includes(word("plan.aloud")));
});
