// What two versions of a matrix differ in, over HTTP.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@rung/testing';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

let running: RunningMatrix;
let editor: Caller;

beforeAll(async () => {
  running = await startMatrix();
  editor = running.service.as('editor', 'matrix-editor');
});
afterAll(async () => running?.close());

async function drafted(hards: string): Promise<{ path: string; version: number }> {
  const { body } = await editor('POST', '/matrices/imports', { body: `Junior\nSoft: 1. Listens.\nHard: 1. Saws straight.\nSenior\nHard: ${hards}`, type: 'text/plain' });
  const accepted = await editor('POST', `/matrices/imports/${body.id}/accept`, { body: { name: 'Carpenters', matrix: 'carpenters' } });
  return { path: `/matrices/carpenters/versions/${accepted.body.draft}`, version: accepted.body.version };
}

describe('the difference of two versions', () => {
  it('says what was added, removed and reworded, to whoever may see both', async () => {
    const first = await drafted('1. Builds a staircase.');
    await editor('POST', `${first.path}/publication`);
    const second = await drafted('1. Builds a staircase. 2. Carves a rail.');
    const wishes = [
      { kind: 'edit-cell', competency: 'saws-straight', level: 'junior', statement: { en: 'Saws very straight' }, mustHave: true },
      { kind: 'remove-competency', competency: 'listens' },
      { kind: 'cell-same-as', competency: 'saws-straight', level: 'senior', as: 'junior' },
    ];
    for (const change of wishes) expect((await editor('POST', `${second.path}/changes`, { body: { change } })).status).toBe(200);
    await editor('GET', `${second.path}?atLeast=${second.version + 3}`);

    const diff = '/matrices/carpenters/diff?from=1&to=2';
    const { body } = await editor('GET', diff);
    expect(body).toMatchObject({ matrix: 'carpenters', from: 1, to: 2, added: [{ id: 'carves-a-rail' }], removed: [{ id: 'listens' }], frame: [] });
    expect(body.changed).toEqual([
      expect.objectContaining({
        competency: 'saws-straight',
        cells: [expect.objectContaining({ level: 'junior', change: 'changed', fields: ['mustHave'], statement: { en: [{ kind: 'kept', text: 'Saws ' }, { kind: 'added', text: 'very ' }, { kind: 'kept', text: 'straight' }] } })],
        references: [{ level: 'senior', before: null, after: 'junior' }],
      }),
    ]);
    const same = await editor('GET', '/matrices/carpenters/diff?from=2&to=2');
    expect(same.body).toMatchObject({ added: [], removed: [], changed: [], frame: [] });
    expect((await running.service.as('reader')('GET', diff)).body.code).toBe('not-found'); // the second one is a draft
  });

  it('needs two versions', async () => {
    const refused = await editor('GET', '/matrices/carpenters/diff?from=1');
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid-request']);
  });
});
