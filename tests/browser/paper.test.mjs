// On paper: forms that are printed without signing in, and ask what the screen asks.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { journey } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { open } from "./support/page.mjs";
import { printed, prints, said } from "./support/paper.mjs";
import { word } from "./support/words.mjs";

const file = (name) => readFile(new URL(`../../src/text/da/${name}.txt`, import.meta.url), "utf8");
const keys = async (name, pattern) => [...(await file(name)).matchAll(pattern)].map(([key]) => key);

journey("an application is printed and filled in with a pen: the questions of the screen, what to enclose, where to send it", async ({ page }) => {
  await open(page, "/papir/ansoegning");
  await page.getByRole("heading", { name: word("blank.application") }).waitFor();
  await look(page, "papir-ansoegning");
  const { sheets, landscape } = await printed(page, "papir-ansoegning");
  assert.ok(!landscape && sheets >= 4 && sheets <= 20, `${sheets} sheets`);
  const pdf = (await page.pdf({ preferCSSPageSize: true, tagged: true })).toString("latin1");
  for (const sign of ["/StructTreeRoot", "/MarkInfo", "/Lang"]) assert.ok(pdf.includes(sign), `${sign}: it can be read aloud`);

  await page.emulateMedia({ media: "print" });
  const paper = await said(page.locator("body"));
  const questions = [
    "apply.since", "apply.happened", "apply.phone", "apply.address", "apply.more.label", "apply.promise",
    "question.relationship.title", "question.relationship.married", "question.citizenship.title",
    "question.income.title", "question.wealth.title", "question.partner.situation.title", "question.situation.works",
  ];
  for (const key of questions) assert.ok(paper.includes(word(key)), key);
  const papers = await keys("papers", /^paper\.[a-z0-9_]+\.(name|why)/gm);
  assert.ok(papers.length > 30);
  for (const key of papers) assert.ok(paper.includes(word(key).replaceAll(/\s+/g, " ")), key);
  for (const where of ["Rådhuspladsen 1", "70 10 20 30"]) assert.ok(paper.includes(where), where);
  assert.ok(!(await page.getByRole("button", { name: word("take.print") }).isVisible()), "a button is of no use on paper");
  await page.emulateMedia({ media: null });
  await prints(page, () => page.getByRole("button", { name: word("take.print") }).click());
});

journey("a complaint needs no sign-in: one sheet, with the last day and who looks at it again", async ({ page }) => {
  await open(page, "/papir/klage");
  await page.getByRole("heading", { name: word("blank.complaint") }).waitFor();
  await look(page, "papir-klage");
  const { sheets } = await printed(page, "papir-klage");
  assert.ok(sheets <= 2, `${sheets} sheets`);
  const paper = await said(page.locator("body"));
  for (const words of ["4 uger", "Ankestyrelsen", word("blank.complaint.text"), "Rådhuspladsen 1"]) assert.ok(paper.includes(words), words);
});

journey("whoever is not signed in finds the paper from their case", { expected: [/404/] }, async ({ page }) => {
  await open(page, "/sag");
  await page.getByRole("link", { name: word("case.on-paper") }).click();
  await page.getByRole("heading", { name: word("blank.application") }).waitFor();
});
