// The online meeting: a few people see, hear and write to each other, also when the network or a camera fails.
import assert from "node:assert/strict";

import { DESK, configured, journey, visitor, withCamera } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { OPTIONS, announced, asks, booked, button, hostComes, meets, openEarly, plays, saraComes, says, signsIn, titled } from "./support/room.mjs";
import { word } from "./support/words.mjs";

/** The first talk is in person by the law's own rule; here it is held online, because it is the one with two hosts. */
const FIRST_ONLINE = (meetings) => meetings.replace('forms = ["in_person"]  # the first one is', 'forms = ["in_person", "video"]');

configured(openEarly(FIRST_ONLINE));
withCamera();

/** A browser that writes down what is said: this one needs somebody else's service for it. */
const WRITES = () => {
  window.SpeechRecognition = class {
    start() {
      const result = { 0: { transcript: "Jeg leder efter en praktik" } };
      setTimeout(() => this.onresult?.({ results: { length: 1, item: () => result } }), 100);
    }
    stop() {}
  };
};

journey("Mette and Sara meet, one loses the network and returns, and they go on by telephone", OPTIONS, async ({ page, context }) => {
  await context.addInitScript(WRITES);
  await signsIn(page, /Mette Holm/, "/moeder");
  const meeting = await booked(page);
  await page.goto(`/moeder/${meeting.id}/rum`);
  await titled(page, "room.title");
  await page.getByText(/Sara Friis/).first().waitFor();
  await look(page, "room-ready");
  await button(page, "room.test.start").click();
  await says(page, "room.camera.works");
  await says(page, "room.microphone.works");
  await look(page, "room-ready-works");
  await button(page, "room.enter").click();
  await titled(page, "room.title.wait");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");

  const sara = await saraComes("Mette Holm", meeting);
  try {
    const office = sara.page;
    await button(office, "room.enter").click();
    await titled(office, "room.title.talk");
    await announced(page, word("room.came", { navn: "Sara Friis" }));
    await plays(page);
    await plays(office);
    await look(page, "room-talk");
    await plays(page);

    // What is written reaches the other, and nothing else.
    await page.getByLabel(word("room.chat.field")).fill("Kan du høre mig?");
    await button(page, "room.chat.send").click();
    await office.locator(".room__lines").getByText("Kan du høre mig?").waitFor();
    await look(office, "room-talk-staff");

    // What Mette says is written for Sara, when Mette wants it.
    await button(page, "room.captions.mine").click();
    await office.locator(".room__captions").getByText("Jeg leder efter en praktik").waitFor();
    await look(office, "room-captions");
    await button(page, "room.captions.mine").click();
    await office.locator(".room__captions").waitFor({ state: "detached" });

    // Off and on again, said in words.
    await button(page, "room.microphone").click();
    await announced(page, word("room.said.microphone-off"));
    assert.equal(await button(page, "room.microphone").getAttribute("aria-pressed"), "false");
    await office.locator(".room__tile").getByText(word("room.microphone.off")).waitFor();
    await button(page, "room.microphone").click();
    await button(page, "room.camera").click();
    await office.locator(".room__tile").getByText(word("room.camera.off")).waitFor();
    await look(office, "room-talk-no-picture");
    await button(page, "room.camera").click();
    await office.locator(".room__tile video:not(.room__unseen)").waitFor();
    await plays(office);

    // The network is gone for a while.
    await context.setOffline(true);
    await says(page, "room.lost");
    await office.locator(".room__tile").getByText(word("room.away", { navn: "Mette Holm" })).waitFor();
    await look(office, "room-away");
    await context.setOffline(false);
    await page.getByRole("heading", { name: word("room.lost") }).waitFor({ state: "detached" });
    await announced(office, word("room.back", { navn: "Mette Holm" }));
    await plays(page);
    await plays(office);

    // The page is loaded again.
    await page.reload();
    await titled(page, "room.title");
    await button(page, "room.enter").click();
    await titled(page, "room.title.talk");
    await plays(page);
    await plays(office);

    // By telephone instead, in the same meeting.
    await button(page, "room.call").click();
    await titled(page, "room.phone.title");
    await titled(office, "room.phone.title");
    await says(office, "room.phone.staff.none");
    await look(page, "room-phone-number");
    await page.getByLabel(word("room.phone.ask")).fill("20 30 40 50");
    await button(page, "room.phone.save").click();
    await says(page, "room.phone.text", { nummer: "20 30 40 50" });
    await office.getByRole("link", { name: "20 30 40 50" }).waitFor();
    await look(office, "room-phone-staff");
    const now = await asks(page, "GET", `/api/v1/meetings/${meeting.id}`);
    assert.equal(now.form, "phone");

    await button(office, "room.host.begin").click();
    await button(office, "room.host.end").click();
    await titled(page, "room.over");
    await titled(office, "room.over");
    await look(page, "room-over");
    assert.deepEqual(sara.troubles, []);
  } finally {
    await sara.leave();
  }
});

