// Meetings as people and their devices meet them.
import { open } from "./page.mjs";
import { word } from "./words.mjs";

/** The provider's page has no icon of its own, and a time that is taken is refused. */
export const DIRECT = { direct: true, expected: [/404/] };

/** Comes to a page about meetings, and signs in there. */
export async function comes(page, name, address = "/moeder") {
  await open(page, address);
  await page.getByRole("link", { name: word("meet.sign-in"), exact: true }).click();
  await page.getByRole("button", { name }).click();
  await page.waitForURL((url) => url.pathname === address);
  await page.locator(".meet h2, .meet .font-lead").first().waitFor();
}

/** Asks the API as whoever is signed in on the page. */
export const asks = (page, method, address, body, headers = {}) =>
  page.evaluate(
    async ([method, address, body, headers]) => {
      const all = { "indgang-request": "test", "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
      const answer = await fetch(address, { method, headers: { ...all, ...headers }, body: body && JSON.stringify(body) });
      const text = await answer.text();
      return { status: answer.status, body: text && JSON.parse(text) };
    },
    [method, address, body, headers],
  );

/** Books a job talk at the nth free time, without the pages. */
export async function hasBooked(page, form, nth = 0) {
  const { body: free } = await asks(page, "GET", "/api/v1/meetings/times?kind=jobsamtale");
  const { start } = free.times[nth];
  const new_ = { kind: "jobsamtale", start, form, place: "raadhus" };
  const { body: reserved } = await asks(page, "POST", "/api/v1/meetings", new_);
  return acts(page, reserved, { act: "confirm" });
}

/** Does something with a meeting, without the pages. */
export async function acts(page, meeting, change) {
  const headers = { "if-match": `"${meeting.version}"` };
  const { status, body } = await asks(page, "POST", `/api/v1/meetings/${meeting.id}/acts`, change, headers);
  if (status !== 200) throw new Error(`${change.act} was refused: ${JSON.stringify(body)}`);
  return body;
}

/** From now on the page is told that its meetings are different: what a test cannot wait for. */
export async function told(page, change) {
  await truth(page);
  await page.route(WIRE, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    // All of them, or the one that something was done with.
    change(body.meetings ? body : { meetings: [body] });
    await route.fulfill({ response, json: body });
  });
}

/** From now on the page is told what the server says. */
export const truth = (page) => page.unroute(WIRE);

const WIRE = /\/api\/v1\/meetings(\/[^/]+\/acts)?$/;

/** Opens the day of a time, where it is folded. */
export async function unfold(page, start) {
  const day = page.locator(".times__day").filter({ hasText: capital(when(start).replace(/ kl\..*/, "")) });
  if ((await day.getAttribute("open")) === null) await day.locator("summary").click();
}

/** As people read it: `mandag den 23. november kl. 10.15`. */
export function when(start) {
  const at = new Date(start);
  const zone = { timeZone: "Europe/Copenhagen" };
  const day = new Intl.DateTimeFormat("da-DK", { ...zone, weekday: "long", day: "numeric", month: "long" }).format(at);
  return `${day.replace(" ", " den ")} ${time(start)}`;
}

/** `kl. 9.05`. */
export function time(start) {
  const zone = { timeZone: "Europe/Copenhagen" };
  const parts = new Intl.DateTimeFormat("da-DK", { ...zone, hour: "numeric", minute: "2-digit" }).formatToParts(new Date(start));
  const part = (type) => parts.find((it) => it.type === type).value;
  return `kl. ${Number(part("hour"))}.${part("minute")}`;
}

export const capital = (text) => text[0].toUpperCase() + text.slice(1);
