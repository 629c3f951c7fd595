// A couple applies: one of them asks, the other signs their own part from their own sign-in.
import assert from "node:assert/strict";

import { AT, arrives, button, choice, inDays, link, stands } from "./support/case.mjs";
import { journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { asks } from "./support/meetings.mjs";
import { open, pathOf } from "./support/page.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { ANNA } from "./support/situations.mjs";
import { plain, word } from "./support/words.mjs";

const text = async (locator) => plain(await locator.innerText());
const pdf = { name: "loen.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n% loen\n%%EOF\n") };
const COUPLE = {
  ...ANNA.household,
  relationship: "married",
  partner: { date_of_birth: "1984-02-03", citizenship: "dk", availability: "yes" },
};

journey("Mette signs her own part of what Jonas applies for, and neither sees the other's answers", { ...AT, expected: [/404/, /401/] }, async ({ page: jonas }) => {
  await signsIn(jonas, /Jonas/, "/sag");
  const draft = {
    at: Date.parse(AT.at) - 60_000,
    household: JSON.stringify(COUPLE),
    since: inDays(-10),
    what_happened: "Firmaet lukkede.",
    phone: "20 30 40 50",
    address: "Åvej 3, 9999 Lysby",
  };
  await asks(jonas, "POST", "/api/v1/drafts", { form: "ansoegning", content: JSON.stringify(draft) });
  await open(jonas, "/sag/ansoegning/tjek");
  await jonas.getByRole("heading", { name: word("spouse.title") }).waitFor();
  await button(jonas, "spouse.invite").click();
  const code = await text(jonas.locator(".case__code"));
  await jonas.getByText(/^Venter på, at din ægtefælle bruger koden/).waitFor();
  await look(jonas, "sag-aegtefaelle-kode");

  const { page: mette } = await visitor(AT);
  await signsIn(mette, /Mette/, "/sag");
  await link(mette, "spouse.kind").click();
  await arrives(mette, word("spouse.kind"));
  await mette.locator("#code").fill("forkert");
  await button(mette, "spouse.bring").click();
  await mette.locator("#error-summary").waitFor();
  await look(mette, "sag-aegtefaelle-fault");
  await mette.locator("#code").fill(code);
  await button(mette, "spouse.bring").click();
  await mette.getByText(word("spouse.asks", { navn: "Jonas Vinther" })).first().waitFor();
  await button(mette, "apply.sign").click();
  await mette.locator("#error-summary").waitFor();
  await look(mette, "sag-aegtefaelle-mangler");
  await choice(mette, word("spouse.situation.works")).click();
  await mette.locator("#wage").fill("21.000");
  await mette.locator("#bank").fill("5.000");
  await mette.getByText(word("spouse.means.hidden")).waitFor({ state: "detached" });
  await choice(mette, word("spouse.shows.no")).click();
  // What was typed survives a page that is closed, and she finds her way back from what waits for her.
  await open(mette, "/sag");
  await mette.locator(".alert").getByRole("link", { name: word("spouse.asks", { navn: "Jonas Vinther" }) }).click();
  await mette.locator("#wage").waitFor();
  assert.equal(await mette.locator("#wage").inputValue(), "21.000");
  // So it is on another device, where a sign-in that has run out loses nothing of what comes next.
  await mette.getByText(word("apply.kept-both")).waitFor();
  const { page: tablet } = await visitor({ ...AT, expected: [/404/, /401/] });
  await signsIn(tablet, /Mette/, "/sag/aegtefaelle");
  await tablet.waitForFunction(() => document.getElementById("wage")?.value === "21.000");
  await asks(tablet, "DELETE", "/api/v1/session");
  await tablet.locator("#car").fill("40.000");
  await tablet.getByText(word("apply.kept-device")).waitFor();
  await signsIn(tablet, /Mette/, "/sag/aegtefaelle");
  await tablet.getByText(word("apply.kept-both")).waitFor();
  await open(mette, "/sag/aegtefaelle");
  await mette.waitForFunction(() => document.getElementById("car")?.value === "40.000");
  await mette.locator("#files-choose").setInputFiles(pdf);
  await mette.locator(".attach .files__one").getByText(word("attach.here"), { exact: true }).waitFor();
  await mette.locator("#consents-0").check({ force: true });
  await mette.locator("#promised-0").check({ force: true });
  await mette.getByText(word("spouse.means.hidden")).waitFor();
  await look(mette, "sag-aegtefaelle");
  assert.ok(!(await text(mette.locator("main"))).includes("Firmaet lukkede"));
  await button(mette, "apply.sign").click();
  await stands(mette, "Modtaget af Ydelsescentret");
  // What is signed is no draft any more.
  await mette.waitForFunction(async () => (await (await fetch("/api/v1/drafts")).json()).length === 0);
  await look(mette, "sag-aegtefaelle-kvittering");

  // He sees that, and not what.
  await jonas.reload();
  await jonas.getByText(/^Mette Holm skrev under/).waitFor();
  assert.ok(!(await text(jonas.locator("main"))).includes("21.000"));
  await jonas.locator("#promised-0").check({ force: true });
  await button(jonas, "apply.sign").click();
  await stands(jonas, "Modtaget af Ydelsescentret");
  await jonas.getByText(/^Mette Holm skrev under/).waitFor();
  await look(jonas, "sag-aegtefaelle-ansoegning");

  // The desk has both beside each other, and what they say differently.
  const { page: yusuf } = await visitor(AT);
  await signsIn(yusuf, /Yusuf/, "/medarbejder/sager");
  await yusuf.getByRole("link", { name: "Jonas Vinther" }).first().click();
  await yusuf.getByText(/^Mette Holm skrev under/).waitFor();
  await yusuf.getByText(word("desk.spouse.different")).waitFor();
  const main = yusuf.locator("main");
  assert.match(await text(main), /Ansøgeren: Jeg mangler job og kan tage et · Ægtefællen: Jeg har fuldtidsjob/);
  assert.match(await text(main), /Ansøgeren: 0 kr\. · Ægtefællen: 21\.000 kr\./);
  await look(yusuf, "desk-aegtefaelle");
  await main.getByRole("link", { name: word("spouse.kind") }).click();
  await yusuf.getByText("loen.pdf").waitFor();
  await yusuf.getByRole("link", { name: word("case.kind.application") }).waitFor();

  // She takes it back, as any other matter; he reads only that it is not signed.
  await mette.locator("summary").filter({ hasText: word("case.withdraw") }).click();
  await button(mette, "case.withdraw.do").click();
  await stands(mette, word("case.status.withdrawn"));
  await jonas.reload();
  await jonas.getByText(/^Venter på Mette Holm/).waitFor();
  await open(mette, "/sag/aegtefaelle");
  await button(mette, "spouse.refuse").click();
  await mette.locator("#code").waitFor();
  await jonas.reload();
  await jonas.getByText(word("spouse.not-signed")).waitFor();
  assert.match(pathOf(jonas), /^\/sag\/ting\//);
});
