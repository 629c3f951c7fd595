// Who else may see something: consents are given and withdrawn in one's own case.
import assert from "node:assert/strict";

import { AT, arrives, button, choice, isoIn, link, typesDay } from "./support/case.mjs";
import { journey } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { asks } from "./support/meetings.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { plain, word } from "./support/words.mjs";

const text = async (locator) => plain(await locator.innerText());

journey("Line says who else may see her plan, what for and until when, and takes it back", AT, async ({ page: line }) => {
  await signsIn(line, /Line/, "/sag");
  await link(line, "consent.title").click();
  await arrives(line, word("consent.title"));
  await line.getByText(word("consent.none")).waitFor();
  await button(line, "consent.give").click();
  await line.locator("#error-summary").waitFor();
  await look(line, "sag-samtykke-fault");
  await choice(line, "Ydelsescentret").click();
  await choice(line, word("consent.plan")).click();
  await line.getByText(word("consent.plan.text")).waitFor();
  await line.locator("#purpose").fill("Så vi kan holde ét møde om bolig og job.");
  await typesDay(line, "until", 30);
  await button(line, "consent.give").click();
  const given = line.locator(".case__sent > li");
  await given.waitFor();
  assert.match(await text(given), /^Ydelsescentret Må se: Din plan.* Til og med .*Så vi kan holde ét møde/);
  await look(line, "sag-samtykke");
  const { body } = await asks(line, "GET", "/api/v1/mine-data");
  assert.deepEqual(body.consents.map(({ unit, part, ends_on }) => [unit, part, ends_on]), [["Ydelsescentret", "plan", isoIn(30)]]);
  await given.getByRole("button").click();
  await line.getByText(word("consent.none")).waitFor();
  const after = await asks(line, "GET", "/api/v1/mine-data");
  assert.ok(after.body.consents[0].withdrawn_at);
});
