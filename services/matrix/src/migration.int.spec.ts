// The map from one version to the next, over HTTP.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@rung/testing';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

let running: RunningMatrix;
let editor: Caller;
const matrix = '/matrices/gardeners';
const migration = `${matrix}/versions/2/migration`;

beforeAll(async () => {
  running = await startMatrix();
  editor = running.service.as('editor', 'matrix-editor');
  await editor('POST', '/matrices', { body: { name: 'Gardeners', levels: [{ code: 'novice', names: ['Novice'] }], groups: ['hard'] } });
  for (const [id, en] of [['pruning', 'Prunes roses'], ['sowing', 'Sows carrots'], ['digging', 'Digs beds']]) {
    await editor('POST', `${matrix}/versions/1/changes`, { body: { change: { kind: 'add-competency', id, group: 'hard', title: { en: id }, level: 'novice', cell: { statement: { en } } } } });
  }
  await editor('POST', `${matrix}/versions/1/publication`);
  await editor('POST', `${matrix}/versions`, { body: { from: 1 } });
  const { body } = await editor('POST', `${matrix}/versions/2/changes`, { body: { change: { kind: 'merge-competencies', into: 'digging', competencies: ['sowing'] } } });
  await editor('GET', `${matrix}/versions/2?atLeast=${body.version}`);
});
afterAll(async () => running?.close());

const read = async (query = '') => (await editor('GET', `${migration}?from=1${query}`)).body;
const record = (entries: object[], to = 2, from = 1) => editor('POST', `${matrix}/versions/${to}/migration`, { body: { from, entries } });

describe('a migration', () => {
  it('is proposed, corrected and recorded, and the last one counts', async () => {
    const { proposed, recorded } = await read();
    expect(recorded).toBeNull();
    expect(proposed).toEqual([{ becomes: 'kept', competency: 'pruning' }, { becomes: 'merged', competency: 'sowing', into: 'digging' }, { becomes: 'asked-again', competency: 'digging' }]);
    expect((await record(proposed)).status).toBe(200);
    const corrected = [{ becomes: 'dropped', competency: 'pruning' }, ...proposed.slice(1)];
    const { body } = await record(corrected);
    expect((await read(`&atLeast=${body.version}`)).recorded).toMatchObject({ entries: corrected, firstAsked: ['pruning'], faults: [], by: expect.any(String), at: expect.any(String) });
    expect((await running.log.readStream('matrix/gardeners')).at(-1)).toMatchObject({ type: 'MigrationMapped', data: { from: 1, version: 2, entries: corrected } });
  });

  it('says what does not hold any more once the draft moved on', async () => {
    const { body } = await editor('POST', `${matrix}/versions/2/changes`, { body: { change: { kind: 'remove-competency', competency: 'digging' } } });
    await editor('GET', `${matrix}/versions/2?atLeast=${body.version}`);
    expect((await read()).recorded.faults).toEqual([{ pointer: '/entries/1', detail: expect.stringContaining('"digging"') }, { pointer: '/entries/2', detail: expect.stringContaining('"digging"') }]);
  });

  it('is for who may see both versions', async () =>
    expect((await running.service.as('reader')('GET', `${migration}?from=1`)).status).toBe(404)); // the second one is a draft

  it.each<[string, () => Promise<{ status: number; body: unknown }>, number, string]>([
    ['says too little', () => record([{ becomes: 'kept', competency: 'pruning' }]), 422, 'migration-unsound'],
    ['leads backwards', () => record([], 1, 1), 422, 'migration-unsound'],
    ['leads from a draft', () => record([], 2, 2), 409, 'version-not-published'],
    ['leads to what is not there', () => record([], 9), 404, 'not-found'],
    ['has an entry that is none', () => record([{ becomes: 'eaten', competency: 'pruning' }]), 400, 'invalid-request'],
    ['is recorded by who edits nothing', () => running.service.as('reader')('POST', migration, { body: { from: 1, entries: [] } }), 403, 'forbidden'],
  ])('that %s is refused, and told nowhere', async (_, ask, status, code) => {
    const before = (await running.log.readStream('matrix/gardeners')).length;
    expect(await ask()).toMatchObject({ status, body: { code } });
    expect(await running.log.readStream('matrix/gardeners')).toHaveLength(before);
  });
});
