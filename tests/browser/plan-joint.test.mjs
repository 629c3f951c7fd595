// The joint plan: the municipality's headings, and two adults who each say yes from their own sign-in.
import assert from "node:assert/strict";

import { assertAccessible } from "./support/accessibility.mjs";
import { Board, PLACEMENT } from "./support/board.mjs";
import { DESK, PHONE, journey, visitor } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { printed, prints, said } from "./support/paper.mjs";
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

/** Says in the joint plan that a part comes from another plan. */
async function reuses(page, area, plan, day) {
  await page.getByLabel(word("joint.reuse.part")).selectOption(area);
  await page.getByLabel(word("joint.reuse.plan")).fill(plan);
  await page.getByLabel(word("joint.reuse.date")).fill(day);
  await page.getByRole("button", { name: word("joint.reuse.add") }).click();
}

journey("a part that another department has made is reused with its date: on the plan, on paper and in what the law wants", { device: PHONE, timeout: 300_000 }, async ({ page }) => {
  const rehabilitation = word("plan.reused", { del: word("area.helbred"), plan: "rehabiliteringsplanen", dato: "3. juni 2026" });
  const board = await new Board(page).opens();
  await board.lays("virksomhedspraktik", 1);
  await board.turnsTo("notes");
  assert.equal(await page.getByText(word("plan.reused.title")).count(), 0, "a plan of its own says nothing of others");
  let dialog = await opens(board);
  await dialog.getByRole("button", { name: word("joint.begin") }).click();
  await reuses(page, "helbred", "rehabiliteringsplanen", "");
  await dialog.getByText(word("joint.reuse.missing")).waitFor();
  await look(page, "plan-reuse-missing");
  await page.setViewportSize(PHONE.viewport);
  await reuses(page, "helbred", "rehabiliteringsplanen", "2026-06-03");
  await board.hears(rehabilitation);
  assert.equal(await dialog.getByLabel(word("joint.reuse.plan")).inputValue(), "");
  await reuses(page, "job", "planen fra jobrotation", "2026-05-04");
  assert.equal(await dialog.getByText(rehabilitation).count(), 0, "what is shown to nobody stands there only when its owner says so");
  await dialog.getByLabel(word("plan.law.unshown"), { exact: true }).check();
  await dialog.getByText(rehabilitation).waitFor();
  await look(page, "plan-reuse");
  await page.setViewportSize(PHONE.viewport);
  await prints(page, () => dialog.getByRole("button", { name: word("plan.print") }).click());
  assert.ok((await said(page.locator(".paper--law"))).includes(rehabilitation));

  // What the plan stands for is named in what the law wants too, and in the text that can be copied.
  await board.button(word("plan.take.back")).click();
  await board.button(word("plan.take.law.show")).click();
  await dialog.getByText(rehabilitation).waitFor();
  await page.keyboard.press("Escape");

  // On the plan itself, and on the sheet for the kitchen wall: about health only when its owner says so.
  await board.again();
  await board.turnsTo("notes");
  await page.getByText(rehabilitation).waitFor();
  await look(page, "plan-reused");
  await page.setViewportSize(PHONE.viewport);
  for (const includes of [false, true]) {
    await board.button(word("plan.take.title")).click();
    if (includes) await page.getByLabel(word("plan.take.sensitive")).check();
    await prints(page, () => board.button(word("plan.take.paper.print")).click());
    const paper = await said(page.locator(".paper"));
    assert.equal(paper.includes(rehabilitation), includes, paper);
    assert.ok(paper.includes("planen fra jobrotation"), paper);
    await page.keyboard.press("Escape");
  }
  assert.deepEqual(await printed(page, "plan-reused"), { sheets: 1, landscape: true });

  // It is taken off as any other note.
  const note = page.locator(".note").filter({ hasText: rehabilitation });
  await note.locator("summary").click();
  await note.getByRole("button", { name: word("plan.note.remove") }).click();
  await note.waitFor({ state: "detached" });
});

