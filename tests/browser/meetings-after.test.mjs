// What comes of meetings: an earlier time that becomes free, how it was, and what happened when somebody did not come.
import assert from "node:assert/strict";

import { begins, configured, journey } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { DIRECT, comes, when } from "./support/meetings.mjs";
import { booksNow, meetsToday, openToday, somebody } from "./support/office.mjs";
import { open } from "./support/page.mjs";
import { word } from "./support/words.mjs";

configured(openToday());

const LONG = { ...DIRECT, timeout: 400_000, at: new Date().toISOString() };
const button = (page, key) => page.getByRole("button", { name: word(key), exact: true });
const hears = (page, said) =>
  page.waitForFunction((said) => document.getElementById("announcements").textContent === said, said);

/** What Sara does with somebody's meeting. */
async function does(sara, name, meeting, ...acts) {
  const { body: citizens } = await sara("GET", "/api/v1/citizens");
  const { id } = citizens.find((citizen) => citizen.name === name);
  let { version } = meeting;
  for (const act of acts) {
    const done = await sara("POST", `/api/v1/citizens/${id}/meetings/${meeting.id}/acts`, act, { "if-match": `"${version}"` });
    version = done.body.version;
  }
}

journey("Mette takes an earlier time that has become free, and says afterwards how it was", LONG, async ({ page, origin }) => {
  const [mette, sara] = await Promise.all(["mette", "sara"].map((name) => somebody(origin, name)));
  await meetsToday(sara);
  const { body: free } = await mette("GET", "/api/v1/meetings/times?kind=jobsamtale");
  const wanted = { kind: "jobsamtale", start: free.times.at(-1).start, form: "phone", place: "raadhus" };
  const { body: reserved } = await mette("POST", "/api/v1/meetings", wanted);
  const { body: late } = await mette("POST", `/api/v1/meetings/${reserved.id}/acts`, { act: "confirm" }, { "if-match": `"${reserved.version}"` });
  await comes(page, /Mette Holm/);
  await open(page, `/moeder/${late.id}`);
  await button(page, "meet.earlier").click();
  await page.locator("#earlier").getByText(word("meet.earlier.wanted")).waitFor();
  // The server looks once a minute.
  await button(page, "meet.earlier.take").waitFor({ timeout: 90_000 });
  await look(page, "moeder-earlier-offered");
  await button(page, "meet.earlier.take").click();
  await button(page, "meet.earlier.take").waitFor({ state: "detached" });
  const { body: sooner } = await mette("GET", `/api/v1/meetings/${late.id}`);
  assert.ok(sooner.start < late.start, "it is earlier");
  assert.deepEqual([sooner.status, sooner.wants_earlier], ["booked", false]);
  await hears(page, word("meet.earlier.taken", { tid: when(sooner.start) }));

  await begins(sooner, -10);
  const summary = "Mette søger praktik. Sara ringer på fredag.";
  await does(sara, "Mette Holm", sooner, { act: "begin" }, { act: "end", summary });
  await open(page, `/moeder/${late.id}`);
  await page.getByText(summary).waitFor();
  await page.getByText(word("meet.feedback.4"), { exact: true }).click();
  await page.getByLabel(word("meet.feedback.words"), { exact: true }).fill("Jeg kunne godt bruge mere tid");
  await button(page, "meet.feedback.send").click();
  await page.getByText(word("meet.feedback.done")).first().waitFor();
  const { body: after } = await mette("GET", `/api/v1/meetings/${late.id}`);
  assert.equal(after.has_feedback, true);
  await page.reload();
  await page.getByRole("status").filter({ hasText: word("meet.feedback.done") }).waitFor();
  await look(page, "moeder-feedback-done");
});

journey("Bent did not come, says what happened, and nobody has to ask him any more", LONG, async ({ page, origin }) => {
  const [bent, sara] = await Promise.all(["bent", "sara"].map((name) => somebody(origin, name)));
  await meetsToday(sara);
  const meeting = await booksNow(bent);
  await begins(meeting, -20);
  await does(sara, "Bent Lund", meeting, { act: "miss" });
  const isToAsk = async () => {
    const { body: work } = await sara("GET", "/api/v1/desk/work");
    return work.some(({ meeting: id, what }) => id === meeting.id && what === "ask_what_happened");
  };
  assert.ok(await isToAsk());
  await comes(page, /Bent/);
  await open(page, `/moeder/${meeting.id}`);
  await page.getByText(word("meet.missed")).first().waitFor();
  await page.getByLabel(word("meet.explain"), { exact: true }).fill("Bussen kom ikke");
  await look(page, "moeder-what-happened");
  await button(page, "meet.explain.send").click();
  await page.getByText(word("meet.explain.sent")).first().waitFor();
  const { body: after } = await bent("GET", `/api/v1/meetings/${meeting.id}`);
  assert.deepEqual([after.status, after.explanation], ["missed", "Bussen kom ikke"], "what it comes to is a person's to say");
  assert.equal(await isToAsk(), false);
});
