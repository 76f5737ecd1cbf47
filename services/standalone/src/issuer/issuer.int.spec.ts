import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger, createTokenVerifier, type RunningHttp } from '@rung/service-kit';

import { createDevIssuer, type DemoPerson } from './dev-issuer.js';
import { privateKeyIn } from './key-file.js';
import { startIssuer } from './start-issuer.js';

const issuer = 'http://127.0.0.1:7409/issuer';
const people: DemoPerson[] = [
  { key: 'olga', title: 'Head of people', roles: ['hr', 'matrix-editor'] },
  { key: 'ivan', title: 'Developer', roles: [] },
];
const logger = createLogger({ level: 'silent', name: 'spec' });
const personIdSecret = 'a secret of this spec, and only of it';

let running: RunningHttp;
beforeAll(async () => {
  running = await startIssuer({ devIssuer: await createDevIssuer({ issuer, environment: undefined, people }), port: 0, logger });
});
afterAll(() => running.close());

const token = (body: unknown): Promise<Response> =>
  fetch(`${running.url}/issuer/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the development issuer', () => {
  it('does not start in production', async () => {
    await expect(createDevIssuer({ issuer, environment: 'production', people })).rejects.toThrow('NODE_ENV=production');
    await expect(createDevIssuer({ issuer, environment: 'development', people })).resolves.toBeDefined();
  });

  it('listens on the loopback address alone', () => {
    expect(new URL(running.url).hostname).toBe('127.0.0.1');
  });

  it('lists whom one can be, and signs one in with the roles of that person', async () => {
    expect(await (await fetch(`${running.url}/issuer/people`)).json()).toEqual({ people });
    const response = await token({ person: 'olga' });
    const answer = (await response.json()) as { access_token: string; token_type: string; expires_in: number };
    expect([response.status, answer.token_type, answer.expires_in]).toEqual([200, 'Bearer', 600]);

    const verifier = createTokenVerifier({ issuer, audience: 'rung', jwksUrl: `${running.url}/issuer/jwks`, personIdSecret });
    const actor = await verifier.verify(answer.access_token);
    expect([actor.subject, actor.roles]).toEqual(['olga', new Set(['hr', 'matrix-editor'])]);
  });

  it("signs in people of a directory of one's own, without roles", async () => {
    const { access_token } = (await (await token({ person: 'bob' })).json()) as { access_token: string };
    const verifier = createTokenVerifier({ issuer, audience: 'rung', jwksUrl: `${running.url}/issuer/jwks`, personIdSecret });
    const actor = await verifier.verify(access_token);
    expect([actor.subject, actor.roles]).toEqual(['bob', new Set()]);
  });

  it('refuses requests that are none', async () => {
    expect((await token({ person: 'olga', roles: ['operator'] })).status).toBe(400);
    expect((await token({})).status).toBe(400);
  });

  it('publishes its configuration, and public keys only', async () => {
    const configuration = await (await fetch(`${running.url}/issuer/.well-known/openid-configuration`)).json();
    expect(configuration).toMatchObject({ issuer, jwks_uri: `${issuer}/jwks`, token_endpoint: `${issuer}/token` });
    const { keys } = (await (await fetch(`${running.url}/issuer/jwks`)).json()) as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
  });

  it('is not there for a page that made its own name point here', async () => {
    const { port } = new URL(running.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path: '/issuer/people', headers: { host: `evil.example:${port}` } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      sent.end();
    });
    expect(status).toBe(404);
  });

  it('issues tokens for anybody within the process', async () => {
    const devIssuer = await createDevIssuer({ issuer, environment: 'test', people });
    const verifier = createTokenVerifier({ issuer, audience: 'rung', jwks: devIssuer.jwks, personIdSecret });
    const rolesOf = async (...given: Parameters<typeof devIssuer.issueToken>) =>
      (await verifier.verify((await devIssuer.issueToken(...given)).token)).roles;
    expect(await rolesOf('olga')).toEqual(new Set(['hr', 'matrix-editor']));
    expect(await rolesOf('olga', ['analyst'])).toEqual(new Set(['analyst']));
    expect(await rolesOf('anna')).toEqual(new Set());
  });
});

describe('the file of the key', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rung-issuer-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('keeps one key, for its owner alone, however many starts there are at once', async () => {
    const file = join(folder, 'key.json');
    const keys = await Promise.all(Array.from({ length: 5 }, () => privateKeyIn(file)));
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(1);
    expect(await privateKeyIn(file)).toEqual(keys[0]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toHaveProperty('d');
  });

  it('is not overwritten when it holds something else', async () => {
    const file = join(folder, 'other.json');
    await writeFile(file, 'not a key');
    await expect(privateKeyIn(file)).rejects.toThrow(SyntaxError);
    expect(await readFile(file, 'utf8')).toBe('not a key');
  });
});
