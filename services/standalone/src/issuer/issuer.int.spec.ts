import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger, createTokenVerifier, type RunningHttp } from '@rung/service-kit';
import { fakeClock } from '@rung/testing';

import { createDevIssuer, type DemoPerson } from './dev-issuer.js';
import { privateKeyIn } from './key-file.js';
import { startIssuer } from './start-issuer.js';

const issuer = 'http://127.0.0.1:7409/issuer';
const people: DemoPerson[] = [
  { key: 'olga', name: 'Ольга Смирнова', title: { ru: 'Директор по персоналу', en: 'Head of people' }, does: { ru: 'Читает отчёты', en: 'Reads reports' }, roles: ['hr', 'matrix-editor'] },
  { key: 'ivan', name: 'Ivan Orlov', title: { ru: 'Разработчик', en: 'Developer' }, roles: [] },
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

describe('the person picker', () => {
  const client = { id: 'rung-console', redirectUri: 'http://127.0.0.1:7410/session/callback' };
  const asked = { client_id: client.id, redirect_uri: client.redirectUri, response_type: 'code', scope: 'openid', state: 's', code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' };
  const many = Array.from({ length: 100 }, (_, at): DemoPerson => ({ key: `E${at}`, name: `Пётр <${at}>`, title: { ru: 'Разработчик Python', en: 'Python developer' }, roles: [] }));
  let picker: RunningHttp;
  beforeAll(async () => {
    picker = await startIssuer({ devIssuer: await createDevIssuer({ issuer, environment: undefined, people: [...people, ...many], client, isInDirectory: (key) => Promise.resolve(key === 'bob') }), port: 0, logger });
  });
  afterAll(() => picker.close());
  const at = (changes: Record<string, string | undefined> = {}): string => {
    const given = Object.entries({ ...asked, ...changes }).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return `${picker.url}/issuer/authorize?${new URLSearchParams(given)}`;
  };
  const page = async (changes: Record<string, string | undefined> = {}, language = 'en'): Promise<string> => (await fetch(at(changes), { headers: { 'accept-language': language } })).text();

  it('lists those who have roles, then the others, as buttons of a form', async () => {
    const html = await page();
    const order = ['value="olga"', 'Employees', 'value="ivan"'].map((part) => html.indexOf(part));
    expect(order.every((place) => place > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(html).toContain('42 more: narrow the search.');
    expect(html).not.toContain('<script');
    expect(html).toContain('Пётр &lt;1&gt;');
  });

  it('says in the reader’s language what one signs in to', async () => {
    expect(await page()).toContain('Rung assesses competencies');
    expect(await page({}, 'ru')).toContain('Rung — оценка компетенций');
  });

  it('tells of each the name, then the title in the reader’s language', async () => {
    expect(await page()).toContain('value="olga"><b>Ольга Смирнова</b><span>Head of people · olga</span><span>Reads reports</span></button>');
    expect(await page({}, 'ru')).toContain('value="olga"><b>Ольга Смирнова</b><span>Директор по персоналу · olga</span><span>Читает отчёты</span></button>');
    expect(await page()).toContain('Developer · ivan</span></button>');
  });

  it('signs in who is in its list or in the directory, and refuses in words a key that nobody has', async () => {
    const enter = (person: string, language = 'en') => fetch(at(), { method: 'POST', redirect: 'manual', headers: { 'accept-language': language }, body: new URLSearchParams({ person }) });
    for (const known of ['olga', 'bob', ' bob ']) expect((await enter(known)).status).toBe(303);
    const refused = await enter('<nobody>');
    expect([refused.status, refused.headers.get('content-security-policy')]).toEqual([422, expect.stringContaining("default-src 'none'")]);
    const html = await refused.text();
    expect(html).toContain('role="alert">Nobody has the key “&lt;nobody&gt;”');
    expect(html).toContain('value="&lt;nobody&gt;" aria-invalid="true"');
    expect(await (await enter('E777', 'ru')).text()).toContain('Ключа «E777» нет');
    expect(await page()).not.toContain('role="alert"');
  });

  it('finds by name, title and key, in both languages and whatever is typed for a ё', async () => {
    for (const q of ['петр <7>', 'e7', 'разработчик <7>']) expect(await page({ q }, 'ru')).toContain('value="E7"');
    const none = await page({ q: '"><script>' }, 'ru-RU');
    expect(none).toContain('Никого не нашлось');
    expect(none).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(await page({ ui_locales: 'ru' })).toContain('<html lang="ru">');
  });

  it('lets a browser send its form here and to the client alone', async () => {
    expect((await fetch(at())).headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' http:\/\/127\.0\.0\.1:7410; frame-ancestors 'none'/);
  });

  it.each([{ client_id: 'other' }, { redirect_uri: 'https://evil.example/' }, { redirect_uri: `${client.redirectUri}/` }, { redirect_uri: undefined }])('sends nobody to an address that it does not know: %j', async (changes) => {
    for (const method of ['GET', 'POST']) {
      const answer = await fetch(at(changes), { method, redirect: 'manual', ...(method === 'POST' && { body: new URLSearchParams({ person: 'olga' }) }) });
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    }
  });

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'profile' }, 'invalid_scope'],
    [{ code_challenge: undefined }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
  ])('tells the client what it does not do: %j', async (changes, error) => {
    const answer = await fetch(at(changes), { redirect: 'manual' });
    const to = new URL(answer.headers.get('location') ?? '');
    expect([answer.status, to.origin + to.pathname, to.searchParams.get('error'), to.searchParams.get('state')]).toEqual([303, client.redirectUri, error, 's']);
  });

  it('gives a code for one use, a minute, one client, one address and one verifier', async () => {
    const clock = fakeClock('2026-03-02T09:00:00Z');
    const { grants } = await createDevIssuer({ issuer, environment: undefined, people, client, clock });
    const verifier = 'a verifier of enough length for PKCE, as RFC 7636 asks';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const request = { clientId: client.id, redirectUri: client.redirectUri, challenge };
    const redemption = { clientId: client.id, redirectUri: client.redirectUri, verifier };
    const code = (): string => grants.code(request, 'olga');
    const once = code();
    expect(grants.redeem({ ...redemption, code: once })).toEqual({ person: 'olga' });
    expect(grants.redeem({ ...redemption, code: once })).toBeUndefined();
    for (const wrong of [{ clientId: 'other' }, { redirectUri: 'http://127.0.0.1/' }, { verifier: 'another' }]) {
      const tried = code();
      expect(grants.redeem({ ...redemption, ...wrong, code: tried })).toBeUndefined();
      expect(grants.redeem({ ...redemption, code: tried })).toBeUndefined();
    }
    const late = code();
    clock.advance({ minutes: 1 });
    expect(grants.redeem({ ...redemption, code: late })).toBeUndefined();
    const refresh = await grants.refreshToken('olga', client.id);
    expect(await grants.redeemRefreshToken(refresh, client.id)).toEqual({ person: 'olga' });
    expect(await grants.redeemRefreshToken(refresh, 'other')).toBeUndefined();
    expect(await grants.redeemRefreshToken((await grants.idToken({ person: 'olga', name: 'Olga', clientId: client.id })), client.id)).toBeUndefined();
  });

  it('refuses a grant in the words of OAuth', async () => {
    const answer = await fetch(`${picker.url}/issuer/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'none', client_id: client.id }) });
    expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_grant', error_description: expect.any(String) }]);
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
