// Signing in at an independent, certified provider, and what is tried against it.
//
// Run by `script/test identity`, which says where the program is: INDGANG_BIN.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

import { ATTACKS, CLIENT, SECRET, honest, longAgo, provider } from './provider.mjs';

const ROOT = new URL('../..', import.meta.url).pathname;
const PROGRAM = process.env.INDGANG_BIN ?? join(ROOT, 'target/debug/indgang');

let oidc;
let indgang;
let folder;
let site;

before(async () => {
  const port = await freePort();
  site = `http://127.0.0.1:${port}`;
  oidc = await provider(`${site}/api/v1/sign-in/callback`, `${site}/`);
  folder = await mkdtemp(join(tmpdir(), 'indgang-identity-'));
  const example = await readFile(join(ROOT, 'indgang.toml'), 'utf8');
  await writeFile(join(folder, 'secret'), `${SECRET}\n`);
  await writeFile(join(folder, 'indgang.toml'), `${example}
[identity]
issuer = "${oidc.issuer}"
client_id = "${CLIENT}"
client_secret_file = "${join(folder, 'secret')}"
roles = { "indgang-sagsbehandler" = "caseworker" }
`);
  const options = ['serve', '--listen', `127.0.0.1:${port}`, '--config', 'indgang.toml'];
  indgang = spawn(PROGRAM, options, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(indgang.stdout, 'data');
});

after(async () => {
  indgang.kill();
  await once(indgang, 'exit');
  oidc.close();
  await rm(folder, { recursive: true });
});

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** A browser without a window: it keeps cookies and follows redirects by itself only where told. */
function browser() {
  const cookies = new Map();
  const jar = (url) => {
    const { origin } = new URL(url);
    if (!cookies.has(origin)) cookies.set(origin, new Map());
    return cookies.get(origin);
  };
  return {
    async go(url, options = {}) {
      const held = [...jar(url)].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { ...options.headers, cookie: held };
      const answer = await fetch(url, { ...options, headers, redirect: 'manual' });
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
        jar(url).set(name, value);
      }
      const location = answer.headers.get('location');
      return { status: answer.status, to: location && new URL(location, url).href, answer };
    },
    /** Follows redirects until an address that begins like this is next. */
    async until(url, beginning) {
      for (let step = 0; step < 20; step += 1) {
        if (url.startsWith(beginning)) return url;
        let { to, answer } = await this.go(url);
        if (!to) to = await this.answerForm(url, await answer.text());
        url = to;
      }
      throw new Error(`never came to ${beginning}`);
    },
    /** The provider's own form: who, and whether the client may know. */
    async answerForm(url, page) {
      const [, action] = /<form[^>]+action="([^"]+)"/.exec(page) ?? assert.fail(page);
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)[1];
      const body = new URLSearchParams({ prompt, login: this.person, password: 'any' });
      const { to } = await this.go(new URL(action, url).href, { method: 'POST', body });
      return to;
    },
    async who() {
      return (await this.go(`${site}/api/v1/session`)).answer.json();
    },
  };
}

/** Leaves for the provider as somebody, and stands before the door on the way back. */
async function onTheWayBack(person, query = '') {
  const somebody = Object.assign(browser(), { person });
  const back = await somebody.until(`${site}/api/v1/sign-in${query}`, `${site}/api/v1/sign-in/callback`);
  return { somebody, back };
}

test('a citizen signs in, comes back to where they were, and signs out here and there', async () => {
  oidc.attack = honest;
  const { somebody, back } = await onTheWayBack('mette', '?return_to=/mine-data');
  assert.equal(oidc.asked.code_challenge_method, 'S256');
  assert.equal((await somebody.go(back)).to, `${site}/mine-data`);
  assert.deepEqual(await somebody.who(), { name: 'Mette Holm' });
  const data = await (await somebody.go(`${site}/api/v1/mine-data`)).answer.json();
  assert.equal(data.cpr, '680288-xxxx');

  const headers = { 'indgang-request': '1' };
  const out = await somebody.go(`${site}/api/v1/session`, { method: 'DELETE', headers });
  const { location } = await out.answer.json();
  assert.ok(location.startsWith(`${oidc.issuer}/session/end?client_id=`) && !location.includes("hint"), location);
  assert.equal((await somebody.go(location)).status, 200);
  assert.deepEqual(await somebody.who(), {});
});

test('a member of staff has the roles that the configuration gives to the provider’s', async () => {
  oidc.attack = null;
  const { somebody, back } = await onTheWayBack('sara');
  await somebody.go(back);
  assert.deepEqual(await somebody.who(), { name: 'Sara Friis', roles: ['caseworker'], unit: 'job' });
});

for (const [what, attack] of Object.entries(ATTACKS)) {
  test(`an identity token with ${what} signs nobody in`, async () => {
    oidc.attack = attack;
    const { somebody, back } = await onTheWayBack('mette');
    assert.equal((await somebody.go(back)).status, 400);
    assert.deepEqual(await somebody.who(), {});
  });
}

for (const [what, change] of Object.entries({
  'another state': (url) => url.searchParams.set('state', 'another'),
  'no state': (url) => url.searchParams.delete('state'),
  'a code that was never given': (url) => url.searchParams.set('code', 'another'),
  'the name of another provider': (url) => url.searchParams.set('iss', 'https://evil.example'),
  'an error instead of a code': (url) => {
    url.searchParams.delete('code');
    url.searchParams.set('error', 'access_denied');
  },
})) {
  test(`whoever comes back with ${what} is not signed in, also not by trying on`, async () => {
    oidc.attack = null;
    const { somebody, back } = await onTheWayBack('mette');
    const changed = new URL(back);
    change(changed);
    assert.equal((await somebody.go(changed.href)).status, 400);
    assert.equal((await somebody.go(back)).status, 400);
    assert.deepEqual(await somebody.who(), {});
  });
}

test('a code that was used signs nobody in a second time, in whatever browser', async () => {
  oidc.attack = null;
  const { somebody, back } = await onTheWayBack('mette');
  await somebody.go(back);
  assert.equal((await somebody.go(back)).status, 400);

  const thief = await onTheWayBack('mette');
  const stolen = new URL(thief.back);
  stolen.searchParams.set('code', new URL(back).searchParams.get('code'));
  assert.equal((await thief.somebody.go(stolen.href)).status, 400);
});

test('what needs a fresh sign-in is refused after an old one, and the provider must ask again', async () => {
  oidc.attack = longAgo;
  const { somebody, back } = await onTheWayBack('mette');
  await somebody.go(back);
  const refused = await somebody.go(`${site}/api/v1/mine-data/export`);
  assert.equal(refused.status, 401);
  assert.equal((await refused.answer.json()).type, 'urn:indgang:problem:sign-in-again');

  const lazy = await onTheWayBack('mette', '?again=true');
  assert.equal(oidc.asked.prompt, 'login');
  assert.equal(oidc.asked.max_age, '0');
  assert.equal((await lazy.somebody.go(lazy.back)).status, 400, 'the provider did not ask');

  oidc.attack = null;
  const asked = await onTheWayBack('mette', '?again=true');
  await asked.somebody.go(asked.back);
  assert.equal((await asked.somebody.go(`${site}/api/v1/mine-data/export`)).status, 200);
});
