import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@rung/testing';

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

const copies = '/catalogue/python-developer/copies';

describe('the catalogue', () => {
  it('is there for everybody to read', async () => {
    const { status, body } = await reader('GET', '/catalogue');
    expect(status).toBe(200);
    expect(body.entries).toEqual([expect.objectContaining({ entry: 'python-developer', competencies: 36, levels: ['Junior', 'Junior+ / Middle-', 'Middle+', 'Senior', 'Lead'] })]);
    const entry = await reader('GET', '/catalogue/python-developer');
    expect(entry.body).toMatchObject(body.entries[0]);
    expect(entry.body.content.competencies).toHaveLength(36);
  });

  it('says which entries there are to who asks for another', async () =>
    expect(await reader('GET', '/catalogue/bakers')).toMatchObject({ status: 404, body: { code: 'not-found', detail: expect.stringContaining('python-developer') } }));
});

describe('a copy of an entry', () => {
  it('is a draft of a new matrix, with all that the entry says', async () => {
    const answer = await editor('POST', copies, { body: { name: 'Наши питонисты' } });
    expect(answer).toMatchObject({ status: 201, body: { matrix: 'nashi-pitonisty', draft: 1, version: 37 } });
    const { body: grid } = await editor('GET', '/matrices/nashi-pitonisty/versions/1?atLeast=37');
    expect(grid).toMatchObject({ status: 'draft', name: 'Наши питонисты' });
    expect(grid.levels.map((level: { groups: { hard: { inForce: number } } }) => level.groups.hard.inForce)).toEqual([7, 10, 18, 24, 24]);
    const { body: entry } = await reader('GET', '/catalogue/python-developer');
    expect(grid.terms).toEqual(entry.content.terms);
    const [drafted] = await running.log.readStream('matrix/nashi-pitonisty');
    expect(drafted?.data).toMatchObject({ source: { kind: 'catalogue', entry: 'python-developer', hash: entry.hash } });
    expect((await editor('POST', '/matrices/nashi-pitonisty/versions/1/publication')).status).toBe(200);
  });

  it('that is asked for again under one key is made once', async () => {
    const asked = { body: { name: 'Once' }, headers: { 'idempotency-key': randomUUID() } };
    const first = await editor('POST', copies, asked);
    expect(first.status).toBe(201);
    expect(await editor('POST', copies, asked)).toMatchObject({ status: 201, body: first.body });
  });

  it('never goes on with a matrix that is there', async () => {
    await editor('POST', copies, { body: { name: 'Taken' } });
    const again = await editor('POST', copies, { body: { name: 'taken!' } });
    expect(again).toMatchObject({ status: 409, body: { code: 'matrix-exists', errors: [{ pointer: '/name' }] } });
    expect(await running.log.readStream('matrix/taken')).toHaveLength(37);
  });

  it('begins again where all that was begun under its name was given up, and says which version it is', async () => {
    await editor('POST', copies, { body: { name: 'Twice' } });
    await editor('POST', '/matrices/twice/versions/1/discarding', { body: {} });
    const { status, body } = await editor('POST', copies, { body: { name: 'Twice' } });
    expect([status, body.draft]).toEqual([201, 2]);
    expect(await editor('GET', `/matrices/twice/versions/2?atLeast=${body.version}`)).toMatchObject({ status: 200, body: { status: 'draft' } });
  });

  it.each([[{}], [{ name: '  ' }], [{ name: 'x'.repeat(201) }], [{ name: 'Mine', matrix: 'mine' }]])('is refused for %j', async (body) =>
    expect(await editor('POST', copies, { body })).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [expect.anything()] } }));

  it('is for editors', async () => expect((await reader('POST', copies, { body: { name: 'Mine' } })).status).toBe(403));
});
