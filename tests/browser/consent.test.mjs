// Who else may see something: consents are given and withdrawn in one's own case.
import assert from "node:assert/strict";

import { AT, arrives, button, choice, isoIn, link, typesDay } from "./support/case.mjs";
import { journey } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { asks } from "./support/meetings.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { plain, word } from "./support/words.mjs";

const text = async (locator) => plain(await locator.innerText());

journey("Bent says who else may see his plan, what for and until when, and takes it back", AT, async ({ page: bent }) => {
  await signsIn(bent, /Bent/, "/sag");
  await link(bent, "consent.title").click();
  await arrives(bent, word("consent.title"));
  await bent.getByText(word("consent.none")).waitFor();
  await button(bent, "consent.give").click();
  await bent.locator("#error-summary").waitFor();
  await look(bent, "sag-samtykke-fault");
  await choice(bent, "Ydelsescentret").click();
  await choice(bent, word("consent.plan")).click();
  await bent.getByText(word("consent.plan.text")).waitFor();
  await bent.locator("#purpose").fill("Så vi kan holde ét møde om bolig og job.");
  await typesDay(bent, "until", 30);
  await button(bent, "consent.give").click();
  const given = bent.locator(".case__sent > li");
  await given.waitFor();
  assert.match(await text(given), /^Ydelsescentret Må se: Din plan.* Til og med .*Så vi kan holde ét møde/);
  await look(bent, "sag-samtykke");
  const { body } = await asks(bent, "GET", "/api/v1/mine-data");
  assert.deepEqual(body.consents.map(({ unit, part, ends_on }) => [unit, part, ends_on]), [["Ydelsescentret", "plan", isoIn(30)]]);
  await given.getByRole("button").click();
  await bent.getByText(word("consent.none")).waitFor();
  const after = await asks(bent, "GET", "/api/v1/mine-data");
  assert.ok(after.body.consents[0].withdrawn_at);
});
