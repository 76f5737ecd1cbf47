// How a published version goes over the wire: once to who has it, and packed to who takes it so.
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@rung/testing';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

const path = '/matrices/ours/versions/1';
let running: RunningMatrix;
let editor: Caller;

beforeAll(async () => {
  running = await startMatrix();
  editor = running.service.as('editor', 'matrix-editor');
  await editor('POST', '/catalogue/python-developer/copies', { body: { name: 'Ours' } });
});
afterAll(async () => running?.close());

/** As it goes over the wire: a browser's own client would unpack it. */
async function wire(address: string, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await running.service.tokenOf('reader')}`;
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
    const asked = request(`${running.service.url}${address}`, { headers: { authorization, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(chunks) }));
    });
    asked.on('error', reject).end();
  });
}

describe('a draft', () => {
  it('is read anew each time: it has no ETag', async () => {
    expect((await editor('GET', path)).headers.get('etag')).toBeNull();
  });
});

describe('a published version', () => {
  beforeAll(async () => {
    const { body } = await editor('POST', `${path}/publication`);
    await editor('GET', `${path}?atLeast=${body.version}`);
  });

  it('is not sent again to who has it', async () => {
    const first = await wire(path);
    expect([first.status, first.headers['cache-control']]).toEqual([200, 'private, no-cache']);
    const etag = String(first.headers['etag']);
    expect(etag).toMatch(/^W\/"[0-9a-f]{64}\.published\.\d+"$/);
    const again = await wire(path, { 'if-none-match': `"other", ${etag}` });
    expect([again.status, again.bytes.length, again.headers['etag']]).toEqual([304, 0, etag]);
    expect((await wire(path, { 'if-none-match': '"other"' })).bytes.equals(first.bytes)).toBe(true);
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('goes as %s to who takes it so', async (encoding, unpacked) => {
    const [plain, packed] = [await wire(path), await wire(path, { 'accept-encoding': encoding })];
    expect([plain.headers['content-encoding'], packed.headers['content-encoding'], packed.headers['vary']]).toEqual([undefined, encoding, 'accept-encoding']);
    expect(unpacked(packed.bytes).equals(plain.bytes)).toBe(true);
    expect(packed.bytes.length * 3).toBeLessThan(plain.bytes.length);
    expect(packed.headers['etag']).toBe(plain.headers['etag']);
  });

  it('is shown as retired once it is, though what it says was kept', async () => {
    const before = await wire(path);
    const { body } = await editor('POST', `${path}/retirement`, { body: { reason: 'There is a better one' } });
    await editor('GET', `${path}?atLeast=${body.version}`);
    const after = await wire(path, { 'if-none-match': String(before.headers['etag']) });
    expect([after.status, (JSON.parse(after.bytes.toString()) as { status: string }).status]).toEqual([200, 'retired']);
  });

  it('is still refused to nobody but who may not see it: another matrix has what it says as a draft', async () => {
    const { body } = await editor('POST', '/catalogue/python-developer/copies', { body: { name: 'Theirs' } });
    expect((await editor('GET', `/matrices/theirs/versions/1?atLeast=${body.version}`)).status).toBe(200);
    expect((await wire('/matrices/theirs/versions/1')).status).toBe(404);
  });
});
