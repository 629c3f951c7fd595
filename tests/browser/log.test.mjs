// A whole day at the office, and a log in which nobody can be found: neither in the lines of every answer nor
// in those that are written to look for a fault.
import assert from "node:assert/strict";

import { Board } from "./support/board.mjs";
import { DESK, journey, logged, visitor } from "./support/house.mjs";
import { open } from "./support/page.mjs";
import { word } from "./support/words.mjs";

const log = logged(["--log", "debug", "--log-format", "json"]);

/** Words that stand nowhere else, as they are written on a plan and in a form. */
const GOAL = "Drivhusmester i Tølløse";
const CARD = "Kvædebeskæring";
const WISH = "Mindre knæsmerter hos Rosalinde";
const NOTE = "Huskeseddel om blåfiskeriet";
const HARD = "Natteuro efter skilsmissen";
const LAW = "Lægeerklæring om ankelbruskskade";
const DRAFT = "Ansøgning om tandprotese til Valdemar";

const NEED = "Brokbælte til Sigbritt";
const WHY = "Afslag begrundet med formuen i Gedser";

const WRITTEN = [GOAL, CARD, WISH, NOTE, HARD, LAW, DRAFT, NEED, WHY];
/** Of the demo's people: their names, and their numbers with and without the hyphen. */
const PEOPLE = ["Mette", "Holm", "Bent", "Lund", "Sara", "Friis", "680288", "830369"];

const GUEST = { direct: true, device: DESK, expected: [/404/] };

/** Everything in an address that must stay between the browser and the server. */
function secretsIn(address) {
  const { searchParams, hash } = new URL(address);
  const named = ["code", "state", "nonce", "code_challenge"].map((name) => searchParams.get(name));
  return [...named, ...decodeURIComponent(hash.slice(1)).split(".")].filter((value) => value);
}

/** Somebody whose secrets are remembered: what the addresses, the answers and the cookies carry. */
async function remembered() {
  const guest = await visitor(GUEST);
  const secrets = new Set();
  guest.context.on("request", (request) => secretsIn(request.url()).forEach((secret) => secrets.add(secret)));
  guest.page.on("framenavigated", (frame) => {
    if (frame.url().startsWith("http")) secretsIn(frame.url()).forEach((secret) => secrets.add(secret));
  });
  const cookies = async () => (await guest.context.cookies()).forEach(({ value }) => secrets.add(value));
  return { ...guest, secrets, cookies };
}

async function signsIn({ page, cookies }, at, name) {
  await page.goto(`/api/v1/sign-in?return_to=${encodeURIComponent(at)}`);
  // Before and after: the session has another name when somebody is signed in.
  await cookies();
  await page.getByRole("button", { name }).click();
  await page.waitForURL((url) => url.pathname === at);
  await page.locator("main#main-content h1").waitFor();
  await cookies();
}

const asks = (page, method, address, body) =>
  page.evaluate(
    async ([method, address, body]) => {
      const key = crypto.randomUUID();
      const headers = { "indgang-request": "test", "content-type": "application/json", "idempotency-key": key };
      const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body) });
      const text = await answer.text();
      return { key, status: answer.status, id: answer.headers.get("x-request-id"), body: text && JSON.parse(text) };
    },
    [method, address, body],
  );

