import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, fakeClock } from '@rung/testing';

import { personIdOf } from '../identity/person-id.js';
import { personIdSecret, startTinyService, type TinyService } from '../tiny-service.fixture.js';

const clock = fakeClock('2026-03-02T09:00:00.000Z');
let service: TinyService;
beforeAll(async () => {
  service = await startTinyService([], { clock });
});
afterAll(() => service.close());

const hr = { as: 'olga', roles: ['hr'] as const };
const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
});
const uuid = '5F0C0E0A-9E4A-4b9d-8f9e-000000000001';

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem['type']).toBe(`urn:rung:problem:${String(problem['code'])}`);
  expect(problem['status']).toBe(response.status);
  expect(problem['correlationId']).toBe(response.headers.get('x-correlation-id'));
  return problem;
}

describe('who may call', () => {
  it('is nobody without a token, and the answer says how to send one', async () => {
    const response = await service.call('/things/for-hr');
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="rung"');
    expect(await problemOf(response)).toMatchObject({ code: 'unauthenticated' });
  });

  it('is nobody with a token that is none', async () => {
    const response = await service.call('/things/for-hr', { headers: { authorization: 'Bearer abc.def.ghi' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('is whoever has the role; without it the operation is forbidden', async () => {
    expect((await service.call('/things/for-hr', hr)).status).toBe(200);
    const response = await service.call('/things/for-hr', { as: 'ivan', roles: ['analyst'] });
    expect(response.status).toBe(403);
    expect(await problemOf(response)).toMatchObject({ code: 'forbidden' });
  });

  it('is whoever stands in the relation; to everybody else the object does not exist', async () => {
    expect((await service.call('/things/owned/thing-of-ivan', { as: 'ivan' })).status).toBe(200);
    const response = await service.call('/things/owned/thing-of-ivan', { as: 'olga', roles: ['hr'] });
    expect(response.status).toBe(404);
    const { correlationId: _a, ...stranger } = await problemOf(response);
    const { correlationId: _b, ...absent } = await problemOf(await service.call('/nothing/here', { as: 'olga' }));
    expect(stranger).toEqual(absent);
  });

  it('is the person itself, named by key or by opaque id', async () => {
    const personId = personIdOf(personIdSecret, 'ivan');
    for (const name of ['ivan', personId, personId.toUpperCase()]) {
      const response = await service.call(`/things/of/${name}`, { as: 'ivan' });
      expect(await response.json()).toEqual({ personId });
    }
    expect((await service.call('/things/of/anna', { as: 'ivan' })).status).toBe(404);
    expect((await service.call('/things/of/anna', { as: 'ivan', roles: ['analyst'] })).status).toBe(200);
  });

  it('is not whoever leaves the object of the relation away', async () => {
    expect((await service.call('/things/listed?thing=thing-of-ivan', { as: 'ivan' })).status).toBe(200);
    expect((await service.call('/things/listed', { as: 'ivan' })).status).toBe(404);
    expect((await service.call('/things/listed?thing=thing-of-ivan&thing=x', { as: 'ivan' })).status).toBe(404);
  });
});

describe('a request of the wrong form', () => {
  it('is answered with a pointer to each field and what is allowed there', async () => {
    const response = await service.call('/things/answers', { ...hr, ...json({ cell: 'x'.repeat(21), 'a/b~c': [1, 4, 'x'], more: 1 }) });
    expect(response.status).toBe(400);
    const { errors, code } = await problemOf(response);
    expect(code).toBe('invalid-request');
    expect(errors).toEqual([
      { pointer: '/cell', detail: 'takes text of at most 20 characters (The cell that is rated)' },
      { pointer: '/a~1b~0c/1', detail: 'takes a whole number from 0 to 3 or n' },
      { pointer: '/a~1b~0c/2', detail: 'takes a whole number from 0 to 3 or n' },
      { pointer: '', detail: expect.stringContaining('more') },
    ]);
  });

  it.each([
    [{}, '/cell', 'is missing; it takes text of at most 20 characters (The cell that is rated)'],
    [{ cell: 5 }, '/cell', 'takes text of at most 20 characters (The cell that is rated)'],
    [{ cell: 'a', 'a/b~c': 'x' }, '/a~1b~0c', 'takes a list of at most 3 items'],
    [[], '', 'takes an object'],
  ])('says in plain words what is wrong with %j', async (body, pointer, detail) => {
    const response = await service.call('/things/answers', { ...hr, ...json(body) });
    expect((await problemOf(response))['errors']).toEqual([{ pointer, detail }]);
  });

  it('names the path parameter that is no UUID', async () => {
    const response = await service.call('/things/numbered/abc', hr);
    expect(response.status).toBe(400);
    expect((await problemOf(response))['errors']).toEqual([{ detail: 'path parameter number: takes a UUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301' }]);
    expect(await (await service.call(`/things/numbered/${uuid}`, hr)).json()).toEqual({ number: uuid.toLowerCase() });
  });

  it('names query parameters', async () => {
    const response = await service.call('/things/listed?limit=1000', hr);
    expect(response.status).toBe(400);
    expect((await problemOf(response))['errors']).toEqual([{ detail: 'query parameter limit: takes a whole number from 1 to 100' }]);
    expect(await (await service.call('/things/listed', hr)).json()).toEqual({ limit: 10 });
  });

  it.each([
    ['', 'cycle: is missing; it takes a UUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301 (Whose list)'],
    ['cycle=7', 'cycle: takes a UUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301 (Whose list)'],
    [`cycle=${uuid}&cycle=${uuid}`, 'cycle: must be given once; it takes a UUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301 (Whose list)'],
    [`cycle=${uuid}&state=lost`, 'state: takes one of open, closed'],
    [`cycle=${uuid}&limit=many`, 'limit: takes a whole number from 1 to 100'],
    [`cycle=${uuid}&limit=1.5`, 'limit: takes a whole number from 1 to 100'],
    [`cycle=${uuid}&atLeast=x`, 'atLeast: must be a version, as a command answered it'],
    [`cycle=${uuid}&atLeast=1&atLeast=2`, 'atLeast: must be given once'],
    [`cycle=${uuid}&name=${'x'.repeat(21)}`, 'name: takes text of at most 20 characters'],
  ])('says in plain words what the query "%s" lacks', async (query, detail) => {
    const response = await service.call(`/things/chosen?${query}`, hr);
    expect(response.status).toBe(400);
    expect((await problemOf(response))['errors']).toEqual([{ detail: `query parameter ${detail}` }]);
  });

  it.each([
    ['JSON that is none', '{"cell":'],
    ['no body', undefined],
    ['an empty body', ''],
    ['a prototype to poison', '{"cell":"a","__proto__":{"admin":true}}'],
    ['a constructor to poison', '{"cell":"a","constructor":{"prototype":{"admin":true}}}'],
    ['U+0000, which no database takes', String.raw`{"cell":"a\u0000"}`],
    ['half of a surrogate pair', String.raw`{"cell":"\ud800"}`],
    ['JSON that is not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['JSON that nests too deep', `{"cell":${'['.repeat(32)}${']'.repeat(32)}}`],
    ['nesting to exhaust a stack', '['.repeat(200_000)],
  ])('is refused: %s', async (_what, body) => {
    const response = await service.call('/things/answers', { ...hr, ...(body === undefined ? { method: 'POST' } : json(body)) });
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code: 'invalid-request' });
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  it('may hold as many brackets as it likes inside of strings', async () => {
    const response = await service.call('/things/answers', { ...hr, ...json({ cell: '[[["\\{{{{{[[[[[' }) });
    expect(response.status).toBe(200);
  });

  it.each([
    ['a larger body', '/things/answers', json({ cell: 'x'.repeat(300_000) }), 413, 'payload-too-large'],
    ['another media type', '/things/answers', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' }, 415, 'unsupported-media-type'],
    ['a media type nobody takes', '/things/answers', { method: 'POST', headers: { 'content-type': 'application/xml' }, body: '<x/>' }, 415, 'unsupported-media-type'],
    ['JSON where text is taken', '/things/texts', json({ a: 1 }), 415, 'unsupported-media-type'],
    ['no text where one is taken', '/things/texts', { method: 'POST' }, 415, 'unsupported-media-type'],
    ['no rows where some are taken', '/things/rows', { method: 'POST' }, 415, 'unsupported-media-type'],
    ['an address with a part of great length', `/things/of/${'x'.repeat(3_000)}`, {}, 400, 'invalid-request'],
    ['an address with a NUL', '/things/of/%00', {}, 400, 'invalid-request'],
    ['a form', '/things/answers', { method: 'POST', body: new URLSearchParams({ cell: 'a' }) }, 415, 'unsupported-media-type'],
    ['an Accept that we cannot serve', '/things/for-hr', { headers: { accept: 'text/html, application/json;q=0' } }, 406, 'not-acceptable'],
    ['an unknown route', '/things/unknown/route', {}, 404, 'not-found'],
    ['an unknown method', '/things/for-hr', { method: 'DELETE' }, 404, 'not-found'],
    ['a malformed address', '/things/of/%E0%A4%A', {}, 400, 'invalid-request'],
  ] as const)('is refused as it deserves: %s', async (_what, path, init, status, code) => {
    const response = await service.call(path, { ...hr, ...init });
    expect([response.status, (await problemOf(response))['code']]).toEqual([status, code]);
  });

  it.each([
    ['Idempotency-Key', { 'idempotency-key': 'again' }],
    ['If-Match', { 'if-match': '7' }],
    ['If-Match', { 'if-match': 'W/"7"' }],
  ])('is refused: %s of another form', async (header, headers) => {
    const init = json({ cell: 'a' });
    const response = await service.call('/things/answers', { ...hr, ...init, headers: { ...init.headers, ...headers } });
    expect(response.status).toBe(400);
    expect((await problemOf(response))['detail']).toContain(header);
  });
});

describe('what is no HTTP', () => {
  it.each([
    ['a line of something else', 'GARBAGE\r\n\r\n'],
    ['a header beyond 16 KiB', `GET /live HTTP/1.1\r\nhost: x\r\nx-more: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['a body of two lengths', 'POST /things/answers HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n0\r\n\r\n'],
  ])('is refused with a problem as well: %s', async (_what, sent) => {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    socket.end(sent);
    const answer = await textOf(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\ncontent-type: application\/problem\+json\r\n/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status: 400, code: 'invalid-request', type: 'urn:rung:problem:invalid-request' });
  });
});

describe('a body beyond the limit', () => {
  it('is refused with an answer that reaches whoever is still sending, and the connection goes on', async () => {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    const bytes = 20_000_000;
    socket.write(`POST /things/answers HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n`);
    for (let sent = 0; sent < bytes; sent += 100_000) {
      if (!socket.write('x'.repeat(100_000))) await once(socket, 'drain');
    }
    socket.write('GET /live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    const answers = await textOf(socket);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
    expect(answers).toContain('The body may have 262144 bytes.');
  });
});

describe('refusals and failures', () => {
  it('carry the details of the refusal, which cannot pose as the problem itself', async () => {
    const response = await service.call('/things/refused/cycle-not-open');
    expect(response.status).toBe(409);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ code: 'cycle-not-open', detail: 'Because.', errors: [{ detail: 'this field' }], cells: ['a'] });
  });

  it('tell when to try again', async () => {
    expect((await service.call('/things/refused/unavailable')).headers.get('retry-after')).toBe('1');
    expect((await service.call('/things/refused/too-many-requests')).headers.get('retry-after')).toBe('1');
  });

  it('name the version of a conflict', async () => {
    const response = await service.call('/things/conflict');
    expect(await problemOf(response)).toMatchObject({ status: 409, code: 'version-conflict', currentVersion: 5 });
  });

  it.each(['broken', 'refused/no-such-code', 'refused/toString'])('leak nothing when unexpected: %s', async (path) => {
    const response = await service.call(`/things/${path}`);
    expect(response.status).toBe(500);
    const problem = await problemOf(response);
    expect(Object.keys(problem).sort()).toEqual(['code', 'correlationId', 'status', 'title', 'type']);
    const logged = service.lines().find((line) => line['level'] === 50 && line['correlationId'] === problem['correlationId']);
    expect(logged).toMatchObject({ err: { stack: expect.any(String) } });
    expect(JSON.stringify(logged)).not.toContain('anna.petrova');
  });
});

describe('a command', () => {
  it('gets its key and version from the headers and answers with an ETag', async () => {
    const init = json({ cell: 'a' });
    const headers = { ...init.headers, 'idempotency-key': uuid, 'if-match': '"12"' };
    const response = await service.call('/things/answers', { ...hr, ...init, headers });
    expect(response.headers.get('etag')).toBe('"7"');
    expect(await response.json()).toMatchObject({ commandId: uuid.toLowerCase(), expectedVersion: 12, receivedAt: '2026-03-02T09:00:00.000Z' });
  });
});

describe('text and CSV', () => {
  const text = (body: string | Uint8Array) => ({ ...hr, method: 'POST', headers: { 'content-type': 'text/plain; charset=utf-8' }, body });
  const csv = (body: string | Uint8Array) => ({ ...hr, method: 'POST', headers: { 'content-type': 'text/csv' }, body });

  it('arrive beyond the limit of JSON, text with its byte order mark', async () => {
    const response = await service.call('/things/texts', text(`\uFEFF${'ж'.repeat(400_000)}`));
    expect(await response.json()).toEqual({ characters: 400_001 });
    expect(await (await service.call('/things/rows', csv('x'.repeat(900_000)))).json()).toEqual({ bytes: 900_000 });
  });

  it('are refused beyond their own', async () => {
    expect((await service.call('/things/texts', text('x'.repeat(1_000_001)))).status).toBe(413);
    const response = await service.call('/things/rows', csv('x'.repeat(1_100_000)));
    expect([response.status, (await problemOf(response))['code']]).toEqual([413, 'payload-too-large']);
  });

  it('are refused when the text is not UTF-8', async () => {
    expect((await service.call('/things/texts', text(new Uint8Array([0x61, 0xff, 0x62])))).status).toBe(400);
  });

  it.each([
    ['text', '/things/texts', text],
    ['CSV', '/things/rows', csv],
  ])('are refused with what they are instead of %s', async (wanted, path, sent) => {
    const response = await service.call(path, sent(gzipSync('person,name\n')));
    expect([response.status, (await problemOf(response))['detail']]).toEqual([400, `The body is no ${wanted}, but a gzip file; unpack it first.`]);
  });

  it('are refused in UTF-16, with the way out', async () => {
    const response = await service.call('/things/texts', text(Buffer.from('\ufeffa', 'utf16le')));
    expect((await problemOf(response))['detail']).toBe('The text is not UTF-8, but UTF-16; save it as UTF-8.');
  });

  it('are not even read from a stranger', async () => {
    const response = await service.call('/things/texts', { ...text('x'.repeat(900_000)), as: undefined });
    expect(response.status).toBe(401);
  });

  it('may be left unread by the handler', async () => {
    const response = await service.call('/things/unread-rows', csv('x'.repeat(900_000)));
    expect([response.status, (await problemOf(response))['code']]).toEqual([409, 'cycle-not-open']);
  });
});

describe('a client that goes away in the middle of its upload', () => {
  it.each([
    ['/things/rows', 499],
    ['/things/unread-rows', 409],
  ])('harms nobody: %s', async (path, status) => {
    const { token } = await service.issuer.issue('olga', ['hr']);
    const before = service.lines().length;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv', 'content-length': '900000' };
    const upload = request(service.url + path, { method: 'POST', headers });
    upload.on('error', () => undefined);
    await new Promise((resolve) => upload.write('person,name\n', resolve));
    if (status === 409) await new Promise((resolve) => upload.on('response', resolve));
    upload.destroy();
    await eventually(() => {
      const line = expect.objectContaining({ msg: 'request', route: path, status });
      expect(service.lines().slice(before)).toContainEqual(line);
    });
    expect(service.lines().slice(before).filter(({ level }) => Number(level) >= 40)).toEqual([]);
    expect((await service.call('/live')).status).toBe(200);
  });
});

describe('correlation', () => {
  it('is the id that the client sent when it is a UUID', async () => {
    const response = await service.call('/things/for-hr', { ...hr, headers: { 'x-correlation-id': uuid } });
    expect(response.headers.get('x-correlation-id')).toBe(uuid.toLowerCase());
    expect(await response.json()).toMatchObject({ correlationIds: [uuid.toLowerCase(), null] }); // a read is not followed any further
  });

  it('is a new id for anything else', async () => {
    const response = await service.call('/things/for-hr', { ...hr, headers: { 'x-correlation-id': 'anna.petrova' } });
    expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('goes along with a command, also past the reading of its body', async () => {
    const init = json({ cell: 'a' });
    const headers = { ...init.headers, 'x-correlation-id': uuid };
    const response = await service.call('/things/answers', { ...hr, ...init, headers });
    expect(await response.json()).toMatchObject({ correlationId: uuid.toLowerCase() });
  });
});

describe('a request that nobody is to notice', () => {
  const call = (init: RequestInit & { as?: string }) => service.call('/things/unobserved', { method: 'POST', ...hr, ...init });
  const text = { headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(400_000) };

  it.each([
    ['that is answered', text, 200, '2xx'],
    ['of a stranger', { ...text, as: undefined }, 401, '4xx'],
    ['that is refused before any handler', { headers: { 'content-type': 'application/xml' }, body: '<x/>' }, 415, '4xx'],
  ] as const)('leaves no line of the log, and only the kind of its status in the metrics: one %s', async (_which, init, status, kind) => {
    const count = `http_server_request_duration_seconds_count{method="_OTHER",route="unobserved",status_code="${kind}"} `;
    const counted = async () => Number((await service.registry.metrics()).split(count)[1]?.split('\n')[0] ?? 0);
    const before = await counted();
    const response = await call(init);
    expect(response.status).toBe(status);
    await response.text();
    await eventually(async () => expect(await counted()).toBe(before + 1));
    const correlationId = response.headers.get('x-correlation-id');
    expect(service.lines().filter((line) => line['correlationId'] === correlationId)).toEqual([]);
    expect(await service.registry.metrics()).not.toContain('/things/unobserved');
  });
});

describe('every answer', () => {
  it('tells browsers to do nothing with it', async () => {
    const { headers } = await service.call('/live');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('is one line of the log, with the template of the route and nobody in it', async () => {
    const response = await service.call('/things/of/anna.petrova?secret=1', { as: 'anna.petrova' });
    const correlationId = response.headers.get('x-correlation-id');
    const lines = service.lines().filter((line) => line['correlationId'] === correlationId);
    expect(lines).toEqual([
      expect.objectContaining({ level: 30, msg: 'request', method: 'GET', route: '/things/of/:person', status: 200 }),
    ]);
    expect(service.rawLog()).not.toContain('anna.petrova');
    expect(service.rawLog()).not.toContain(personIdOf(personIdSecret, 'anna.petrova'));
  });
});
