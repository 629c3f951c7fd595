// Mette is told by mail that there is something to read: a real SMTP session, and nothing of what it is.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

import { configured, journey } from "./support/house.mjs";
import { look } from "./support/look.mjs";
import { somebody } from "./support/office.mjs";
import { ROOT } from "./support/programs.mjs";
import { signsIn } from "./support/sign_in.mjs";
import { word } from "./support/words.mjs";

/** A mail server (RFC 5321) on this machine: its port, and a promise of the next mail. */
async function mailServer() {
  const come = [];
  const waiting = [];
  const server = net.createServer((socket) => {
    let text = "";
    let isMail = false;
    socket.setEncoding("utf8").write("220 lysby\r\n");
    socket.on("data", (chunk) => {
      text += chunk;
      for (;;) {
        const [all, line] = text.match(isMail ? /^([^]*?)\r\n\.\r\n/ : /^(.*?)\r\n/) ?? [];
        if (all === undefined) return;
        text = text.slice(all.length);
        if (isMail) {
          const next = waiting.shift();
          next ? next(line) : come.push(line);
        }
        isMail = !isMail && /^data/i.test(line);
        socket.write(isMail ? "354 go on\r\n" : "250 ok\r\n");
        if (/^quit/i.test(line)) socket.end();
      }
    });
    socket.on("error", () => {});
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  server.unref();
  const next = () => (come.length > 0 ? Promise.resolve(come.shift()) : new Promise((mail) => waiting.push(mail)));
  return { port: server.address().port, next };
}

const mails = await mailServer();
const folder = mkdtempSync(path.join(os.tmpdir(), "indgang-mail-"));
process.once("exit", () => rmSync(folder, { recursive: true }));
const config = path.join(folder, "indgang.toml");
const example = readFileSync(path.join(ROOT, "indgang.toml"), "utf8");
writeFileSync(
  config,
  `${example}\n[mail]\nserver = "smtp://127.0.0.1:${mails.port}"\nfrom = "Lysby Kommune <indgang@lysby.example>"\n`,
);
configured(config);

journey("Mette says where, is told that there is something, and stops it again", { direct: true, expected: [/404/, /422/] }, async ({ page: mette, origin }) => {
  await signsIn(mette, /Mette Holm/, "/mine-data");
  const address = mette.getByLabel(word("account.mail.address"));
  await address.fill("mette");
  await mette.getByRole("button", { name: word("account.mail.save") }).click();
  await mette.getByText(word("account.mail.wrong")).waitFor();
  assert.equal(await address.inputValue(), "mette", "what she typed stays");
  assert.ok(await address.evaluate((field) => field === document.activeElement), "and she is at the field");
  await look(mette, "mine-data-mail-fault");
  await address.fill("mette@lysby.example");
  await address.press("Enter");
  await mette.getByText(word("account.mail.saved")).waitFor();
  await look(mette, "mine-data-mail");

  const sara = await somebody(origin, "sara");
  const citizens = await sara("GET", "/api/v1/citizens");
  const { id } = citizens.body.find(({ name }) => name === "Mette Holm");
  await sara("POST", `/api/v1/citizens/${id}/letters`, { content: { kind: "message", text: "Din praktik er godkendt" } });
  const mail = await mails.next();
  assert.match(mail, /^To: mette@lysby\.example\r$/m);
  assert.match(mail, /^Subject: .*Lysby/m);
  assert.match(mail, /^Der er nyt til dig\. Log ind for at/m);
  assert.doesNotMatch(mail, /praktik|Holm|Sara/);

  await mette.reload();
  await mette.getByRole("button", { name: word("account.mail.stop") }).click();
  await mette.getByText(word("account.mail.stopped")).waitFor();
  await mette.reload();
  await mette.getByRole("button", { name: word("account.mail.save") }).waitFor();
  assert.equal(await mette.getByLabel(word("account.mail.address")).inputValue(), "");
});
