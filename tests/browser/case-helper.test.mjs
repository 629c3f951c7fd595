// Somebody applies for a citizen whom they help, with a share; what they write for themselves stays their own.
import assert from "node:assert/strict";

import { AT, button, inDays, stands } from "./support/case.mjs";
import { journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { asks } from "./support/meetings.mjs";
import { open } from "./support/page.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { ANNA } from "./support/situations.mjs";
import { plain, word } from "./support/words.mjs";

const text = async (locator) => plain(await locator.innerText());

journey("Gitte's daughter applies for her with a share, and what she has begun for herself stays her own", AT, async ({ page: gitte }) => {
  await signsIn(gitte, /Gitte/, "/sag/hjaelp");
  await button(gitte, "case.help.make").click();
  const code = await text(gitte.locator(".case__code"));
  const { page: samira } = await visitor(AT);
  await signsIn(samira, /Samira/, "/sag/besked");
  await samira.locator("#text").fill("Det her er mit eget.");
  await open(samira, "/sag/ansoegning/dig");
  await samira.locator("#phone").fill("99 99 99 99");
  await samira.getByText(word("apply.kept-both")).waitFor();

  await open(samira, "/sag/hjaelp");
  await samira.locator("#code").fill(code);
  await button(samira, "case.help.begin").click();
  await samira.getByText(word("case.helping", { navn: "Gitte Bjerre" })).waitFor();
  await open(samira, "/sag/besked");
  await samira.locator("#text").waitFor();
  assert.equal(await samira.locator("#text").inputValue(), "");

  // With Gitte's answers it is sent for her, signed by who did it.
  const whose = await samira.evaluate(() => localStorage.getItem("indgang.own.case.whose"));
  const draft = {
    at: Date.parse(AT.at) - 60_000,
    household: JSON.stringify(ANNA.household),
    since: inDays(-10),
    what_happened: "Min mor kan ikke arbejde mere.",
    phone: "20 30 40 50",
    address: "Åvej 3, 9999 Lysby",
  };
  const kept = await asks(samira, "POST", "/api/v1/drafts", { form: `ansoegning-${whose}`, content: JSON.stringify(draft) });
  assert.equal(kept.status, 201, "nothing of her own was kept as Gitte's");
  await open(samira, "/sag/ansoegning/tjek");
  await samira.getByText("Min mor kan ikke arbejde mere.").waitFor();
  await look(samira, "sag-ansoegning-for-mor");
  assert.ok(!(await text(samira.locator("main"))).includes("99 99 99 99"));
  await samira.locator("#promised-0").check({ force: true });
  await button(samira, "apply.sign").click();
  await stands(samira, "Modtaget af Ydelsescentret");
  await open(gitte, "/sag");
  await gitte.locator(".case__sent").getByRole("link", { name: word("case.kind.application") }).click();
  assert.match(await text(gitte.locator(".case__steps")), /Samira Rahimi/);

  await open(samira, "/sag");
  await button(samira, "case.helping.stop").click();
  await samira.getByText(word("case.helping", { navn: "Gitte Bjerre" })).waitFor({ state: "detached" });
  await open(samira, "/sag/besked");
  await samira.locator("#text").waitFor();
  assert.equal(await samira.locator("#text").inputValue(), "Det her er mit eget.");
  await open(samira, "/sag/ansoegning/dig");
  await samira.waitForFunction(() => document.getElementById("phone")?.value === "99 99 99 99");
});
