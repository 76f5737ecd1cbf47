import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';

import { browser, navigated, type Browser } from './browser.fixture.js';
import { startConsole, type ConsoleUnderTest } from './console.fixture.js';

let rung: ConsoleUnderTest;
beforeAll(async () => {
  rung = await startConsole();
});
afterAll(() => rung?.close());

const change = { 'x-rung-console': '1' };
const html = { accept: 'text/html,application/xhtml+xml' };
const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;
const signedIn = async (person = 'hr'): Promise<Browser> => {
  const one = browser();
  expect(await one.signIn(rung.url, person)).toBe('/');
  return one;
};

describe('a sign-in', () => {
  it('leads to the issuer and back to where it began, with a cookie that scripts cannot read', async () => {
    const one = browser();
    expect(await one.signIn(rung.url, 'E1', '/matrix?group=hard')).toBe('/matrix?group=hard');
    const port = new URL(rung.url).port;
    const begun = one.set.find((line) => line.startsWith(`rung-${port}=`)) ?? '';
    expect(begun).toMatch(/^rung-\d+=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    expect([...one.cookies.keys()]).toEqual([`rung-${port}`]);
    const session = (await (await one.go(`${rung.url}/session`)).json()) as object;
    expect(session).toEqual({ person: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: 'Анна <b>Ким</b>', roles: [] }, expiresAt: expect.any(String) });
    expect(await rung.total('rung_console_sessions_begun_total')).toBeGreaterThan(0);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/session/sign-in'])('leads to the start in place of %s', async (returnTo) => {
    expect(await browser().signIn(rung.url, 'hr', returnTo)).toBe('/');
  });

  it('counts once: its answer is refused when it comes again', async () => {
    const one = browser();
    const begun = await one.go(`${rung.url}/session/sign-in`);
    const kept = new Map(one.cookies);
    const answer = await one.pick(begun.headers.get('location') ?? '', 'hr');
    expect((await one.go(answer)).status).toBe(303);
    expect((await one.go(answer)).status).toBe(401);
    const again = browser();
    for (const [name, value] of kept) again.cookies.set(name, value);
    expect((await again.go(answer)).status).toBe(401);
    expect([...again.cookies.keys()]).toEqual([...kept.keys()]);
  });

  it('counts in the browser that began it alone', async () => {
    const [victim, attacker] = [browser(), browser()];
    const begun = await attacker.go(`${rung.url}/session/sign-in`);
    const answer = await attacker.pick(begun.headers.get('location') ?? '', 'E2');
    expect(await codeOf(await victim.go(answer))).toBe('sign-in-required');
    await victim.go(`${rung.url}/session/sign-in`);
    expect(await codeOf(await victim.go(answer))).toBe('sign-in-required');
    expect((await victim.go(`${rung.url}/session`)).status).toBe(401);
  });

  it.each([
    ['another verifier of PKCE', (url: URL) => url.searchParams.set('code_challenge', 'a'.repeat(43))],
    ['another nonce', (url: URL) => url.searchParams.set('nonce', 'another')],
    ['another state', (url: URL) => url.searchParams.set('state', 'another')],
  ])('is refused with %s', async (_what, tamper) => {
    const one = browser();
    const at = new URL((await one.go(`${rung.url}/session/sign-in`)).headers.get('location') ?? '');
    tamper(at);
    const answer = await one.go(await one.pick(at.href, 'hr'));
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'sign-in-required']);
  });

  it('is too old after ten minutes', async () => {
    const one = browser();
    const begun = await one.go(`${rung.url}/session/sign-in`);
    rung.clock.advance({ minutes: 10 });
    expect((await one.go(await one.pick(begun.headers.get('location') ?? '', 'hr'))).status).toBe(401);
  });

  it('ends the session that the browser had before', async () => {
    const one = await signedIn('hr');
    const before = new Map(one.cookies);
    expect(await one.signIn(rung.url, 'E1')).toBe('/');
    const old = browser();
    for (const [name, value] of before) old.cookies.set(name, value);
    expect((await old.go(`${rung.url}/session`)).status).toBe(401);
  });

  it('that fails is told to a person as a page in their language, without a script', async () => {
    const answer = await fetch(`${rung.url}/session/callback?code=x&state=y`, { headers: { ...html, 'accept-language': 'ru-RU,en;q=0.5' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; frame-ancestors 'none'/);
    expect(await answer.text()).toContain('<a href="/session/sign-in">Войти ещё раз</a>');
  });

  it('begins at the name that the issuer leads back to', async () => {
    const { status, headers } = await navigated(`${rung.url}/session/sign-in?return=/matrix`, { host: `localhost:${new URL(rung.url).port}` });
    expect([status, headers.location]).toEqual([303, `${rung.url}/session/sign-in?return=%2Fmatrix`]);
    const stranger = await navigated(`${rung.url}/session/sign-in`, { host: 'evil.example' });
    expect(stranger.headers.location).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/issuer\/authorize\?/);
  });
});