journey("the caseworker sees Bent's lane once he shows it, says what is reused, and he sees both and stops it", CITIZEN, async ({ page }) => {
  const board = new Board(page);
  await signsIn(page, /Bent Lund/, "/plan");
  await board.lays("virksomhedspraktik", 1);
  let dialog = await opens(board);
  await dialog.getByRole("button", { name: word("joint.begin") }).click();
  await dialog.getByLabel(word("joint.consent")).check();
  await dialog.getByRole("button", { name: word("joint.start") }).click();
  await dialog.getByRole("button", { name: word("joint.bring") }).click();
  await lane(dialog, "Bent Lund").getByText(/Praktik/).waitFor();
  await page.keyboard.press("Escape");
  await board.button(word("plan.more")).click();
  await board.button(word("who.title")).click();
  const kept = page.waitForResponse((response) => response.url().endsWith("/plan/shared") && response.request().method() === "PUT" && response.ok());
  await board.button(word("show.all")).click();
  await page.getByLabel(word("who.office.show")).check();
  await kept;
  await page.keyboard.press("Escape");

  const sara = await visitor({ direct: true, device: DESK, expected: EXPECTED });
  try {
    const office = sara.page;
    const hers = new Board(office);
    const opensPlan = async () => {
      await signsIn(office, /Sara Friis/, "/plan/moede");
      const asked = office.waitForResponse((response) => response.url().endsWith("/plan/joint"));
      await office.getByRole("button", { name: "Bent Lund" }).click();
      await asked;
      await hers.card(PLACEMENT).waitFor();
    };
    await opensPlan();
    assert.equal(await office.locator(".lane").count(), 0, "what he shows the others is not shown to her");
    dialog = await opens(board);
    await dialog.getByLabel(word("joint.office")).check();
    await lane(dialog, "Bent Lund").getByText(new RegExp(word("joint.office.since", { dato: "" }).trim())).waitFor();
    assert.ok(await dialog.getByLabel(word("joint.office")).isChecked());
    await page.keyboard.press("Escape");
    await opensPlan();
    await lane(office, "Bent Lund").getByText(/Praktik/).waitFor();
    assert.equal(await office.locator(".lane").getByRole("button").count(), 0, "she can only look");
    await look(office, "plan-office-joint");
    await office.setViewportSize(DESK.viewport);

    // What her department has made already is reused; it is his to take off again.
    await hers.button(word("joint.title")).click();
    const written = office.waitForResponse((response) => response.request().method() === "POST" && response.ok());
    await reuses(office, "helbred", "sygeopfølgningen", "2026-09-01");
    await written;
    await look(office, "plan-office-reuse");
    await office.setViewportSize(DESK.viewport);
    await board.again();
    await board.turnsTo("notes");
    const note = page.locator(".note").filter({ hasText: "sygeopfølgningen" });
    await note.getByText(word("plan.by.caseworker", { navn: "Sara Friis" })).waitFor();
    await note.locator("summary").click();
    await note.getByRole("button", { name: word("plan.note.remove") }).click();
    await note.waitFor({ state: "detached" });

    // At his data: who looked, with whom he is in a plan, and the ways to stop it.
    await page.goto("/mine-data");
    await page.getByText(/Sara Friis/).first().waitFor();
    await page.getByRole("heading", { name: word("account.joint") }).waitFor();
    await look(page, "mine-data-joint");
    await page.setViewportSize(PHONE.viewport);
    const stops = (address) => page.locator(`[data-asks="${address}"]`);
    await stops("/api/v1/plan/joint/office").click();
    await stops("/api/v1/plan/joint/office").waitFor({ state: "detached" });
    await opensPlan();
    assert.equal(await office.locator(".lane").count(), 0);
    await stops("/api/v1/plan/joint").click();
    await page.getByText(word("account.joint.none")).waitFor();
    assert.deepEqual(sara.troubles, []);
  } finally {
    await sara.leave();
  }
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
