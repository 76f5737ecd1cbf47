// Optimistic concurrency on every aggregate: a command on an older version is refused with the current one.
import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@rung/testing';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

const seed = readFileSync(new URL('../../../docs/examples/python-developer-matrix.ru.txt', import.meta.url), 'utf8');
let running: RunningMatrix;
let matrixEditor: Caller;
beforeAll(async () => {
  running = await startMatrix();
  matrixEditor = running.service.as('editor', 'matrix-editor');
});
afterAll(async () => running?.close());

const heads = async () => (await running.log.heads()).reduce((sum, head) => sum + head, 0n);
const imported = async () => (await matrixEditor('POST', '/matrices/imports', { body: seed, type: 'text/plain' })).body as { id: string; competencies: { id: string }[] };

describe('a command that was decided on an older version', () => {
  it('may be each that changes a matrix: these are all', async () => {
    const { body: document } = await matrixEditor('GET', '/docs-json');
    const ofFacts = Object.entries(document.paths as Record<string, Record<string, unknown>>).filter(([path]) => !path.startsWith('/operator/'));
    const operations = ofFacts.flatMap(([path, methods]) =>
      Object.keys(methods).filter((method) => method !== 'get').map((method) => `${method.toUpperCase()} ${path}`));
    const ofVersion = ['approval', 'changes', 'changes/{number}/undo', 'discarding', 'migration', 'publication', 'retirement'];
    const staging = ['POST /matrices/imports', 'PUT /matrices/imports/{importId}/mapping', 'POST /matrices/imports/{importId}/preview']; // keep a file at most, and no fact
    expect(operations.sort()).toEqual([...staging, 'POST /matrices', 'POST /matrices/{matrixId}/approval-policy', 'POST /matrices/{matrixId}/versions', 'POST /catalogue/{entry}/copies', 'POST /matrices/imports/{importId}/accept', ...ofVersion.map((path) => `POST /matrices/{matrixId}/versions/{version}/${path}`)].sort());
  });

  it('is refused with the current version and writes nothing, and is taken on that version', async () => {
    const { id, competencies } = await imported();
    const entries = competencies.map(({ id: competency }) => ({ becomes: 'kept', competency }));
    const [accept, body] = [`/matrices/imports/${id}/accept`, { name: 'Python', matrix: 'python' }];
    const version = '/matrices/python/versions/1';
    const change = { body: { change: { kind: 'rename-matrix', name: 'Python developers' } } };
    const calls = [
      [accept, { body }, 0], [`${version}/changes`, change, 55], [`${version}/changes/56/undo`, { body: {} }, 56], [`${version}/publication`, {}, 57],
      ['/matrices/python/versions', { body: { from: 1 } }, 112], ['/matrices/python/versions/2/discarding', { body: {} }, 167], [`${version}/retirement`, { body: {} }, 168],
      ['/matrices/python/approval-policy', { body: { approver: 'editor' } }, 169], ['/matrices/python/versions', { body: { from: 1 } }, 170],
      ['/matrices/python/versions/3/approval', { body: { revision: 225 } }, 225], ['/matrices/python/versions/3/migration', { body: { from: 1, entries } }, 226],
      ['/matrices', { body: { name: 'Turners', levels: [{ code: 'one', names: ['One'] }] } }, 0],
      ['/catalogue/python-developer/copies', { body: { name: 'A copy' } }, 0],
    ] as const;
    const hr = running.service.as('helen', 'hr');
    for (const [path, call, current] of calls) {
      const caller = /approval/.test(path) ? hr : matrixEditor;
      const before = await heads();
      const refused = await caller('POST', path, { ...call, headers: { 'if-match': '"999"' } });
      expect([path, refused.status, refused.body.code, refused.body.currentVersion]).toEqual([path, 409, 'version-conflict', current]);
      expect(await heads()).toBe(before);
      const taken = await caller('POST', path, { ...call, headers: { 'if-match': `"${current}"` } });
      expect([path, taken.status < 300, taken.headers.get('etag')]).toEqual([path, true, `"${taken.body.version}"`]);
    }
  });
});
