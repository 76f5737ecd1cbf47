import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { contentHash } from './domain/content-hash.js';
import { fromJson, fromYaml } from './domain/exporting/index.js';
import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

let running: RunningMatrix;
let hash: string;

beforeAll(async () => {
  running = await startMatrix();
  const editor = running.service.as('editor', 'matrix-editor');
  await editor('POST', '/catalogue/python-developer/copies', { body: { name: 'Ours' } });
  const { body } = await editor('POST', '/matrices/ours/versions/1/publication');
  hash = (await editor('GET', `/matrices/ours/versions/1?atLeast=${body.version}`)).body.hash;
});

afterAll(async () => running?.close());

async function download(query: string, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await running.service.tokenOf('reader')}`;
  const answer = await fetch(`${running.service.url}/matrices/ours/versions/1/export${query}`, { headers: { authorization, ...headers } });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { status: answer.status, headers: answer.headers, bytes, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}

describe('an export', () => {
  it('reads back as the version that was published', async () => {
    for (const content of [fromJson((await download('')).text), fromJson((await download('?format=json')).text), fromYaml((await download('?format=yaml')).text)]) {
      expect(contentHash(content)).toBe(hash);
    }
  });

  it.each([
    ['json', 'application/json; charset=utf-8', 'attachment; filename="ours-v1.json"', '{\n'],
    ['yaml', 'application/yaml', 'attachment; filename="ours-v1.yaml"', 'name: Ours\n'],
    ['csv', 'text/csv; charset=utf-8; header=present', 'attachment; filename="ours-v1.csv"', '\ufeff"level"'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'attachment; filename="ours-v1.xlsx"', 'PK'],
    ['markdown', 'text/markdown; charset=utf-8', 'attachment; filename="ours-v1.md"', '---\nlanguages: ["en","ru"]\n'],
    ['case', 'application/json; charset=utf-8', 'attachment; filename="ours-v1.case.json"', '{\n"CFDocument": {'],
    ['html', 'text/html; charset=utf-8', 'inline; filename="ours-v1.html"', '<!DOCTYPE html>'],
  ])('as %s has its media type, a name and its own beginning', async (format, type, disposition, beginning) => {
    const { status, headers, text } = await download(`?format=${format}`);
    expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([200, type, disposition]);
    expect(text.startsWith(beginning)).toBe(true);
    expect(headers.get('etag')).toContain(hash);
  });

  it('is not sent again to who has it', async () => {
    const first = await download('?format=csv');
    const again = await download('?format=csv', { 'if-none-match': `W/"other", ${first.headers.get('etag')}` });
    expect([again.status, again.bytes.length, again.headers.get('etag')]).toEqual([304, 0, first.headers.get('etag')]);
  });

  it('as a page lets nothing run', async () => {
    const { headers } = await download('?format=html');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline';.*sandbox/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('speaks the languages that are asked for', async () => {
    expect((await download('?format=html&language=ru')).text).toContain('<html lang="ru">');
    expect((await download('?format=markdown&language=en')).text).not.toMatch(/[а-я]/i);
    expect((await download('?format=csv')).text).toContain('"statement (en)","statement (ru)"');
  });

  it.each(['?format=pdf', '?language=', '?language=de', '?language=ru,,en', '?colour=red'])('is refused for %s, and says what it takes', async (query) => {
    const { status, text } = await download(query);
    expect([status, JSON.parse(text).code]).toEqual([400, 'invalid-request']);
  });

  it('of what is not there, or of a draft that one may not see, is not found', async () => {
    await running.service.as('editor', 'matrix-editor')('POST', '/catalogue/python-developer/copies', { body: { name: 'Drafted' } });
    await running.service.as('editor', 'matrix-editor')('GET', '/matrices/drafted/versions/1?atLeast=37');
    expect((await running.service.as('editor', 'matrix-editor')('GET', '/matrices/drafted/versions/1/export')).status).toBe(200);
    expect((await running.service.as('reader')('GET', '/matrices/drafted/versions/1/export')).status).toBe(404);
    expect((await running.service.as('reader')('GET', '/matrices/ours/versions/2/export')).status).toBe(404);
  });
});
