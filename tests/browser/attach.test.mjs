// What is attached to what one sends: pictures of papers, files, and an answer that is spoken.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import { AT, button, choice, inDays, isoIn, link, stands } from "./support/case.mjs";
import { journey, visitor, withCamera } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { asks } from "./support/meetings.mjs";
import { open } from "./support/page.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { ANNA } from "./support/situations.mjs";
import { word } from "./support/words.mjs";

withCamera();

const UPLOADS = "**/api/v1/citizens/*/uploads/*";
const sha256 = (buffer) => createHash("sha256").update(buffer).digest("hex");
const pdf = (name) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.7\n% ${name}\n%%EOF\n`) });

/** A photo of a page: sharp as text is, or out of focus. */
async function photo(page, name, isSharp) {
  const base64 = await page.evaluate((isSharp) => {
    const canvas = new OffscreenCanvas(600, 800);
    const context = canvas.getContext("2d");
    const image = context.createImageData(600, 800);
    // Made up, but the same every time; what is sharp is also what hardly gets smaller.
    let seed = 7;
    for (let at = 0; at < image.data.length; at += 4) {
      seed = (seed * 16807) % 2147483647;
      const value = isSharp ? seed % 256 : (at / 4 / 600) * (255 / 800);
      image.data.set([value, isSharp ? (seed >> 8) % 256 : value, value, 255], at);
    }
    context.putImageData(image, 0, 0);
    return canvas.convertToBlob({ type: "image/png" }).then(
      (blob) =>
        new Promise((resolve) => {
          const reader = new FileReader();
          reader.onload = () => resolve(reader.result.split(",")[1]);
          reader.readAsDataURL(blob);
        }),
    );
  }, isSharp);
  return { name, mimeType: "image/png", buffer: Buffer.from(base64, "base64") };
}

/** One of the files at a place, while it is chosen. */
const row = (page, name) => page.locator(".attach .files__one").filter({ hasText: name });
const isHere = (page, name) => row(page, name).getByText(word("attach.here"), { exact: true }).waitFor();

journey(
  "Mette attaches pages and a PDF, loses the network and the page in the middle, removes one, and signs",
  { ...AT, expected: [/404/, /ERR_INTERNET_DISCONNECTED/] },
  async ({ page, context }) => {
    await signsIn(page, /Mette/, "/sag");
    const draft = {
      at: Date.parse(AT.at) - 60_000,
      household: JSON.stringify(ANNA.household),
      since: inDays(-10),
      what_happened: "Firmaet lukkede.",
      phone: "20 30 40 50",
      address: "Åvej 3, 9999 Lysby",
    };
    await asks(page, "POST", "/api/v1/drafts", { form: "ansoegning", content: JSON.stringify(draft) });
    await open(page, "/sag/ansoegning/papirer");
    await page.getByText(word("apply.kept-both")).waitFor();
    await page.locator("#kontooversigt-0").check({ force: true });
    const choose = page.locator("#kontooversigt-files-choose");
    const [first, second] = [await photo(page, "side-1.png", true), await photo(page, "side-2.png", false)];
    assert.ok(first.buffer.length > 3 * 128 * 1024, "it takes several parts");

    // The network is gone when the third part is on its way.
    const parts = [];
    await page.route(UPLOADS, async (route) => {
      if (route.request().method() !== "PATCH") return route.continue();
      parts.push(`${route.request().url()} ${await route.request().headerValue("upload-offset")}`);
      if (parts.length !== 3) return route.continue();
      await context.setOffline(true);
      return route.abort("internetdisconnected");
    });
    await choose.setInputFiles([first, second]);
    await page.getByText(word("attach.offline")).waitFor();
    await look(page, "sag-vedhaeft-offline");
    await context.setOffline(false);
    await isHere(page, "side-1.png");
    await isHere(page, "side-2.png");
    const names = await page.locator(".attach .files__name").allInnerTexts();
    assert.deepEqual(names.map((name) => name.split(" ")[0]), ["side-1.png", "side-2.png"], "pages stay in their order");
    const again = parts.filter((part, at) => parts.indexOf(part) !== at);
    assert.deepEqual(again, [parts[2]], "what had come did not come again");
    await row(page, "side-2.png").getByText(word("attach.blurred")).waitFor();
    assert.equal(await row(page, "side-1.png").getByText(word("attach.blurred")).count(), 0);
    await row(page, "side-1.png").getByRole("img", { name: word("attach.picture", { navn: "side-1.png" }) }).waitFor();

    // A page that is loaded again goes on with what it has kept on the device.
    await page.unroute(UPLOADS);
    const held = new Promise((resolve) => page.route(UPLOADS, resolve));
    await choose.setInputFiles(pdf("konto.pdf"));
    await held;
    await page.unroute(UPLOADS);
    await page.reload();
    await isHere(page, "konto.pdf");
    await isHere(page, "side-1.png");
    await row(page, "side-2.png").getByText(word("attach.blurred")).waitFor();
    await look(page, "sag-vedhaeft");
    await button(page, "attach.remove", { navn: "side-2.png" }).click();
    await row(page, "side-2.png").waitFor({ state: "detached" });

    await button(page, "apply.on").click();
    await button(page, "apply.on").click();
    await page.locator("#promised-0").check({ force: true });
    await button(page, "apply.sign").click();
    await stands(page, "Modtaget af Ydelsescentret");
    await page.getByRole("link", { name: "konto.pdf" }).waitFor();
    await page.locator(".files__about").filter({ hasText: /^Oversigt over alle konti · PDF, 1 KB$/ }).waitFor();
    await look(page, "sag-vedhaeft-sendt");
    const { body } = await asks(page, "GET", "/api/v1/citizens/me/case");
    const sent = body.matters.find((matter) => matter.kind === "application");
    const { body: matter } = await asks(page, "GET", `/api/v1/citizens/me/matters/${sent.id}`);
    const files = matter.steps[0].files.map(({ name, media_type, sha256 }) => [name, media_type, sha256]);
    assert.deepEqual(files, [
      ["side-1.png", "image/png", sha256(first.buffer)],
      ["konto.pdf", "application/pdf", sha256(pdf("konto.pdf").buffer)],
    ]);
    const paper = matter.content.papers.find(({ name }) => name === "kontooversigt");
    assert.equal(paper.where_is, "attached");
    assert.equal(paper.files.length, 2);

    const { page: yusuf } = await visitor(AT);
    await signsIn(yusuf, /Yusuf/, "/medarbejder/sager");
    await yusuf.getByRole("link", { name: "Mette Holm" }).first().click();
    const shown = yusuf.getByRole("img", { name: word("attach.picture", { navn: "side-1.png" }) });
    await shown.scrollIntoViewIfNeeded();
    await yusuf.waitForFunction((picture) => picture.naturalWidth === 600, await shown.elementHandle());
    await look(yusuf, "desk-vedhaeft");
  },
);

/** Whether a player has something to play, in the browser's own judgement. */
const plays = (player) =>
  player.evaluate(
    (audio) =>
      new Promise((resolve, reject) => {
        audio.onloadeddata = () => resolve();
        audio.onerror = () => reject(new Error(audio.error.message));
        audio.preload = "auto";
        audio.load();
      }),
  );

journey("Line answers a hearing with her voice, and Sara listens", AT, async ({ page: sara }) => {
  await signsIn(sara, /Sara/, "/medarbejder");
  const { body: citizens } = await asks(sara, "GET", "/api/v1/citizens");
  const line = citizens.find(({ name }) => name === "Line Krogh").id;
  const content = {
    kind: "hearing", what: "Du kom ikke til samtalen.", on: isoIn(-1), law: "LAS § 36", days: 1, answer_by: isoIn(10),
  };
  const heard = await asks(sara, "POST", `/api/v1/citizens/${line}/letters`, { content });
  assert.equal(heard.status, 201, JSON.stringify(heard.body));

  const { page } = await visitor(AT);
  await signsIn(page, /Line/, `/sag/ting/${heard.body.id}`);
  // No is an answer: it is said how one answers then.
  await page.evaluate(() => {
    const devices = navigator.mediaDevices;
    window.asked = devices.getUserMedia;
    devices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await button(page, "attach.record").click();
  await page.getByText(word("attach.voice.refused")).waitFor();
  await look(page, "sag-stemme-afvist");
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = window.asked;
  });
  await button(page, "attach.record").click();
  await page.getByText(word("attach.seconds", { antal: "2" })).waitFor();
  await look(page, "sag-stemme-optager");
  await button(page, "attach.stop").click();
  const name = word("attach.sound.name", { nr: "1" });
  await isHere(page, name);
  await plays(page.locator(".attach audio"));
  await look(page, "sag-stemme");
  await button(page, "case.answer.send").click();
  await stands(page, "er i gang");
  await look(page, "sag-stemme-sendt");

  await open(sara, "/medarbejder/sager");
  await sara.getByRole("link", { name: "Line Krogh" }).first().click();
  const player = sara.locator("audio");
  await plays(player);
  await look(sara, "desk-stemme");
  const { body: matter } = await asks(sara, "GET", `/api/v1/citizens/${line}/matters/${heard.body.id}`);
  const file = matter.steps.find(({ what }) => what === "answered").files[0];
  assert.equal(file.media_type, "audio/webm");
  const bytes = await player.evaluate(async (audio) => [...new Uint8Array(await (await fetch(audio.src)).arrayBuffer())]);
  assert.equal(bytes.length, file.size);
  assert.equal(sha256(Buffer.from(bytes)), file.sha256);
});

journey(
  "what is no picture is said at its file, what has not come is not left out, and an expired sign-in loses nothing",
  { ...AT, expected: [/404/, /401/, /415/] },
  async ({ page }) => {
    await signsIn(page, /Line/, "/sag/enkeltydelse");
    await choice(page, word("case.need.adhd")).click();
    await page.locator("#what").fill("Medicin i tre måneder");
    await page.locator("#changes").fill("Jeg kan holde min praktik");
    await choice(page, word("case.need.urgent.no")).click();
    const choose = page.locator("#files-choose");
    await choose.setInputFiles({ name: "notat.jpg", mimeType: "image/jpeg", buffer: Buffer.from("Ikke et billede") });
    await row(page, "notat.jpg").getByText(word("attach.wrong-type")).waitFor();
    await button(page, "case.send").click();
    await page.locator("#error-summary").getByText(word("attach.wait")).waitFor();
    await look(page, "sag-vedhaeft-forkert");
    await button(page, "attach.remove", { navn: "notat.jpg" }).click();

    await asks(page, "DELETE", "/api/v1/session");
    await choose.setInputFiles(pdf("recept.pdf"));
    await page.getByText(word("case.failed.sign-in")).waitFor();
    await link(page, "case.sign-in").click();
    await page.getByRole("button", { name: /Line Krogh/ }).click();
    await isHere(page, "recept.pdf");
    await button(page, "case.send").click();
    await stands(page, "Modtaget af Sara Friis");
    await page.getByRole("link", { name: "recept.pdf" }).waitFor();
    await open(page, "/sag/enkeltydelse");
    assert.equal(await row(page, "recept.pdf").count(), 0, "what is sent is not sent with the next one");
  },
);
