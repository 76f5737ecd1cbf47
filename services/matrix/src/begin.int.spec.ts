// Drafts that begin without a text, and drafts that are given up, over HTTP.
import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Caller } from '@rung/testing';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

let running: RunningMatrix;
let editor: Caller;
let reader: Caller;

beforeAll(async () => {
  running = await startMatrix();
  editor = running.service.as('editor', 'matrix-editor');
  reader = running.service.as('reader');
});
afterAll(async () => running?.close());

const levels = [{ code: 'junior', names: ['Junior'] }, { code: 'senior', names: ['Senior'] }];
const begin = (body: object, headers: Record<string, string> = {}): Promise<Answer> => editor('POST', '/matrices', { body, headers });
const listens = (en: string) => ({ kind: 'add-competency', id: 'listening', group: 'soft', title: { en: 'Listening' }, level: 'junior', cell: { statement: { en } } });
const change = (address: string, wish: object) => editor('POST', `${address}/changes`, { body: { change: wish } });

/** Two published versions, which say "Listens" and "Listens well". */
async function published(name: string): Promise<string> {
  const { body } = await begin({ name, levels });
  const matrix = `/matrices/${body.matrix}`;
  await change(`${matrix}/versions/1`, listens('Listens'));
  await editor('POST', `${matrix}/versions/1/publication`);
  expect(await editor('POST', `${matrix}/versions`, { body: { from: 1 } })).toMatchObject({ status: 201, body: { draft: 2 } });
  await change(`${matrix}/versions/2`, { kind: 'edit-cell', competency: 'listening', level: 'junior', statement: { en: 'Listens well' } });
  expect((await editor('POST', `${matrix}/versions/2/publication`)).status).toBe(200);
  return matrix;
}

describe('a matrix', () => {
  it('begins empty, with levels, and is filled', async () => {
    const answer = await begin({ name: 'Bakers', levels, groups: ['soft', 'craft'], reading: 'complete' });
    expect(answer).toMatchObject({ status: 201, body: { matrix: 'bakers', draft: 1, version: 1 } });
    const { body } = await editor('GET', '/matrices/bakers/versions/1?atLeast=1');
    expect(body).toMatchObject({ status: 'draft', name: 'Bakers', groups: ['soft', 'craft'], reading: 'complete', competencies: [], levels: [{ code: 'junior' }, { code: 'senior' }] });
    expect((await change('/matrices/bakers/versions/1', listens('Listens'))).status).toBe(200);
  });

  it('begins as a copy of any version of another one', async () => {
    const source = await published('Millers');
    const { body } = await begin({ name: 'Water millers', from: { matrix: 'millers', version: 1 } });
    expect(body).toEqual({ matrix: 'water-millers', draft: 1, version: 2 });
    const copy = await editor('GET', '/matrices/water-millers/versions/1?atLeast=2');
    expect(copy.body).toMatchObject({ name: 'Water millers', competencies: [{ cells: [{ statement: { en: 'Listens' } }] }] });
    await change('/matrices/water-millers/versions/1', { kind: 'rename-matrix', name: 'Others' });
    expect((await editor('GET', `${source}/versions/1`)).body.name).toBe('Millers');
  });

  it('is begun once under one key, and not under a name that is taken', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await begin({ name: 'Coopers', levels }, key);
    expect(await begin({ name: 'Coopers', levels }, key)).toMatchObject({ status: 201, body: first.body });
    expect(await begin({ name: 'Coopers', levels })).toMatchObject({ status: 409, body: { code: 'matrix-exists', errors: [{ pointer: '/name' }] } });
  });

  it.each<[string, object, string]>([
    ['neither levels nor a version', { name: 'X' }, '/levels'],
    ['both', { name: 'X', levels, from: { matrix: 'bakers', version: 1 } }, '/levels'],
    ['a copy with groups of its own', { name: 'X', from: { matrix: 'bakers', version: 1 }, groups: ['a'] }, '/from'],
    ['no name', { levels }, '/name'],
    ['an id that is none', { name: 'X', id: 'A B', levels }, '/id'],
  ])('is not begun from %s', async (_, body, pointer) =>
    expect(await begin(body)).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ pointer }] } }));

  it.each<[string, object, number, string]>([
    ['a version that is not there', { name: 'X', from: { matrix: 'bakers', version: 9 } }, 404, 'not-found'],
    ['a matrix that is not there', { name: 'X', from: { matrix: 'nobody', version: 1 } }, 404, 'not-found'],
    ['two levels of one code', { name: 'X', levels: [levels[0], levels[0]] }, 422, 'matrix-unsound'],
  ])('is not begun from %s', async (_, body, status, code) => expect(await begin(body)).toMatchObject({ status, body: { code } }));
});