/** A device without a camera: what the browser says then. */
const WITHOUT_CAMERA = () => {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (wanted) =>
    wanted.video ? Promise.reject(new DOMException("none", "NotFoundError")) : ask(wanted);
};

/** By single taps: a card of the deck, its week, put. */
async function lays(plan, offer, week) {
  const cards = plan.locator(".plan__tabs").getByRole("button", { name: word("plan.tab.cards") });
  if (await cards.isVisible()) await cards.click();
  await plan.locator(`.deck [data-hold="o:${offer}"]`).click();
  await plan.locator(".hold-bar select").selectOption({ index: week });
  await button(plan, "plan.put.week").click();
  await plan.locator(".said").getByRole("button", { name: word("common.close") }).click();
}

journey("Mette shows her plan beside the picture, places what Sara offers, and stops showing it", OPTIONS, async ({ page }) => {
  await meets(page, async (office) => {
    await plays(page);
    await plays(office);
    assert.equal(await office.getByRole("button", { name: word("room.plan.see") }).count(), 0, "nothing is shown yet");

    // She opens it for herself, lays a card, and chooses what is shown.
    await button(page, "room.plan.open").click();
    const plan = page.frameLocator("iframe.room__plan");
    await plan.getByText(word("beside.alone")).waitFor();
    await lays(plan, "virksomhedspraktik", 8);
    await plan.getByText(word("meeting.shows")).click();
    await button(plan, "show.all").click();
    await plan.getByText(word("meeting.shows")).click();
    assert.equal(await office.locator("iframe").count(), 0, "an open plan is not a shown one");
    await look(page, "room-plan");
    await page.setViewportSize(DESK.viewport);

    // Nobody types the code.
    await button(plan, "beside.show").click();
    await announced(office, word("room.plan.shown", { navn: "Mette Holm" }));
    const theirs = office.frameLocator("iframe.room__plan");
    await theirs.locator(".weeks .plan-card", { hasText: "Praktik" }).waitFor();
    await plan.getByText(word("beside.shown", { navn: "Sara Friis" })).waitFor();
    await lays(theirs, "mentor", 2);
    await plan.locator(".plan__tabs").getByRole("button", { name: word("plan.tab.plan") }).click();
    const ghost = plan.locator(".weeks .plan-card--ghost", { hasText: "Mentor" });
    await ghost.waitFor();
    await look(page, "room-plan-shown");
    await look(office, "room-plan-staff");
    await page.setViewportSize(DESK.viewport);
    await office.setViewportSize(DESK.viewport);
    await ghost.getByRole("button").click();
    await button(plan, "plan.open").click();
    await button(plan, "plan.take.it").click();
    await theirs.locator(".plan-card:not(.plan-card--ghost)", { hasText: "Mentor" }).first().waitFor({ state: "attached" });
    await plays(page);
    await plays(office);

    // Sara looks away and back, and has not left it.
    await button(office, "room.plan.hide").click();
    await office.locator("iframe.room__plan").waitFor({ state: "hidden" });
    await button(office, "room.plan.see").click();
    await office.locator("iframe.room__plan").waitFor();

    // Mette stops showing it, and then shows it again and closes it: at the server it is gone.
    await button(plan, "beside.stop").click();
    await announced(office, word("room.plan.gone", { navn: "Mette Holm" }));
    await office.locator("iframe.room__plan").waitFor({ state: "detached" });
    await plan.getByText(word("beside.alone")).waitFor();
    const opened = page.waitForResponse((it) => it.request().method() === "POST" && it.url().endsWith("/plan/rooms"));
    await button(plan, "beside.show").click();
    const room = await (await opened).json();
    await theirs.locator(".weeks .plan-card", { hasText: "Praktik" }).waitFor();
    await button(page, "room.plan.close").click();
    await office.locator("iframe.room__plan").waitFor({ state: "detached" });
    await page.waitForFunction(async ({ id, key }) => {
      const answer = await fetch(`/api/v1/plan/rooms/${id}`, { headers: { "indgang-room-key": key } });
      return answer.status === 404;
    }, room);
    await plays(page);
    await plays(office);
  });
});

