// Who came to an activity: said by whoever runs it, seen at once by the citizen, who may object before it goes further.
import assert from "node:assert/strict";

import { AT, arrives, button, choice, stands, typesDay } from "./support/case.mjs";
import { journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { asks } from "./support/meetings.mjs";
import { open, pathOf } from "./support/page.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { plain, word } from "./support/words.mjs";

const text = async (locator) => plain(await locator.innerText());
const summary = (page, key) => page.locator("summary").filter({ hasText: word(key) });

journey("Vera says who came, Line sees it at once and objects, and Sara answers before anything goes further", AT, async ({ page: sara }) => {
  await signsIn(sara, /Sara/, "/medarbejder");
  const { body: citizens } = await asks(sara, "GET", "/api/v1/citizens");
  const line_is = citizens.find(({ name }) => name === "Line Krogh").id;
  await open(sara, `/medarbejder/borger/${line_is}`);
  await summary(sara, "desk.activity").click();
  await button(sara, "desk.activity.send").click();
  await sara.locator("#error-summary").waitFor();
  await look(sara, "desk-activity-fault");
  await sara.locator("#activity-name").fill("Køkkenet");
  await sara.locator("#activity-to").selectOption({ label: "Værkstedet" });
  await typesDay(sara, "activity-from", -7);
  await typesDay(sara, "activity-until", 60);
  for (let day = 0; day < 7; day += 1) await sara.locator(`label[for=activity-days-${day}]`).click();
  await button(sara, "desk.activity.send").click();
  await sara.getByText(word("case.activity.none")).waitFor();
  const desk = pathOf(sara);
  await look(sara, "desk-activity");

  const { page: line } = await visitor(AT);
  await signsIn(line, /Line/, "/sag");
  await line.locator(".case__sent").getByRole("link", { name: word("case.kind.activity") }).click();
  await arrives(line, word("case.kind.activity"));
  await stands(line, word("case.status.activity"));
  await line.getByText(word("case.activity.none")).waitFor();

  // With the keyboard alone.
  const { page: vera } = await visitor(AT);
  await signsIn(vera, /Vera/, "/medarbejder");
  await arrives(vera, word("desk.attendance"));
  const row = vera.getByRole("group", { name: "Line Krogh" });
  const pressed = (key) => row.getByRole("button", { name: word(key), exact: true });
  await pressed("case.activity.absent").focus();
  await vera.keyboard.press("Enter");
  await row.locator("[aria-pressed=true]").filter({ hasText: word("case.activity.absent") }).waitFor();
  assert.ok(await pressed("case.activity.absent").evaluate((it) => it === document.activeElement), "the focus stays");
  assert.equal(await vera.locator(".desk__menu a").count(), 0, "no other page is hers");
  await look(vera, "desk-attendance");
  await button(vera, "desk.attendance.after").click();
  await vera.getByText(word("desk.attendance.closed")).waitFor();
  assert.equal(await vera.getByRole("button", { name: word("case.activity.absent"), exact: true }).count(), 0);
  await look(vera, "desk-attendance-ahead");
  await button(vera, "desk.attendance.before").click();
  await button(vera, "desk.attendance.before").click();
  await row.waitFor();
  await pressed("case.activity.came").focus();
  await vera.keyboard.press("Space");
  await row.locator("[aria-pressed=true]").waitFor();

  // Line has pressed nothing, and sees both days.
  await line.getByText("Det er ikke gået videre").waitFor();
  await line.locator(".case__sent li").nth(1).waitFor();
  await look(line, "sag-forloeb");
  await summary(line, "case.activity.object").click();
  await button(line, "case.activity.object.send").click();
  await line.locator("#error-summary").waitFor();
  await line.locator("textarea[id^=object-]").fill("Jeg var hos lægen.");
  await button(line, "case.activity.object.send").click();
  await line.getByText(word("case.activity.objected")).waitFor();
  await stands(line, "Modtaget af Sara Friis");
  await look(line, "sag-forloeb-imod");

  await open(sara, "/medarbejder/sager");
  await sara.getByRole("link", { name: "Line Krogh" }).first().waitFor();
  await open(sara, desk);
  await sara.getByText("Jeg var hos lægen.").first().waitFor();
  await sara.getByText(word("desk.settle.nothing")).waitFor();
  assert.equal(await summary(sara, "desk.matter.note").count(), 0, "an objection is answered, not laid aside");
  await sara.locator("form", { has: sara.locator("#settle-reason") }).getByRole("button").click();
  await sara.locator("#error-summary").waitFor();
  await look(sara, "desk-settle-fault");
  await choice(sara, word("desk.settle.struck")).click();
  await sara.locator("#settle-reason").fill("Du var hos lægen. Det er lovligt fravær.");
  await sara.locator("form", { has: sara.locator("#settle-reason") }).getByRole("button").click();
  await sara.getByText(word("case.activity.struck")).waitFor();
  await line.getByText(word("case.activity.struck")).waitFor();
  assert.match(await text(line.locator(".case__sent")), /Det er lovligt fravær\./);
  await stands(line, word("case.status.activity"));

  // Everybody who looked is on the list.
  const { body: data } = await asks(line, "GET", "/api/v1/mine-data");
  assert.ok(data.looks.some((it) => it.viewer === "Vera Toft" && it.part === "person"));
});

journey("an approved choice becomes an activity without being typed again", AT, async ({ page: mette }) => {
  await signsIn(mette, /Mette/, "/sag");
  const wanted = { kind: "choice", about: "Noget at stå op til", offered: [], answer_by: null, picked: { wanted: { offer: "jobklub" }, reason: "" } };
  const sent = await asks(mette, "POST", "/api/v1/citizens/me/matters", { content: wanted });
  assert.equal(sent.status, 201);

  const { page: sara } = await visitor(AT);
  await signsIn(sara, /Sara/, "/medarbejder/sager");
  await sara.getByRole("link", { name: "Mette Holm" }).first().click();
  await choice(sara, word("case.outcome.granted")).click();
  await sara.locator("#decision").fill("Det er en god idé.");
  assert.ok((await sara.locator("#law").inputValue()).length > 0, "the law stands there already");
  await typesDay(sara, "from", 0);
  await typesDay(sara, "until", 60);
  await button(sara, "desk.matter.decide.send").click();
  await summary(sara, "desk.activity").click();
  assert.equal(await sara.locator("#activity-name").inputValue(), word("offer.jobklub.name"));
  assert.notEqual(await sara.locator("#activity-from-day").inputValue(), "");
  await sara.locator("#activity-to").selectOption({ label: "Værkstedet" });
  await sara.locator("label[for=activity-days-0]").click();
  await button(sara, "desk.activity.send").click();
  await sara.getByText(word("case.activity.none")).waitFor();
  await look(sara, "desk-activity-from-choice");
});
