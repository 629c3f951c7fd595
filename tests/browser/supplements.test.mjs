// Help with medicine and leisure, and one start for sickness.
import assert from "node:assert/strict";

import { AT, arrives, button, choice, inDays, isoIn, link, stands, typesDay } from "./support/case.mjs";
import { journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { asks } from "./support/meetings.mjs";
import { open } from "./support/page.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { word } from "./support/words.mjs";

const pdf = { name: "bon.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n% bon\n%%EOF\n") };
const summary = (page, key) => page.locator("summary").filter({ hasText: word(key) });

journey("Line's medicine is granted for three months by Sara who knows her; the end stands in her case, and she is reminded when she wants", AT, async ({ page: line }) => {
  await signsIn(line, /Line/, "/sag/enkeltydelse");
  await choice(line, word("case.need.medicine")).click();
  await line.locator("#what").fill("Min faste medicin");
  await line.locator("#changes").fill("Jeg kan holde min praktik");
  await choice(line, word("case.need.urgent.no")).click();
  await line.getByText(word("case.means.medicine")).waitFor();
  await look(line, "sag-medicin");
  await button(line, "case.send").click();
  await stands(line, "Modtaget af Sara Friis");

  const { page: sara } = await visitor(AT);
  await signsIn(sara, /Sara/, "/medarbejder/sager");
  await sara.getByRole("link", { name: "Line Krogh" }).first().click();
  await sara.getByText("Min faste medicin").waitFor();
  assert.equal(await sara.locator("#law").inputValue(), "LAS §§ 82, 82 b");
  await choice(sara, word("case.outcome.granted")).click();
  await sara.locator("#decision").fill("Medicinen gør, at du kan holde din praktik.");
  await typesDay(sara, "from", 1);
  await typesDay(sara, "until", 91);
  await button(sara, "desk.matter.decide.send").click();
  await sara.getByText(/til og med/).first().waitFor();

  await open(line, "/sag");
  const sent = line.locator(".case__sent > li").first();
  await sent.getByText(/^Ja, du får det til og med /).waitFor();
  await look(line, "sag-bevilget");
  await sent.getByRole("link").click();
  await summary(line, "case.remind").click();
  // A while before it ends, unless she says otherwise.
  assert.equal(await line.locator("#remind-day").inputValue(), inDays(77)[0]);
  await line.locator("#remind-year").fill("2020");
  await button(line, "case.remind").click();
  await line.locator("#error-summary").getByText(word("case.remind.wrong")).waitFor();
  await typesDay(line, "remind", 70);
  await button(line, "case.remind").click();
  await line.getByText(/^Vi minder dig om det /).first().waitFor();
  await look(line, "sag-mind-mig");
  const { body } = await asks(line, "GET", "/api/v1/citizens/me/case");
  const matter = await asks(line, "GET", `/api/v1/citizens/me/matters/${body.matters[0].id}`);
  assert.equal(matter.body.remind_on, isoIn(70));
  await button(line, "case.remind.stop").click();
  await button(line, "case.remind.stop").waitFor({ state: "detached" });
});

journey("receipts for the leisure supplement come with a picture, and the day is the law's", AT, async ({ page }) => {
  await signsIn(page, /Mette/, "/sag/kvitteringer");
  await typesDay(page, "until", -5);
  await page.getByText(/senest .* 20\. .* \(fastsat ved lov, LAS § 86, stk\. 8\)/).waitFor();
  await button(page, "case.send").click();
  await page.locator("#error-summary").getByText(word("attach.none")).waitFor();
  await look(page, "sag-kvitteringer-fault");
  assert.equal(await page.locator("#files-take").getAttribute("capture"), "environment");
  await page.locator("#files-choose").setInputFiles(pdf);
  await page.locator(".attach .files__one").getByText(word("attach.here"), { exact: true }).waitFor();
  await look(page, "sag-kvitteringer");
  await button(page, "case.send").click();
  await stands(page, "Modtaget af Ydelsescentret");
  await page.getByText("bon.pdf").waitFor();
});

journey("Hassan begins once when he is ill, lets both units see it, and has a contact", AT, async ({ page: hassan }) => {
  await signsIn(hassan, /Hassan/, "/sag/meld");
  await link(hassan, "case.kind.sick-start").click();
  await arrives(hassan, word("case.kind.sick-start"));
  await typesDay(hassan, "from", -2);
  await hassan.locator("#employer").fill("Smedjen");
  await hassan.locator("#can").fill("Jeg kan sidde ned og tale med kunder.");
  await hassan.locator("#phone").fill("20 30 40 50");
  // The units are called what the municipality calls them.
  const units = { enhed: "Ydelsescentret", anden: "Job og Trivsel" };
  await hassan.locator("label[for=together-0]").getByText(word("case.start.together.yes", units)).waitFor();
  await hassan.getByText(word("case.means.start.one", units)).waitFor();
  await hassan.locator("#together-0").check({ force: true });
  await hassan.getByText(word("case.means.start.both", units)).waitFor();
  await look(hassan, "sag-sygemelding");
  await button(hassan, "case.send").click();
  await stands(hassan, "Modtaget af");

  const { page: yusuf } = await visitor(AT);
  await signsIn(yusuf, /Yusuf/, "/medarbejder/sager");
  await yusuf.getByRole("link", { name: "Hassan Aziz" }).first().waitFor();
  const { page: sara } = await visitor(AT);
  await signsIn(sara, /Sara/, "/medarbejder/sager");
  await sara.getByRole("link", { name: "Hassan Aziz" }).first().click();
  await sara.getByText("Jeg kan sidde ned og tale med kunder.").waitFor();
  await look(sara, "desk-sygemelding");
  await button(sara, "desk.matter.take").click();
  await sara.locator(".desk__steps").getByText(word("case.step.taken")).waitFor();
  await open(hassan, "/sag");
  await hassan.locator(".case__contact .case__name").waitFor();
});