journey("Jonas, who is 22, has his first talk with Sara and Yusuf at once, and all three see each other", OPTIONS, async ({ page }) => {
  await signsIn(page, /Jonas Vinther/, "/moeder");
  const meeting = await booked(page, "foerste_samtale");
  assert.deepEqual(meeting.staff.map(({ name }) => name).sort(), ["Sara Friis", "Yusuf Demir"]);
  await page.goto(`/moeder/${meeting.id}/rum`);
  await titled(page, "room.title");
  await button(page, "room.enter").click();
  await titled(page, "room.title.wait");
  const guests = [];
  try {
    for (const host of [/Sara Friis/, /Yusuf Demir/]) {
      const guest = await hostComes(host, "Jonas Vinther", meeting);
      guests.push(guest);
      await button(guest.page, "room.enter").click();
    }
    const [sara, yusuf] = guests.map((guest) => guest.page);
    for (const one of [page, sara, yusuf]) await plays(one, 2);
    const names = await page.locator(".room__name strong").allInnerTexts();
    assert.deepEqual(names.sort(), [word("room.you"), "Sara Friis", "Yusuf Demir"]);
    await look(page, "room-three");

    // What one of them writes reaches both others.
    await sara.getByLabel(word("room.chat.field")).fill("Velkommen, Jonas");
    await button(sara, "room.chat.send").click();
    for (const one of [page, yusuf]) await one.locator(".room__lines").getByText("Velkommen, Jonas").waitFor();

    // His plan is for both who hold the meeting, also when one of them loads the page again.
    await button(page, "room.plan.open").click();
    const plan = page.frameLocator("iframe.room__plan");
    await button(plan, "beside.show").click();
    const sees = (one) => one.frameLocator("iframe.room__plan").locator(".plan").waitFor();
    for (const one of [sara, yusuf]) await sees(one);
    await plan.getByText(/^(Sara Friis, Yusuf Demir|Yusuf Demir, Sara Friis) ser/).waitFor();
    await look(page, "room-plan-two");
    await sara.reload();
    await button(sara, "room.enter").click();
    await sees(sara);
    await button(page, "room.plan.close").click();

    // One of them goes, and the others go on.
    await button(yusuf, "room.leave").click();
    await announced(page, word("room.went", { navn: "Yusuf Demir" }));
    for (const one of [page, sara]) await plays(one);
    for (const guest of guests) assert.deepEqual(guest.troubles, []);
  } finally {
    for (const guest of guests) await guest.leave();
  }
});

journey("Bent has no camera, waits, and is seen to be there all the same", OPTIONS, async ({ page, context }) => {
  await context.addInitScript(WITHOUT_CAMERA);
  await signsIn(page, /Bent Lund/, "/moeder");
  const meeting = await booked(page);
  await page.goto(`/moeder/${meeting.id}/rum`);
  await button(page, "room.test.start").click();
  await says(page, "room.camera.missing");
  await look(page, "room-ready-no-camera");
  await button(page, "room.enter").click();
  await titled(page, "room.title.wait");

  const sara = await saraComes("Bent Lund", meeting);
  try {
    const office = sara.page;
    // She takes part in writing only, to begin with.
    await office.getByRole("checkbox", { name: word("room.without.camera") }).check();
    await office.getByRole("checkbox", { name: word("room.without.microphone") }).check();
    await look(office, "room-ready-staff");
    await button(office, "room.enter").click();
    await titled(office, "room.title.talk");
    await page.locator(".room__tile").getByText(word("room.only-writes")).waitFor();
    await button(office, "room.leave").click();
    await titled(office, "room.left");
    await titled(page, "room.title.wait");
    await look(office, "room-left");

    // Late, which he reads while he waits.
    await button(office, "room.left.again").click();
    await titled(office, "room.title");
    await button(office, "room.enter").click();
    await titled(office, "room.title.talk");
    await office.getByRole("button", { name: word("room.host.minutes", { n: "2" }) }).click();
    await office.locator("[aria-pressed=true]").filter({ hasText: "2 min." }).waitFor();
    await button(office, "room.leave").click();
    await titled(page, "room.title.wait");
    await says(page, "room.late", { n: "2" });
    await look(page, "room-wait");

    await button(office, "room.left.again").click();
    await titled(office, "room.title");
    await button(office, "room.enter").click();
    await button(office, "room.camera").click();
    await plays(page);
    await office.locator(".room__tile").getByText(word("room.camera.off")).waitFor();
    await look(page, "room-talk-no-camera");
    assert.deepEqual(sara.troubles, []);
  } finally {
    await sara.leave();
  }
});