describe('a session', () => {
  it('is in the database under a hash, and its tokens are sealed', async () => {
    const one = await signedIn();
    const { rows } = await rung.database.pool.query<{ row: string }>('select s::text as row from sessions s');
    const [id = ''] = one.cookies.values();
    const all = rows.map(({ row }) => row).join('\n');
    for (const secret of [id, Buffer.from(id).toString('hex'), Buffer.from('access').toString('hex'), Buffer.from('eyJ').toString('hex')]) expect(all).not.toContain(secret);
  });

  it('ends for whoever ends it, and for nobody else', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const copy = new Map(one.cookies);
    expect((await one.go(`${rung.url}/session/sign-out`, { method: 'POST' })).status).toBe(403);
    const out = await one.go(`${rung.url}/session/sign-out`, { method: 'POST', headers: change });
    expect([out.status, await out.json(), [...one.cookies]]).toEqual([200, { next: '/' }, []]);
    for (const [name, value] of copy) one.cookies.set(name, value);
    expect(await codeOf(await one.go(`${rung.url}/api/tasks`))).toBe('sign-in-required');
    expect((await other.go(`${rung.url}/session`)).status).toBe(200);
  });

  it('ends after two hours of rest, and after twelve in any case', async () => {
    const [rested, used] = [await signedIn(), await signedIn()];
    for (let minutes = 0; minutes < 12 * 60 - 90; minutes += 90) {
      rung.clock.advance({ minutes: 90 });
      expect((await used.go(`${rung.url}/session`)).status).toBe(200);
    }
    expect((await rested.go(`${rung.url}/session`)).status).toBe(401);
    rung.clock.advance({ minutes: 90 });
    expect((await used.go(`${rung.url}/session`)).status).toBe(401);
  });

  it('gets one new token for twenty requests to two processes', async () => {
    const one = await signedIn();
    rung.clock.advance({ minutes: 9, seconds: 30 });
    const before = await rung.total('rung_console_refreshes_total');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => one.go(`${at % 2 === 0 ? rung.url : rung.replica}/api/tasks`)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect((await rung.total('rung_console_refreshes_total')) - before).toBe(1);
    expect(new Set(rung.asked.slice(-20).map(({ headers }) => headers.authorization)).size).toBe(1);
  });

  it('stays while the issuer is away, and says so', async () => {
    const [one, other] = [await signedIn(), browser()];
    await rung.stopIssuer();
    try {
      expect((await one.go(`${rung.url}/api/tasks`)).status).toBe(200);
      rung.clock.advance({ minutes: 9, seconds: 30 });
      expect((await one.go(`${rung.url}/api/tasks`)).status).toBe(200);
      rung.clock.advance({ minutes: 1 });
      const away = await one.go(`${rung.url}/api/tasks`);
      expect([away.status, away.headers.get('retry-after'), await codeOf(away)]).toEqual([503, '5', 'unavailable']);
      expect((await one.go(`${rung.url}/session`)).status).toBe(200);
      const callback = await other.go(`${rung.url}/session/callback?code=x&state=y`);
      expect(callback.status).toBe(401);
    } finally {
      await rung.startIssuer();
    }
    expect((await one.go(`${rung.url}/api/tasks`)).status).toBe(200);
  });
});

