import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type JSONWebKeySet, type JWK } from 'jose';

import { createTokenIssuer, type TokenIssuer } from './token-issuer.js';
import { createTokenVerifier, type TokenVerifier } from './token-verifier.js';
import { personIdOf } from './person-id.js';

const personIdSecret = 'a secret of this spec, and only of it';
const issuerUrl = 'https://issuer.example';
const start = new Date('2026-03-01T12:00:00Z');
let now = start;
const clock = { now: () => now };
const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);
const seconds = (time: Date): number => Math.floor(time.getTime() / 1_000);

let issuer: TokenIssuer;
let verifier: TokenVerifier;
let key: Awaited<ReturnType<typeof importJWK>>;
beforeAll(async () => {
  issuer = await createTokenIssuer({ issuer: issuerUrl, clock });
  verifier = createTokenVerifier({ issuer: issuerUrl, audience: 'rung', jwks: issuer.jwks, personIdSecret, clock });
  key = await importJWK(issuer.privateKey, 'EdDSA');
});
afterEach(() => {
  now = start;
});

const claims = { iss: issuerUrl, aud: 'rung', sub: 'anna', iat: seconds(start), exp: seconds(start) + 600 };
const header = { alg: 'EdDSA', typ: 'at+jwt' };

function signed(changes: Record<string, unknown>, headerChanges: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT({ ...claims, ...changes }).setProtectedHeader({ ...header, ...headerChanges }).sign(key);
}

describe('an access token', () => {
  it('names its bearer by key and opaque id, with the roles that are known', async () => {
    const { token } = await issuer.issue('anna', ['hr', 'analyst']);
    const actor = await verifier.verify(token);
    expect(actor).toEqual({ subject: 'anna', personId: personIdOf(personIdSecret, 'anna'), roles: new Set(['hr', 'analyst']) });
    expect((await verifier.verify(await signed({ roles: ['root', 'hr', 7] }))).roles).toEqual(new Set(['hr']));
    expect((await verifier.verify(await signed({ roles: 'hr' }))).roles).toEqual(new Set());
  });

  it.each([
    ['from another issuer', { iss: 'https://other.example' }, {}],
    ['for another audience', { aud: 'payroll' }, {}],
    ['for nobody', { sub: undefined }, {}],
    ['for an empty subject', { sub: '' }, {}],
    ['that says not when it ends', { exp: undefined }, {}],
    ['that says not when it began', { iat: undefined }, {}],
    ['that lives for longer than ten minutes', { exp: claims.iat + 601 }, {}],
    ['that ended more than a minute ago', { iat: claims.iat - 400, exp: claims.iat - 61 }, {}],
    ['of the future', { iat: claims.iat + 120, exp: claims.iat + 300 }, {}],
    ['that is not valid yet', { nbf: claims.iat + 61 }, {}],
    ['that is an ID token', {}, { typ: 'JWT' }],
    ['without a type', {}, { typ: undefined }],
    ['that points to keys of its own', {}, { jku: 'https://evil.example/jwks' }],
    ['that points to a certificate of its own', {}, { x5u: 'https://evil.example/cert' }],
  ])('%s is refused', async (_what, changes, headerChanges) => {
    await expect(verifier.verify(await signed(changes, headerChanges))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is taken within a minute of skew', async () => {
    await expect(verifier.verify(await signed({ iat: claims.iat - 400, exp: claims.iat - 59 }))).resolves.toBeDefined();
    await expect(verifier.verify(await signed({ iat: claims.iat + 59, exp: claims.iat + 300 }))).resolves.toBeDefined();
  });

  it('is refused without a signature, with a symmetric one, and with a key that it brings', async () => {
    const unsecured = new UnsecuredJWT(claims).encode();
    await expect(verifier.verify(unsecured)).rejects.toMatchObject({ code: 'unauthenticated' });

    const publicText = JSON.stringify(issuer.jwks.keys[0]);
    const symmetric = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .sign(new TextEncoder().encode(publicText));
    await expect(verifier.verify(symmetric)).rejects.toMatchObject({ code: 'unauthenticated' });

    const own = await generateKeyPair('EdDSA', { extractable: true });
    expect(await exportSPKI(own.publicKey)).toContain('PUBLIC KEY');
    const brought = await new SignJWT(claims)
      .setProtectedHeader({ ...header, jwk: await exportJWK(own.publicKey) })
      .sign(own.privateKey);
    await expect(verifier.verify(brought)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is refused once a byte of it is another', async () => {
    const token = await signed({});
    const [head = '', body = '', signature = ''] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'boris' })).toString('base64url');
    expect(body).not.toBe(forged);
    await expect(verifier.verify(`${head}.${forged}.${signature}`)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('that was good a moment ago is not good for ever', async () => {
    const token = await signed({});
    await verifier.verify(token);
    now = at(659);
    await expect(verifier.verify(token)).resolves.toBeDefined();
    now = at(661);
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('the keys of the issuer', () => {
  let server: Server | undefined;
  afterEach(async () => {
    await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
    server = undefined;
  });

  interface Published {
    keys: JSONWebKeySet['keys'];
    status: number;
    asked: number;
  }

  async function publish(keys: JWK[]): Promise<{ published: Published; remote: TokenVerifier }> {
    const published: Published = { keys, status: 200, asked: 0 };
    const answering = createServer((_request, response) => {
      published.asked += 1;
      response.writeHead(published.status, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify({ keys: published.keys }));
    });
    server = answering;
    await new Promise<void>((resolve) => answering.listen(0, '127.0.0.1', resolve));
    const { port } = answering.address() as AddressInfo;
    const jwksUrl = `http://127.0.0.1:${port}/jwks`;
    return { published, remote: createTokenVerifier({ issuer: issuerUrl, audience: 'rung', jwksUrl, personIdSecret, clock }) };
  }

  it('are fetched once, however many unknown keys come along', async () => {
    const { published, remote } = await publish(issuer.jwks.keys);
    await remote.verify((await issuer.issue('anna')).token);
    const stranger = await createTokenIssuer({ issuer: issuerUrl, clock });
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const { token } = await stranger.issue(`p${attempt}`);
      await expect(remote.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
    expect(published.asked).toBe(1);
  });

  it('go on to verify while the issuer is down', async () => {
    const { published, remote } = await publish(issuer.jwks.keys);
    await remote.verify((await issuer.issue('anna')).token);
    published.status = 500;
    await expect(remote.verify((await issuer.issue('boris')).token)).resolves.toMatchObject({ subject: 'boris' });
  });

  it('that cannot be had are not the fault of the bearer', async () => {
    const { published, remote } = await publish(issuer.jwks.keys);
    published.status = 500;
    const { token } = await issuer.issue('anna');
    await expect(remote.verify(token)).rejects.toMatchObject({ code: 'unavailable' });
    published.status = 200;
    await expect(remote.verify(token)).resolves.toMatchObject({ subject: 'anna' });
  });

  it('may be two while they are rotated', async () => {
    const next = await createTokenIssuer({ issuer: issuerUrl, clock });
    const { remote } = await publish([...issuer.jwks.keys, ...next.jwks.keys]);
    await expect(remote.verify((await issuer.issue('anna')).token)).resolves.toBeDefined();
    await expect(remote.verify((await next.issue('anna')).token)).resolves.toBeDefined();
  });
});