/** Who is no guest, or no more, is refused. */
const GUESTS = { ...OPTIONS, expected: [...OPTIONS.expected, /401/, /403/] };

journey("Hassan brings an interpreter and his brother by links of their own, and four see each other", GUESTS, async ({ page }) => {
  await signsIn(page, /Hassan Aziz/, "/moeder");
  const meeting = await booked(page);
  await page.goto(`/moeder/${meeting.id}`);
  const links = [];
  for (const name of ["Omar, tolk", "Karim, bror"]) {
    await page.getByLabel(word("meet.guest.name")).fill(name);
    await button(page, "meet.guest.make").click();
    const row = page.locator("li").filter({ hasText: name });
    links.push(await row.locator(".guest__link").innerText());
  }
  assert.equal(await page.getByLabel(word("meet.guest.name")).count(), 0, "there is room for two");
  await look(page, "meeting-guests");
  // With his own sign-in nobody is a guest.
  await page.goto(links[0]);
  await says(page, "room.signed-in.text");
  await page.goto(`/moeder/${meeting.id}/rum`);
  await titled(page, "room.title");
  await page.getByText(word("room.guests", { navne: "Omar, tolk; Karim, bror" })).waitFor();
  await button(page, "room.enter").click();

  const others = [];
  try {
    for (const link of links) {
      const guest = await visitor(GUESTS);
      others.push(guest);
      await guest.page.goto(link);
      await guest.page.getByText(/Sara Friis/).first().waitFor();
      assert.equal(new URL(guest.page.url()).hash, "", "the code does not stay in the address");
    }
    await look(others[0].page, "room-ready-guest");
    const sara = await saraComes("Hassan Aziz", meeting);
    others.push(sara);
    for (const one of others) await button(one.page, "room.enter").click();
    const all = [page, ...others.map((one) => one.page)];
    for (const one of all) await plays(one, 3);
    const names = await sara.page.locator(".room__name strong").allInnerTexts();
    assert.deepEqual(names.sort(), ["Hassan Aziz", "Karim, bror", "Omar, tolk", word("room.you")].sort());
    await look(sara.page, "room-four");
    await look(others[0].page, "room-four-guest");
    const [omar, karim] = others.map((one) => one.page);
    // A guest does nothing with the meeting, and has no plan to look at.
    for (const key of ["room.call", "room.call.staff", "room.plan.open", "room.plan.see"]) {
      assert.equal(await button(omar, key).count(), 0, key);
    }

    // Hassan sends his brother away: he is out at once, and his link opens nothing.
    const { guests } = await asks(page, "GET", `/api/v1/meetings/${meeting.id}`);
    const { id } = guests.find(({ name }) => name === "Karim, bror");
    await page.evaluate((address) => fetch(address, { method: "DELETE", headers: { "indgang-request": "test" } }),
      `/api/v1/meetings/${meeting.id}/guests/${id}`);
    await titled(karim, "room.over");
    await karim.goto("/");
    await karim.goto(links[1]);
    await titled(karim, "room.missing");
    for (const one of [page, omar, sara.page]) await plays(one, 2);
    for (const one of others) assert.deepEqual(one.troubles, []);
  } finally {
    for (const one of others) await one.leave();
  }
});
