// The joint plan: the municipality's headings, and two adults who each say yes from their own sign-in.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { Board, PLACEMENT } from "./support/board.mjs";
import { PHONE, journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { prints, said } from "./support/paper.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { plain, word } from "./support/words.mjs";

/** Nobody is in a joint plan, or has a copy, until they ask for it; the provider's page has no icon. */
const EXPECTED = [/404/];
const CITIZEN = { direct: true, device: PHONE, expected: EXPECTED, timeout: 300_000 };

const FACTS = "**/api/v1/plan/facts";

const opens = async (board) => {
  await board.button(word("plan.take.title")).click();
  await board.button(word("joint.show")).click();
  return board.page.getByRole("dialog");
};

/** An adult's lane: the name, what is said of the yes, and the cards. */
const lane = (dialog, name) => dialog.locator(".lane").filter({ hasText: name });

journey("the plan stands under the municipality's headings, and keeps the version that it began with", { device: PHONE }, async ({ page }) => {
  const template = (valid_from, title) => ({
    valid_from,
    section: [{ title: { da: title, en: title }, guidance: { da: "Alt", en: "All" }, areas: ["job", "uddannelse", "helbred", "hverdag", "stoette"] }],
  });
  const versions = [template("2026-01-01", "De gamle overskrifter")];
  await page.route(FACTS, (route) => route.fulfill({ json: { offers: [], templates: versions } }));
  const board = await new Board(page).opens();
  await board.lays("virksomhedspraktik", 1);
  let dialog = await opens(board);
  await dialog.getByRole("button", { name: word("joint.begin") }).click();
  await dialog.getByRole("heading", { name: "De gamle overskrifter" }).waitFor();
  assert.equal(await dialog.getByText(PLACEMENT.replaceAll("\u00ad", "")).count(), 0, "what is shown to nobody stands there only when its owner says so");
  await dialog.getByLabel(word("plan.law.unshown"), { exact: true }).check();
  await dialog.getByText(new RegExp(`^${PLACEMENT.replaceAll("\u00ad", "")}: `)).waitFor();
  await prints(page, () => dialog.getByRole("button", { name: word("plan.print") }).click());
  assert.match(await said(page.locator(".paper--law")), /De gamle overskrifter/);

  // The municipality makes new ones, from the day before on which the next plan begins.
  versions.push(template("2026-11-22", "De nye overskrifter"));
  await board.again();
  dialog = await opens(board);
  await dialog.getByRole("heading", { name: "De gamle overskrifter" }).waitFor();
  assert.equal(await dialog.getByText("De nye overskrifter").count(), 0);
});

journey("Bent and Mette say yes each from their own sign-in, see each other's cards, and Mette takes hers back", CITIZEN, async ({ page }) => {
  const board = new Board(page);
  await signsIn(page, /Bent Lund/, "/plan");
  await board.lays("virksomhedspraktik", 1);
  await board.lays("fysisk_traening", 2);
  let dialog = await opens(board);
  const begin = dialog.getByRole("button", { name: word("joint.start") });
  const consent = (dialog) => dialog.getByLabel(word("joint.consent"));
  await consent(dialog).waitFor();
  assert.equal(await begin.count(), 0, "nothing begins without a yes");
  await consent(dialog).check();
  await begin.click();
  await lane(dialog, "Bent Lund").waitFor();
  await dialog.getByText(word("joint.lane.nothing")).waitFor();
  await dialog.getByRole("button", { name: word("joint.bring") }).click();
  await lane(dialog, "Bent Lund").getByText(/Praktik/).waitFor();
  assert.doesNotMatch(plain(await lane(dialog, "Bent Lund").innerText()), /Træning/, "health stays at home until it is ticked");
  await dialog.getByRole("button", { name: word("joint.invite") }).click();
  const address = await dialog.getByLabel(word("family.address")).inputValue();
  await look(page, "plan-joint");
  await assertAccessible(page, "plan-joint");
  await page.setViewportSize(PHONE.viewport);

  const other = await visitor({ direct: true, device: PHONE, expected: EXPECTED });
  try {
    // The link first, then the sign-in: the code waits.
    const mette = other.page;
    const hers = new Board(mette);
    await hers.opens(address.replace(other.origin, ""));
    assert.equal(new URL(mette.url()).hash, "", "the code does not stay in the address");
    await signsIn(mette, /Mette/, "/plan");
    const theirs = mette.getByRole("dialog");
    await theirs.getByLabel(word("joint.code")).waitFor();
    assert.notEqual(await theirs.getByLabel(word("joint.code")).inputValue(), "");
    assert.equal(await lane(theirs, "Bent Lund").count(), 0, "without her yes she sees nothing");
    await consent(theirs).check();
    await theirs.getByRole("button", { name: word("joint.accept") }).click();
    await lane(theirs, "Bent Lund").getByText(/Praktik/).waitFor();
    await theirs.getByRole("button", { name: word("common.close") }).click();
    await hers.lays("jobklub", 3);
    await opens(hers);
    await theirs.getByRole("button", { name: word("joint.bring") }).click();
    await lane(theirs, "Mette").getByText(/Jobklub/).waitFor();
    await look(mette, "plan-joint-two");
    await mette.setViewportSize(PHONE.viewport);

    await page.keyboard.press("Escape");
    dialog = await opens(board);
    await lane(dialog, "Mette").getByText(/Jobklub/).waitFor();

    // Her yes is hers to take back.
    await theirs.locator("summary", { hasText: word("joint.withdraw") }).click();
    await theirs.getByRole("button", { name: word("joint.withdraw") }).click();
    await consent(theirs).waitFor();
    assert.equal(await lane(theirs, "Bent Lund").count(), 0);
    await page.keyboard.press("Escape");
    dialog = await opens(board);
    await lane(dialog, "Mette").getByText(new RegExp(word("joint.lane.left", { dato: "" }).trim())).waitFor();
    assert.equal(await dialog.getByText(/Jobklub/).count(), 0);
    assert.deepEqual(other.troubles, []);
  } finally {
    await other.leave();
  }
});
