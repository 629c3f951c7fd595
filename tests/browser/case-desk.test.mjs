// What the municipality does with a citizen's case, and what the citizen sees of it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { AT, button, choice, isoIn, link, sends, stands, typesDay } from "./support/case.mjs";
import { begins, journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { asks, hasBooked } from "./support/meetings.mjs";
import { open, pathOf } from "./support/page.mjs";
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

journey("the letter of a hearing and of its decision is there for Hassan to read and to take", AT, async ({ page: hassan }) => {
  const pdf = (name) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.7\n% ${name}\n%%EOF\n`) });
  const arrived = (page) => page.locator(".attach .files__one").getByText(word("attach.here"), { exact: true }).waitFor();
  const mads = await opensAtDesk(/Mads/, null, "Hassan Aziz");
  await mads.locator("summary").filter({ hasText: word("desk.hearing") }).click();
  await mads.locator("#hearing-what").fill("Du kom ikke til samtalen.");
  await typesDay(mads, "hearing-on", -1);
  await mads.locator("#hearing-law").fill("LAS § 36");
  await typesDay(mads, "hearing-by", 10);
  // What is no picture, PDF or sound is said at the file, and is not sent.
  await mads.locator("#files-choose").setInputFiles({ ...pdf("Brev.pdf"), buffer: Buffer.from("<svg/>") });
  await mads.locator(".attach").getByText(word("attach.wrong-type")).waitFor();
  await button(mads, "desk.hearing.send").click();
  await mads.locator("#error-summary").getByText(word("attach.wait")).waitFor();
  await button(mads, "attach.remove", { navn: "Brev.pdf" }).click();
  await mads.locator("#files-choose").setInputFiles(pdf("Brev om fravær.pdf"));
  await arrived(mads);
  await look(mads, "desk-hearing-letter");
  await button(mads, "desk.hearing.send").click();
  await mads.locator(".desk__steps").getByText("Brev om fravær.pdf").waitFor();

  await signsIn(hassan, /Hassan/, "/sag");
  await hassan.locator(".alert").getByRole("link", { name: word("case.kind.hearing") }).click();
  const letter = hassan.getByRole("link", { name: "Brev om fravær.pdf" }).first();
  await letter.waitFor();
  await look(hassan, "sag-hoering-brev");
  const [download] = await Promise.all([hassan.waitForEvent("download"), letter.click()]);
  assert.equal(download.suggestedFilename(), "Brev om fravær.pdf");
  assert.deepEqual(await readFile(await download.path()), pdf("Brev om fravær.pdf").buffer);

  await choice(mads, word("case.outcome.none")).click();
  await mads.locator("#decision").fill("Du var på skadestuen.");
  await mads.locator("#files-choose").setInputFiles(pdf("Afgørelse.pdf"));
  await arrived(mads);
  await button(mads, "desk.matter.decide.send").click();
  await mads.locator(".desk__steps").getByText("Afgørelse.pdf").waitFor();
  await hassan.reload();
  await hassan.locator(".case__decision").getByRole("link", { name: "Afgørelse.pdf" }).waitFor();
  await look(hassan, "sag-afgoerelse-brev");
});

journey("before a talk Bent is asked if his fare is still the same: yes is one tap, no and stop are two", AT, async ({ page: bent }) => {
  await signsIn(bent, /Bent/, "/sag");
  const fare = { kind: "transport", from: isoIn(-30), until: isoIn(400), days: 3, km: 64, place: "Værkstedet", hindered: false };
  const sent = await sends(bent, fare);
  const sara = await opensAtDesk(/Sara/, sent.id, "Bent Lund");
  const acts = `/api/v1/citizens/${pathOf(sara).split("/").at(-2)}/matters/${sent.id}/acts`;
  const decision = { act: "decide", outcome: "granted", reason: "Du har ret til det.", law: "LAB § 175", amount: "593.00", until: isoIn(400) };
  const { status } = await asks(sara, "POST", acts, decision, { "If-Match": '"1"' });
  assert.equal(status, 200);
  const question = bent.locator(".alert").getByText(word("case.still"), { exact: true });
  await open(bent, "/sag");
  await bent.getByText(word("case.nothing-waits")).waitFor();
  assert.equal(await question.count(), 0, "there is no talk yet");

  const meeting = await hasBooked(bent, "phone");
  await begins(meeting, 7 * 24 * 60);
  await bent.reload();
  await question.waitFor();
  await look(bent, "sag-still");
  await button(bent, "case.still.yes").click();
  await question.waitFor({ state: "detached" });
  await open(bent, `/sag/ting/${sent.id}`);
  assert.match(await text(bent.locator(".case__steps")), new RegExp(`${word("case.step.confirmed")}.*Bent Lund`));
  assert.equal(await question.count(), 0, "it is asked once for each talk");

  // The next one: the first tap brings what there is to change, the second one stops it.
  await begins(meeting, 7 * 24 * 60);
  await open(bent, "/sag");
  await question.waitFor();
  await link(bent, "case.still.no").click();
  await bent.getByText(word("case.still.below")).waitFor();
  assert.ok(await bent.locator("#km").isVisible());
  await look(bent, "sag-still-no");
  await button(bent, "case.stop.do").click();
  await stands(bent, word("case.status.withdrawn"));
});