/** Mette looks at her data, shares, writes a draft, takes all of it along and leaves. */
async function account(guest) {
  const { page, secrets } = guest;
  await signsIn(guest, "/mine-data", /Mette Holm/);
  const ends = new Date(Date.now() + 28 * 86_400_000).toISOString().slice(0, 10);
  const share = await asks(page, "POST", "/api/v1/shares", { part: "plan", ends_on: ends });
  const draft = await asks(page, "POST", "/api/v1/drafts", { form: "ansoegning", content: DRAFT });
  for (const { key, status, body } of [share, draft]) {
    assert.equal(status, 201, JSON.stringify(body));
    [key, body.id, body.code].filter(Boolean).forEach((secret) => secrets.add(secret));
  }
  await page.reload();
  await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: word("account.take.button") }).click(),
  ]);
  await page.getByRole("button", { name: word("account.stop"), exact: true }).click();
  await page.getByText(/^Stoppet \d+/).waitFor();
  await page.getByRole("button", { name: word("account.sign-out"), exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/mine-data"));
}

/** Bent lays a card of his own with a wish, and writes notes. */
async function lays({ page }) {
  await page.locator("#plan-goal").fill(GOAL);
  const board = new Board(page);
  await page.locator('[data-hold="blank"]').click();
  await board.week(2).click();
  await board.card(word("plan.card.own")).click();
  await page.locator(".hold-bar").getByRole("button", { name: word("plan.open") }).click();
  const back = page.getByRole("dialog");
  await back.getByLabel(word("plan.card.title")).fill(CARD);
  await back.getByLabel(word("plan.wish")).fill(WISH);
  await back.getByRole("button", { name: word("common.close") }).click();
  for (const [label, button, text] of [
    ["plan.note.new", "plan.note.add", NOTE],
    ["plan.frustration.new", "plan.frustration.add", HARD],
  ]) {
    await page.getByLabel(word(label)).fill(text);
    await page.getByRole("button", { name: word(button) }).click();
    await page.locator(".note").filter({ hasText: text }).waitFor();
  }
}

/** He keeps a copy, shows all of it to his caseworker, and makes a link for his family. */
async function shows({ page, secrets }) {
  await page.getByRole("button", { name: word("who.title") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: word("who.copy") }).click();
  await dialog.getByText(word("who.safe")).waitFor();
  await dialog.getByRole("button", { name: word("who.key.show") }).click();
  secrets.add(await dialog.locator(".who__key").innerText());
  for (const text of [CARD, NOTE, HARD]) await dialog.getByRole("checkbox", { name: text }).first().check({ force: true });
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/plan/shared") && answer.request().method() === "PUT");
  await dialog.getByRole("checkbox", { name: word("who.office.show") }).check({ force: true });
  assert.equal((await kept).status(), 204);
  const made = page.waitForResponse((answer) => answer.url().endsWith("/plan/links") && answer.request().method() === "POST");
  // By the keyboard: what is kept meanwhile may move the button from under a mouse.
  await dialog.getByRole("button", { name: word("family.make") }).press("Enter");
  assert.equal((await made).status(), 201);
  const link = await dialog.getByLabel(word("family.address")).inputValue();
  secretsIn(link).forEach((secret) => secrets.add(secret));
  await dialog.getByRole("button", { name: word("common.close") }).click();
  return link;
}

/** Bent opens a meeting, Sara joins it and writes about the law, and he ends it. */
async function meets(bent, sara) {
  await bent.page.getByRole("button", { name: word("meeting.title") }).click();
  await bent.page.getByRole("button", { name: word("meeting.open") }).click();
  const code = await bent.page.locator(".meeting__code").innerText();
  assert.match(code, /^\d{6}$/);
  const room = await bent.page.evaluate(() => localStorage.getItem("indgang.plan.room"));
  const [id, key] = room.split(" ");
  assert.ok(key, room);
  [code, id, key].forEach((secret) => bent.secrets.add(secret));

  await signsIn(sara, "/plan/moede", /Sara Friis/);
  const { body: citizens } = await asks(sara.page, "GET", "/api/v1/citizens");
  citizens.forEach(({ id }) => sara.secrets.add(id));
  await sara.page.getByLabel(word("meeting.code")).fill(code);
  await sara.page.getByRole("button", { name: word("meeting.join") }).click();
  await sara.page.locator(".plan-card").filter({ hasText: CARD }).first().waitFor();
  await sara.page.getByLabel(word("plan.law.new")).fill(LAW);
  await sara.page.getByRole("button", { name: word("plan.law.add") }).click();
  await bent.page.getByText(word("meeting.with", { navn: "Sara Friis" })).waitFor();
  await bent.page.getByRole("button", { name: word("meeting.to.board") }).click();
  await bent.page.locator(".note").filter({ hasText: LAW }).waitFor();
  await bent.page.getByRole("button", { name: word("meeting.goes.on") }).click();
  await bent.page.getByRole("button", { name: word("meeting.end") }).click();
  await bent.page.getByText(word("meeting.over")).waitFor();
  await sara.page.getByText(word("meeting.office.over")).waitFor();
}

/** Bent asks for something, and Sara decides about it. */
async function needs(bent, sara) {
  const content = { kind: "need", preset: "other", what: NEED, amount: "", changes: WISH, details: HARD, urgent: false };
  const { body: sent } = await asks(bent.page, "POST", "/api/v1/citizens/me/matters", { content });
  const { body: tasks } = await asks(sara.page, "GET", "/api/v1/desk/matters");
  const task = tasks.find(({ matter }) => matter.id === sent.id);
  const address = `/api/v1/citizens/${task.citizen}/matters/${sent.id}/acts`;
  const decided = { act: "decide", outcome: "refused", reason: WHY, law: "LAS § 81" };
  const decision = await sara.page.evaluate(
    async ([address, decided]) => {
      const headers = { "indgang-request": "test", "content-type": "application/json", "if-match": '"1"' };
      return (await fetch(address, { method: "POST", headers, body: JSON.stringify(decided) })).json();
    },
    [address, decided],
  );
  assert.equal(decision.status, "decided");
}

/** The log when all of it has come: the last line is that of the answer asked for here. */
async function lines(page) {
  const { id } = await asks(page, "GET", "/api/v1/health");
  let text = "";
  for (let tries = 0; tries < 100 && !text.includes(id); tries += 1) {
    text = await log();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(text.includes(id), "the log has every answer");
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

/** A line without what is a number or a name by chance: the time, and which answer it is about. */
function said({ timestamp, span, spans = [], ...line }) {
  assert.ok(timestamp);
  const around = [span, ...spans].filter(Boolean).map(({ id, ...more }) => more);
  return JSON.stringify({ ...line, around });
}

/** Six digits are those of a code only where they stand alone. */
const holds = (line, secret) =>
  /^\d{6}$/.test(secret) ? new RegExp(`(?<![\\w.])${secret}(?![\\w.])`).test(line) : line.includes(secret);

journey("nothing of a citizen's day stands in the log", { ...GUEST, timeout: 400_000 }, async ({ page }) => {
  await open(page, "/");
  const guests = { mette: await remembered(), bent: await remembered(), sara: await remembered(), sister: await remembered() };
  const { mette, bent, sara, sister } = guests;
  try {
    await account(mette);
    await signsIn(bent, "/plan", /Bent Lund/);
    await lays(bent);
    const link = await shows(bent);
    await open(sister.page, link);
    await sister.page.locator(".plan-card").filter({ hasText: CARD }).first().waitFor();
    await meets(bent, sara);
    await needs(bent, sara);

    const all = await lines(page);
    const routes = new Set(all.map(({ route }) => route));
    for (const route of ["/api/v1/plan/rooms/{room}/office", "/api/v1/plan/links/{link}", "/api/v1/plan/own", "/api/v1/citizens/{citizen}/matters/{matter}/acts"]) {
      assert.ok(routes.has(route), `${route} is in the log: it is that of this day`);
    }
    assert.ok(all.some(({ level }) => level === "DEBUG"), "also what is written to look for a fault");
    const secrets = Object.values(guests).flatMap(({ secrets }) => [...secrets]);
    assert.ok(secrets.length > 20, `${secrets.length} secrets were seen on the way`);
    const found = all.map(said).flatMap((line) => {
      const names = PEOPLE.filter((name) => line.includes(name)).map((name) => `the name or number ${name}`);
      const words = WRITTEN.filter((words) => line.includes(words)).map((words) => `the words ${words}`);
      const hidden = secrets.filter((secret) => holds(line, secret)).map((secret) => `the secret ${secret}`);
      return [...names, ...words, ...hidden].map((what) => `${what} in ${line.slice(0, 400)}`);
    });
    assert.deepEqual(found, []);
  } catch (error) {
    for (const [name, { page, troubles }] of Object.entries(guests)) error.message += `\n  ${name} at ${page.url()}: ${troubles}`;
    throw error;
  } finally {
    for (const guest of Object.values(guests)) await guest.leave();
  }
  for (const [name, { troubles }] of Object.entries(guests)) assert.deepEqual(troubles, [], name);
});