describe('the way to the services', () => {
  it('gives the service the token in place of the cookie, and only what is meant for it', async () => {
    const one = await signedIn();
    const headers = {
      ...change,
      'content-type': 'text/csv',
      'if-match': '"3"',
      'idempotency-key': '5f0c0e0a-9e4a-4b9d-8f9e-000000000001',
      'x-correlation-id': '5f0c0e0a-9e4a-4b9d-8f9e-000000000002',
      authorization: 'Bearer forged',
      'x-forwarded-for': '10.0.0.1',
      'x-forwarded-host': 'evil.example',
      'sec-fetch-site': 'same-origin',
    };
    const answer = await one.go(`${rung.url}/api/directory/imports/people?dry=1`, { method: 'POST', headers, body: 'a,b\n1,2\n' });
    expect([answer.status, await answer.json(), answer.headers.get('etag'), answer.headers.get('retry-after')]).toEqual([200, { answer: 42 }, '"7"', '3']);
    for (const name of ['set-cookie', 'x-powered-by']) expect(answer.headers.has(name)).toBe(false);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const asked = rung.asked.at(-1);
    expect(asked).toMatchObject({ method: 'POST', url: '/directory/imports/people?dry=1', body: 'a,b\n1,2\n' });
    expect(asked?.headers).toMatchObject({ 'if-match': '"3"', 'idempotency-key': headers['idempotency-key'], 'x-correlation-id': headers['x-correlation-id'], 'content-type': 'text/csv' });
    expect(asked?.headers.authorization).toMatch(/^Bearer ey/);
    for (const name of ['cookie', 'x-forwarded-for', 'x-forwarded-host', 'x-rung-console', 'sec-fetch-site']) expect(asked?.headers).not.toHaveProperty(name);
  });

  it('asks for it packed as the page takes it', async () => {
    const one = await signedIn();
    await one.go(`${rung.url}/api/matrices`, { headers: { 'accept-encoding': 'br;q=1, gzip;q=0.5' } });
    expect(rung.asked.at(-1)?.headers).toMatchObject({ 'accept-encoding': 'br;q=1, gzip;q=0.5' });
  });

  it('asks whether what the page has is still right', async () => {
    const one = await signedIn();
    expect((await one.go(`${rung.url}/api/matrices`, { headers: { 'if-none-match': '"7"' } })).status).toBe(304);
  });

  it('shows to nobody who watches it that somebody answers just now', async () => {
    const one = await signedIn('E2');
    const traced = { ...change, 'content-type': 'application/json', 'x-correlation-id': '5f0c0e0a-9e4a-4b9d-8f9e-000000000003' };
    const ofService = { service: 'assessment', status_code: '2xx' };
    const passed = { method: '_OTHER', route: 'unobserved', status_code: '2xx' };
    const [before, observed] = [await rung.total('rung_console_gateway_responses_total', ofService), await rung.requests(passed)];
    for (const [method, path] of [['PUT', 'draft'], ['PUT', 'draft'], ['POST', 'submission']] as const) {
      const answer = await one.go(`${rung.url}/api/assessments/5f0c0e0a-9e4a-4b9d-8f9e-000000000004/${path}`, { method, headers: traced, body: '{"ratings":[]}' });
      expect([answer.status, await answer.json()]).toEqual([200, { answer: 42 }]);
    }
    await eventually(async () => expect((await rung.requests(passed)) - observed).toBe(3));
    expect((await rung.total('rung_console_gateway_responses_total', ofService)) - before).toBe(3);
    expect(await rung.metrics()).not.toMatch(/\/api|assessments|submission|draft|method="PUT"/);
    expect(rung.logged()).toContain('"route":"/session/callback"');
    expect(rung.logged()).not.toMatch(/\/api|assessments|"method":"PUT"/);
    expect(rung.logged()).not.toContain(traced['x-correlation-id']);
  });

  it('tells an answer from another by its kind alone, however it is refused', async () => {
    const one = await signedIn('E2');
    const refused = await one.go(`${rung.url}/api/assessments/5f0c0e0a-9e4a-4b9d-8f9e-000000000004/submission`, { method: 'POST', body: '{}' });
    expect(refused.status).toBe(403);
    await eventually(async () => expect(await rung.requests({ route: 'unobserved', status_code: '4xx' })).toBeGreaterThan(0));
    const kinds = [...(await rung.metrics()).matchAll(/^rung_console_gateway_responses_total\{.*status_code="([^"]+)"/gm)].map(([, kind]) => kind);
    expect(kinds.length).toBeGreaterThan(0);
    for (const kind of kinds) expect(kind).toMatch(/^([1-5]xx|none)$/);
  });

  it('lets nothing be smuggled by way of a header that is for one hop', async () => {
    const one = await signedIn();
    const { hostname, port } = new URL(rung.url);
    const [[name, value] = []] = [...one.cookies];
    const socket = connect(Number(port), hostname);
    socket.write(`GET /api/tasks HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${name}=${value}\r\nconnection: close, authorization\r\ntrailer: x\r\nupgrade: h2c\r\nte: trailers\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /);
    const headers = rung.asked.at(-1)?.headers;
    expect(headers?.authorization).toMatch(/^Bearer ey/);
    for (const one of ['trailer', 'upgrade', 'te', 'cookie']) expect(headers).not.toHaveProperty(one);
  });

  it.each([
    ['a change without the header', 'POST', {}],
    ['a change from another site', 'POST', { ...change, 'sec-fetch-site': 'cross-site' }],
    ['a change from a sister site', 'DELETE', { ...change, 'sec-fetch-site': 'same-site' }],
    ['a change from another origin, by an old browser', 'PUT', { ...change, origin: 'https://evil.example' }],
    ['a look from another site', 'GET', { 'sec-fetch-site': 'cross-site' }],
  ])('is closed to %s', async (_what, method, headers) => {
    const one = await signedIn();
    const before = rung.asked.length;
    const answer = await one.go(`${rung.url}/api/tasks`, { method, headers });
    expect([answer.status, await codeOf(answer), rung.asked.length]).toEqual([403, 'forbidden', before]);
  });

  it.each(['/api/..%2foperator', '/api/tasks/..%2f..%2foperator', '/api/tasks/%2e%2e%5coperator', '/api/operator/matrix/parked', '/api/metrics', '/api/nowhere'])('leads nowhere else: %s', async (path) => {
    const one = await signedIn();
    const before = rung.asked.length;
    expect([400, 404]).toContain((await one.go(rung.url + path)).status);
    expect(rung.asked.length).toBe(before);
  });

  it('is closed without a session, and to a token of the API', async () => {
    const attempts: Record<string, string>[] = [{}, { authorization: 'Bearer abc.def.ghi' }, { cookie: 'rung=abc' }];
    for (const headers of attempts) {
      const answer = await fetch(`${rung.url}/api/tasks`, { headers });
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Cookie realm="rung"']);
      expect(await answer.json()).toMatchObject({ code: 'sign-in-required', signIn: '/session/sign-in' });
    }
  });
});

describe('the page', () => {
  it('is what a browser gets that navigates, at every address of its own', async () => {
    for (const path of ['/', '/matrix', '/reports/distribution?cycle=1', '/assess/1']) {
      const { status, headers, body } = await navigated(rung.url + path);
      const nonce = /nonce="([^"]+)"/.exec(body)?.[1];
      expect([status, headers['cache-control'], headers.etag]).toEqual([200, 'no-cache', undefined]);
      expect(headers['content-security-policy']).toContain(`script-src 'self'; style-src 'self' 'nonce-${nonce}'`);
    }
  });

  it('is nothing that a program gets', async () => {
    expect(await (await fetch(rung.url)).json()).toMatchObject({ docs: '/docs' });
    // what fetch of a script sends, whatever it accepts
    expect((await navigated(`${rung.url}/`, { 'sec-fetch-mode': 'cors' })).headers['content-type']).toContain('json');
    for (const path of ['/live', '/session', '/api/tasks']) expect((await navigated(rung.url + path)).headers['content-type']).toContain('json');
  });

  it('has files that stay as they are, packed where that saves something', async () => {
    const file = `${rung.url}/assets/index-abcd1234.js`;
    const packed = await fetch(file, { headers: { 'accept-encoding': 'gzip, br' } });
    expect([packed.headers.get('content-encoding'), packed.headers.get('cache-control'), packed.headers.get('content-type')]).toEqual(['br', 'public, max-age=31536000, immutable', 'text/javascript; charset=utf-8']);
    expect(await packed.text()).toHaveLength(2_004);
    const plain = await fetch(file, { headers: { 'accept-encoding': 'br;q=0' } });
    expect(plain.headers.has('content-encoding')).toBe(false);
    expect((await fetch(file, { headers: { 'if-none-match': plain.headers.get('etag') ?? '' } })).status).toBe(304);
    expect((await fetch(`${rung.url}/robots.txt`)).headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/assets/none.js', '/.vite/manifest.json', '/assets/..%2findex.html', '/index.html', '/package.json'])('has no file %s', async (path) => {
    expect((await fetch(rung.url + path)).status).toBe(404);
  });
});

describe('a service that is away', () => {
  it('is a 503 that says when to try again', async () => {
    const one = await signedIn();
    await rung.stopService();
    const answer = await one.go(`${rung.url}/api/tasks`);
    expect([answer.status, answer.headers.get('retry-after'), await codeOf(answer)]).toEqual([503, '2', 'unavailable']);
    expect(await rung.total('rung_console_gateway_responses_total', { service: 'assessment', status_code: 'none' })).toBe(1);
  });
});
