// In the place of an identity provider, for compose on one's own machine: signs a token for whoever is asked for, and signs in to the
// console as whoever one chooses. The images do not have this file; compose mounts it.
//   curl -s localhost:7400/token -d '{"person": "hr-1", "roles": ["hr"]}'
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { URL, URLSearchParams } from 'node:url';

import { createTokenIssuer } from '@rung/service-kit';
import { importJWK, SignJWT } from 'jose';

const { NODE_ENV: environment, OIDC_ISSUER: issuer, HOST: host, PORT: port } = process.env;
const { BROWSER_URL: browserUrl = issuer, CONSOLE_URL: consoleUrl } = process.env;
if (environment === 'production' || issuer === undefined) {
  process.stderr.write('It signs in anybody as anybody: not with NODE_ENV=production, and not without OIDC_ISSUER.\n');
  process.exit(78);
}
const tokens = await createTokenIssuer({ issuer });
const key = await importJWK(tokens.privateKey, 'EdDSA');
const client = 'rung-console';
const redirectUri = `${consoleUrl}/session/callback`;

/**
 * @typedef {{ person: string, roles: import('@rung/service-kit').Role[] }} Chosen
 * @typedef {Chosen & { nonce: string, challenge: string }} Waiting
 */
/** @type {Map<string, Waiting>} */
const codes = new Map();
/** @type {Map<string, Chosen>} */
const refreshTokens = new Map();

const metadata = {
  issuer,
  jwks_uri: `${issuer}/jwks`,
  token_endpoint: `${issuer}/token`,
  authorization_endpoint: `${browserUrl}/authorize`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['EdDSA'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none'],
};

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title>
<h1>Who would you like to be?</h1><form method="post"><p><label>Key of a person <input name="person" required></label>
<fieldset><legend>Roles</legend>${['hr', 'matrix-editor', 'analyst', 'operator'].map((role) => `<label><input type="checkbox" name="roles" value="${role}"> ${role}</label>`).join(' ')}</fieldset>
<p><button>Sign in</button></form></html>`;

/** @param {Chosen} chosen @param {string} [nonce] */
async function session(chosen, nonce) {
  const { token, expiresInSeconds } = await tokens.issue(chosen.person, chosen.roles);
  const claims = nonce === undefined ? {} : { nonce };
  const idToken = new SignJWT({ ...claims, name: chosen.person })
    .setProtectedHeader({ alg: 'EdDSA', kid: tokens.jwks.keys[0]?.kid })
    .setIssuer(issuer ?? '').setAudience(client).setSubject(chosen.person).setIssuedAt().setExpirationTime('10m');
  const refreshToken = randomUUID();
  refreshTokens.set(refreshToken, chosen);
  return { access_token: token, token_type: 'Bearer', expires_in: expiresInSeconds, id_token: await idToken.sign(key), refresh_token: refreshToken };
}

/** @param {URLSearchParams} form @returns {Promise<object | undefined>} */
async function granted(form) {
  const code = form.get('code') ?? '';
  const waiting = codes.get(code);
  codes.delete(code);
  if (form.get('grant_type') === 'authorization_code') {
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    return waiting !== undefined && waiting.challenge === challenge && form.get('redirect_uri') === redirectUri ? session(waiting, waiting.nonce) : undefined;
  }
  const kept = refreshTokens.get(form.get('refresh_token') ?? '');
  return kept === undefined ? undefined : session(kept);
}

/** @param {URLSearchParams} query @param {URLSearchParams} form @returns {string} where the browser goes on */
function answered(query, form) {
  const code = randomUUID();
  const roles = /** @type {Chosen['roles']} */ (form.getAll('roles'));
  codes.set(code, { person: form.get('person') ?? '', roles, nonce: query.get('nonce') ?? '', challenge: query.get('code_challenge') ?? '' });
  setTimeout(() => codes.delete(code), 60_000).unref();
  return `${redirectUri}?${new URLSearchParams({ code, state: query.get('state') ?? '' })}`;
}

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
async function answer(request, response) {
  const json = (/** @type {number} */ status, /** @type {unknown} */ body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  try {
    const body = await text(request);
    const { pathname, searchParams: query } = new URL(request.url ?? '/', issuer);
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
    const what = `${request.method} ${pathname}`;
    if (what === 'GET /live') return json(200, { status: 'live' });
    if (what === 'GET /jwks') return json(200, tokens.jwks);
    if (what === 'GET /.well-known/openid-configuration') return json(200, metadata);
    if (pathname === '/authorize' && query.get('redirect_uri') !== redirectUri) return json(400, { error: 'invalid_request' });
    if (what === 'GET /authorize') return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    if (what === 'POST /authorize') return response.writeHead(303, { location: answered(query, new URLSearchParams(body)) }).end();
    if (what !== 'POST /token') return json(404, {});
    // what curl sends unless told otherwise calls itself a form, too
    if (isForm && !body.trimStart().startsWith('{')) {
      const tokensOfGrant = await granted(new URLSearchParams(body));
      return tokensOfGrant === undefined ? json(400, { error: 'invalid_grant' }) : json(200, tokensOfGrant);
    }
    const { person, roles = [] } = JSON.parse(body);
    const { token, expiresInSeconds } = await tokens.issue(person, roles);
    return json(200, { access_token: token, token_type: 'Bearer', expires_in: expiresInSeconds });
  } catch (error) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end(`${error}\n`);
  }
}

const server = createServer((request, response) => void answer(request, response));
server.listen(Number(port), host);
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => server.close(() => process.exit(0)));
