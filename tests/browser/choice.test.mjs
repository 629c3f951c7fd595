// Choosing among offers: the municipality offers, the citizen chooses, a person says yes, asks or says no with a reason.
import assert from "node:assert/strict";

import { Board } from "./support/board.mjs";
import { AT, arrives, button, choice, link, stands, typesDay } from "./support/case.mjs";
import { PHONE, journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { asks } from "./support/meetings.mjs";
import { open, pathOf } from "./support/page.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { plain, word } from "./support/words.mjs";

const text = async (locator) => plain(await locator.innerText());
const summary = (page, key) => page.locator("summary").filter({ hasText: word(key) });
const CLUB = "offer.jobklub.name";

/** Somebody of the unit decides. */
async function decides(page, outcome, reason) {
  await choice(page, word(outcome)).click();
  await page.locator("#decision").fill(reason);
  await page.locator("#law").fill("LAB § 91");
  await button(page, "desk.matter.decide.send").click();
}

journey("Bent chooses none of these, is asked, chooses another, is refused with a reason, and complains", AT, async ({ page: sara }) => {
  await signsIn(sara, /Sara/, "/medarbejder");
  const { body: citizens } = await asks(sara, "GET", "/api/v1/citizens");
  const bent_is = citizens.find(({ name }) => name === "Bent Lund").id;
  await open(sara, `/medarbejder/borger/${bent_is}`);
  await summary(sara, "desk.offer").click();
  const send = sara.locator("form", { has: sara.locator("#offer-about") }).getByRole("button", { name: word("desk.hearing.send") });
  await send.click();
  await sara.locator("#error-summary").waitFor();
  await look(sara, "desk-offer-fault");
  await sara.locator("#offer-about").fill("Noget at stå op til");
  await sara.locator("#offer-0-key").selectOption("jobklub");
  await sara.locator("#offer-0-place").fill("Værkstedet");
  await sara.locator("#offer-0-hours").fill("12");
  await sara.locator("#offer-1-key").selectOption("jobklub");
  await typesDay(sara, "offer-by", 10);
  await send.click();
  await sara.locator("#error-summary").getByText(word("case.wrong.offer")).waitFor();
  await sara.locator("#offer-1-key").selectOption("fysisk_traening");
  await send.click();
  await sara.getByText("Noget at stå op til").waitFor();
  assert.equal(await summary(sara, "desk.matter.decide").count(), 0, "nothing is chosen yet");
  const desk = pathOf(sara);
  await look(sara, "desk-offer-sent");

  const { page: bent } = await visitor(AT);
  await signsIn(bent, /Bent/, "/sag");
  await bent.locator(".alert").getByRole("link", { name: word("case.kind.choice.from") }).click();
  await bent.getByRole("heading", { name: word(CLUB) }).waitFor();
  const offer = await text(bent.locator(".case__offer").first());
  for (const said of ["Værkstedet", "12 timer", word("decides.aftale"), word("offer.jobklub.purpose"), word("case.choice.no")]) {
    assert.ok(offer.includes(plain(said)), said);
  }
  assert.match(await text(bent.locator(".case__offer").nth(1)), /Det aftales/);
  await button(bent, "case.choice.send").click();
  await bent.locator("#error-summary").waitFor();
  await look(bent, "sag-valg-fault");
  await choice(bent, word("case.choice.none")).click();
  await bent.locator("#own").fill("Passe haven hos Ida");
  await look(bent, "sag-valg");
  // What is typed survives a closed tab.
  await bent.reload();
  await bent.locator("#own").waitFor();
  assert.equal(await bent.locator("#own").inputValue(), "Passe haven hos Ida");
  await button(bent, "case.choice.send").click();
  await stands(bent, "er i gang");
  const chosen = bent.locator(".case__facts").filter({ hasText: word("case.choice.picked") });
  assert.match(await text(chosen), /Passe haven hos Ida.*Borgerens egen idé/);

  await sara.reload();
  await sara.getByText("Passe haven hos Ida").first().waitFor();
  assert.equal(await summary(sara, "desk.offer.back").count(), 0, "what is chosen is not taken away");
  await summary(sara, "desk.matter.ask").click();
  await sara.locator("#ask").fill("Hvem er Ida, og hvor mange timer er det?");
  await typesDay(sara, "ask-by", 5);
  await button(sara, "desk.matter.ask").click();
  await sara.getByText(word("case.step.asked")).nth(1).waitFor();

  await bent.reload();
  await stands(bent, "Vi mangler dit svar");
  await bent.getByText("Hvem er Ida, og hvor mange timer er det?").waitFor();
  await summary(bent, "case.choice.again").click();
  await choice(bent, word(CLUB)).click();
  await bent.locator("#reason").fill("Så er jeg sammen med andre");
  await look(bent, "sag-valg-igen");
  await button(bent, "case.choice.send").click();
  await stands(bent, "er i gang");

  await open(sara, desk);
  await sara.getByText("Så er jeg sammen med andre").first().waitFor();
  await decides(sara, "case.outcome.refused", "");
  await sara.locator("#error-summary").waitFor();
  await look(sara, "desk-choice-fault");
  await sara.locator("#decision").fill("Holdet er fyldt. Det næste begynder i januar.");
  await button(sara, "desk.matter.decide.send").click();
  await sara.getByRole("heading", { name: word("case.outcome.refused") }).waitFor();

  await bent.reload();
  await stands(bent, word("case.outcome.refused"));
  await bent.getByText("Holdet er fyldt. Det næste begynder i januar.").waitFor();
  assert.equal(await button(bent, "case.choice.to-plan").count(), 0);
  const steps = await text(bent.locator(".case__steps"));
  assert.match(steps, /Passe haven hos Ida[^]*Hvem er Ida[^]*Så er jeg sammen med andre/);
  await look(bent, "sag-valg-nej");
  await bent.locator("summary").filter({ hasText: word("case.kind.complaint") }).click();
  await bent.locator("#complaint").fill("Jeg vil gerne på venteliste.");
  await button(bent, "case.complain.send").click();
  await arrives(bent, word("case.kind.complaint"));
  await stands(bent, "Modtaget af Sara Friis");
});

journey("Line finds an offer herself, gets a yes, and puts it on her plan in one tap", AT, async ({ page: line }) => {
  await signsIn(line, /Line/, "/sag");
  await link(line, "case.kind.choice").click();
  await arrives(line, word("case.kind.choice"));
  await line.locator("#about").fill("Hjælp til at holde fast");
  await line.locator("#area").selectOption("stoette");
  await choice(line, word("offer.mentor.name")).click();
  await line.getByText(word("offer.mentor.purpose")).waitFor();
  await look(line, "sag-valg-selv");
  await button(line, "case.send").click();
  await stands(line, "Modtaget af Sara Friis");
  const matter = pathOf(line);
  const id = matter.split("/").at(-1);

  const { page: sara } = await visitor(AT);
  await signsIn(sara, /Sara/, "/medarbejder/sager");
  await sara.locator(".desk__work li").filter({ hasText: word("case.kind.choice") }).getByRole("link").click();
  await sara.getByText("Borgerens egen idé").waitFor();
  await typesDay(sara, "from", 7);
  await typesDay(sara, "until", 90);
  await look(sara, "desk-choice");
  await decides(sara, "case.outcome.granted", "En mentor kan hjælpe dig med at holde fast.");
  await sara.getByRole("heading", { name: word("case.outcome.granted") }).waitFor();

  await line.reload();
  await stands(line, word("case.outcome.granted"));
  await look(line, "sag-valg-ja");
  const { body: receipt } = await asks(line, "GET", `/api/v1/citizens/me/matters/${id}/receipt`);
  assert.equal(receipt.idea, "citizen");
  assert.equal(receipt.decision.outcome, "granted");
  const onPlan = line.locator(".plan-card").filter({ hasText: plain(word("offer.mentor.short")) }).and(line.locator(":not(.plan-card--deck)"));
  await button(line, "case.choice.to-plan").click();
  await line.waitForURL("**/plan");
  await onPlan.first().waitFor();
  await look(line, "plan-granted");
  const cards = await onPlan.count();
  // On its card: who it is, and what they may see.
  const board = new Board(line);
  await line.setViewportSize(PHONE.viewport);
  const dialog = await board.looksInto(plain(word("offer.mentor.short")));
  await dialog.getByLabel(word("plan.mentor"), { exact: true }).fill("Mona");
  await dialog.locator("summary").filter({ hasText: word("plan.mentor.sees") }).click();
  await look(line, "plan-mentor");
  await line.keyboard.press("Escape");
  await line.locator(".plan-card__lane").filter({ hasText: "Mona" }).first().waitFor();
  // A second tap lays no second card.
  await open(line, matter);
  await button(line, "case.choice.to-plan").click();
  await line.waitForURL("**/plan");
  await onPlan.first().waitFor();
  assert.equal(await onPlan.count(), cards);
});
