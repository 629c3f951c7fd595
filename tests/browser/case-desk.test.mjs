// What the municipality does with a citizen's case, and what the citizen sees of it.
import assert from "node:assert/strict";

import { AT, button, isoIn, sends, stands } from "./support/case.mjs";
import { journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { asks } from "./support/meetings.mjs";
import { open } from "./support/page.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { plain, word } from "./support/words.mjs";

const text = async (locator) => plain(await locator.innerText());

/** A page of somebody at work, at something that a citizen has sent or is sent. */
async function opensAtDesk(name, matter, citizen) {
  const { page } = await visitor(AT);
  await signsIn(page, name, "/medarbejder");
  const { body: citizens } = await asks(page, "GET", "/api/v1/citizens");
  const { id } = citizens.find((one) => one.name === citizen);
  await open(page, matter ? `/medarbejder/sag/${id}/${matter}` : `/medarbejder/borger/${id}`);
  return page;
}

journey("a matter goes to another unit that may see it, and the citizen reads why", AT, async ({ page: line }) => {
  await signsIn(line, /Line/, "/sag");
  const sent = await sends(line, { kind: "message", text: "Hvad med min husleje?" });
  const sara = await opensAtDesk(/Sara/, sent.id, "Line Krogh");
  const over = sara.locator("summary").filter({ hasText: word("desk.hand-over") });
  await over.click();
  assert.equal(await sara.locator("#to optgroup").count(), 1, "nobody else may see it");

  const consent = { unit: "ydelse", part: "benefit", purpose: "Husleje", ends_on: isoIn(30) };
  await asks(line, "POST", "/api/v1/consents", consent);
  await sara.reload();
  await over.click();
  await button(sara, "desk.matter.to.send").click();
  await sara.locator("#error-summary").getByText(word("case.wrong.choice")).waitFor();
  await sara.locator("#to").selectOption({ label: "Ydelsescentret" });
  await sara.locator("#reason").fill("De kender reglerne om husleje.");
  await look(sara, "desk-matter-hand-over");
  await button(sara, "desk.matter.to.send").click();
  await sara.locator(".desk__steps").getByText("De kender reglerne om husleje.").waitFor();

  await open(line, `/sag/ting/${sent.id}`);
  await stands(line, "Modtaget af Ydelsescentret");
  const steps = await text(line.locator(".case__steps"));
  assert.match(steps, new RegExp(`${word("case.step.handed-over")}.*Sara Friis.*De kender reglerne om husleje\\.`));
  await look(line, "sag-handed-over");
});
