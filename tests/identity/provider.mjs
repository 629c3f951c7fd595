// An independent, certified OpenID Connect provider, and what an attacker would make of its answers.

import { once } from 'node:events';
import { createServer } from 'node:http';

import { SignJWT, UnsecuredJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

export const CLIENT = 'indgang';
export const SECRET = 'a secret that only these tests know';

const PEOPLE = {
  mette: { name: 'Mette Holm', cpr: '6802880001' },
  sara: { name: 'Sara Friis', roles: ['indgang-sagsbehandler'], unit: 'job' },
};

/**
 * Starts it on a free port. `attack` may be set to a function that gets the claims and the real key of
 * the next identity token, and gives the token that is sent instead.
 */
export async function provider(redirect, home) {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'the-only-one', alg: 'ES256', use: 'sig' };
  const oidc = new Provider(issuer, {
    clients: [{
      client_id: CLIENT,
      client_secret: SECRET,
      redirect_uris: [redirect],
      post_logout_redirect_uris: [home],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'ES256',
    }],
    jwks: { keys: [key] },
    claims: { openid: ['sub'], profile: ['name', 'cpr', 'roles', 'unit'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['not kept'] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...PEOPLE[sub] }) }),
    pkce: { required: () => true },
    scopes: ['openid', 'profile'],
  });
  const told = { issuer, attack: null, asked: null, close: () => server.close() };
  oidc.use(async (context, next) => {
    if (context.path === '/auth') told.asked = context.query;
    await next();
    if (context.path === '/token' && told.attack && context.body?.id_token) {
      context.body.id_token = await told.attack(decodeJwt(context.body.id_token), privateKey);
    }
  });
  server.on('request', oidc.callback());
  return told;
}

const signed = (claims, key, header = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'the-only-one', ...header }).sign(key);
const now = () => Math.floor(Date.now() / 1000);

/** Each an identity token that must not sign anybody in. */
export const ATTACKS = {
  'another nonce': (claims, key) => signed({ ...claims, nonce: 'another' }, key),
  'no nonce': ({ nonce, ...claims }, key) => signed(claims, key),
  'another issuer': (claims, key) => signed({ ...claims, iss: 'https://evil.example' }, key),
  'another audience': (claims, key) => signed({ ...claims, aud: 'another' }, key),
  'a further audience that nobody knows': (claims, key) =>
    signed({ ...claims, aud: [CLIENT, 'another'] }, key),
  'its time over': (claims, key) => signed({ ...claims, iat: now() - 7200, exp: now() - 3600 }, key),
  'no signature': (claims) => new UnsecuredJWT(claims).encode(),
  'the signature of another key': async (claims) =>
    signed(claims, (await generateKeyPair('ES256')).privateKey),
  'the signature of another key under another name': async (claims) =>
    signed(claims, (await generateKeyPair('ES256')).privateKey, { kid: 'another' }),
  'a secret as its key': (claims) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(SECRET)),
  'its claims changed after signing': async (claims, key) => {
    const [header, , signature] = (await signed(claims, key)).split('.');
    const payload = Buffer.from(JSON.stringify({ ...claims, sub: 'sara' })).toString('base64url');
    return `${header}.${payload}.${signature}`;
  },
};

/** The same claims, signed anew by the right key: what the attacks change is what matters. */
export const honest = (claims, key) => signed(claims, key);
/** The provider asked a day ago, and does not ask again. */
export const longAgo = (claims, key) => signed({ ...claims, auth_time: now() - 86400 }, key);