describe('the next version', () => {
  it('begins as an older one, and says so in the log', async () => {
    const matrix = await published('Potters');
    const { body } = await editor('POST', `${matrix}/versions`, { body: { from: 1 } });
    const grid = await editor('GET', `${matrix}/versions/3?atLeast=${body.version}`);
    expect(grid.body).toMatchObject({ status: 'draft', competencies: [{ cells: [{ statement: { en: 'Listens' } }] }] });
    const drafted = (await running.log.readStream('matrix/potters')).filter(({ type }) => type === 'VersionDrafted');
    expect(drafted.at(-1)?.data).toMatchObject({ source: { kind: 'branch', matrix: 'potters', version: 1 } });
    expect(await editor('POST', `${matrix}/versions`, { body: { from: 2 } })).toMatchObject({ status: 409, body: { code: 'draft-exists', draft: 3 } });
  });

  it('begins from what is there alone', async () => {
    expect(await editor('POST', '/matrices/nobody/versions', { body: { from: 1 } })).toMatchObject({ status: 404 });
    expect(await editor('POST', '/matrices/potters/versions', { body: {} })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/from' }] } });
  });
});

describe('a draft that is given up', () => {
  it('is in no list, takes no change, and can be read and begun from by editors', async () => {
    const matrix = await published('Weavers');
    await editor('POST', `${matrix}/versions`, { body: { from: 2 } });
    await change(`${matrix}/versions/3`, { kind: 'rename-matrix', name: 'Silk weavers' });
    const discarded = await editor('POST', `${matrix}/versions/3/discarding`, { body: { reason: 'not now' } });
    expect(discarded.status).toBe(200);
    const address = `${matrix}/versions/3?atLeast=${discarded.body.version}`;
    expect((await editor('GET', address)).body).toMatchObject({ status: 'discarded', name: 'Silk weavers' });
    expect((await reader('GET', address)).status).toBe(404);
    const { body: list } = await editor('GET', '/matrices');
    const listed = list.matrices.find((one: { matrix: string }) => one.matrix === 'weavers');
    expect(listed).toMatchObject({ name: 'Weavers', versions: [{ version: 1 }, { version: 2 }] });
    for (const answer of [await change(`${matrix}/versions/3`, listens('x')), await editor('POST', `${matrix}/versions/3/publication`)]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'version-not-draft', versionStatus: 'discarded', detail: expect.stringContaining('begin another draft from it') } });
    }
    const again = await editor('POST', `${matrix}/versions`, { body: { from: 3 } });
    expect(again).toMatchObject({ status: 201, body: { draft: 4 } });
    expect((await editor('GET', `${matrix}/versions/4?atLeast=${again.body.version}`)).body.name).toBe('Silk weavers');
  });

  it('is given up by editors', async () =>
    expect((await reader('POST', '/matrices/weavers/versions/4/discarding', { body: {} })).status).toBe(403));

  it('leaves the name of a matrix that never was published', async () => {
    await begin({ name: 'Fletchers', levels });
    await editor('POST', '/matrices/fletchers/versions/1/discarding', { body: {} });
    expect(await begin({ name: 'Fletchers', levels })).toMatchObject({ status: 201, body: { matrix: 'fletchers', draft: 2 } });
  });
});
