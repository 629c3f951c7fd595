// One's own case as people and their devices meet it.
import { asks } from "./meetings.mjs";
import { word } from "./words.mjs";

/** The server's days are those of the calendar, so are the pages'. */
export const AT = { direct: true, expected: [/404/], at: new Date().toISOString(), timeout: 400_000 };

/** A day so many days from now, as it is typed: day, month, year. */
export function inDays(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(day).split("-");
  return parts.map(Number).reverse().map(String);
}

/** The same as documents have it. */
export const isoIn = (days) => {
  const [day, month, year] = inDays(days);
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
};

/** Types a day into its three fields. */
export async function typesDay(page, id, days) {
  const [day, month, year] = inDays(days);
  for (const [part, said] of [["day", day], ["month", month], ["year", year]]) {
    await page.locator(`#${id}-${part}`).fill(said);
  }
}

/** Sends something without the pages. */
export async function sends(page, content) {
  const { status, body } = await asks(page, "POST", "/api/v1/citizens/me/matters", { content });
  if (status !== 201) throw new Error(`${content.kind} was refused: ${JSON.stringify(body)}`);
  return body;
}

/** The page of a matter: where it stands, in the alert at its top. */
export async function stands(page, words) {
  const alert = page.locator(".own-case .alert-heading").first();
  await alert.filter({ hasText: words }).waitFor();
}

export const button = (page, key, values) => page.getByRole("button", { name: word(key, values), exact: true });
export const link = (page, key) => page.locator("main").getByRole("link", { name: word(key), exact: true });
export const choice = (page, name) => page.locator("main label").filter({ hasText: name }).first();
/** The page with that heading. */
export const arrives = (page, title) => page.locator("#main-content h1").filter({ hasText: title }).waitFor();
