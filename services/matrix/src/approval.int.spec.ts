// From a draft to a published version with a second person, and to a retired one, over HTTP.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@rung/testing';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

let running: RunningMatrix;
let ann: Caller;
let ben: Caller;
let hr: Caller;

beforeAll(async () => {
  running = await startMatrix({ approver: 'editor' });
  ann = running.service.as('ann', 'matrix-editor');
  ben = running.service.as('ben', 'matrix-editor');
  hr = running.service.as('helen', 'hr');
});
afterAll(async () => running?.close());

const listening = { kind: 'add-competency', id: 'listening', group: 'soft', title: { en: 'Listening' }, level: 'junior', cell: { statement: { en: 'Listens' } } };
/** Begun by Ann, and with one competency. */
async function drafted(name: string): Promise<{ address: string; revision: number }> {
  const { body } = await ann('POST', '/matrices', { body: { name, levels: [{ code: 'junior', names: ['Junior'] }], groups: ['soft'] } });
  const address = `/matrices/${body.matrix}/versions/1`;
  const { body: changed } = await ann('POST', `${address}/changes`, { body: { change: listening } });
  return { address, revision: changed.version };
}

describe('a draft', () => {
  it('is published once another editor has approved what it says', async () => {
    const { address, revision } = await drafted('Bakers');
    expect(await ann('POST', `${address}/publication`)).toMatchObject({ status: 409, body: { code: 'approval-missing', approver: 'editor', revision, detail: expect.stringContaining('/approval') } });
    expect(await ann('POST', `${address}/approval`, { body: { revision } })).toMatchObject({ status: 403, body: { code: 'own-changes' } });
    expect((await ben('POST', `${address}/approval`, { body: { revision } })).status).toBe(200);
    const { body: ready } = await ann('GET', `${address}/readiness`);
    expect(ready).toMatchObject({ revision, publishable: true, must: { total: 0 }, approval: { demanded: 'editor', given: { as: 'editor' }, authors: [expect.any(String)] } });
    expect((await ann('POST', `${address}/publication`)).status).toBe(200);
  });

  it('has to be approved anew once it changed', async () => {
    const { address, revision } = await drafted('Millers');
    await ben('POST', `${address}/approval`, { body: { revision } });
    const { body } = await ann('POST', `${address}/changes`, { body: { change: { kind: 'rename-matrix', name: 'Water millers' } } });
    expect(await ann('POST', `${address}/publication`)).toMatchObject({ status: 409, body: { code: 'approval-missing', revision: body.version } });
    expect(await ben('POST', `${address}/approval`, { body: { revision } })).toMatchObject({ status: 409, body: { code: 'draft-changed', revision: body.version } });
  });

  it('is read and approved by HR, where HR says so', async () => {
    const { address, revision } = await drafted('Potters');
    expect((await hr('POST', '/matrices/potters/approval-policy', { body: { approver: 'hr' } })).status).toBe(200);
    expect(await ben('POST', `${address}/approval`, { body: { revision } })).toMatchObject({ status: 403, body: { code: 'forbidden', detail: expect.stringContaining('HR') } });
    expect((await hr('GET', `${address}?atLeast=${revision}`)).body).toMatchObject({ status: 'draft', revision });
    expect((await hr('POST', `${address}/approval`, { body: { revision } })).status).toBe(200);
    expect((await ann('POST', `${address}/publication`)).status).toBe(200);
  });

  it('is refused with what has to be mended, and is listed with the change that does it', async () => {
    const { body } = await ann('POST', '/matrices', { body: { name: 'Weavers', levels: [{ code: 'junior', names: ['Junior'] }], groups: ['soft', 'hard'] } });
    const address = `/matrices/${body.matrix}/versions/1`;
    expect(await ann('POST', `${address}/publication`)).toMatchObject({ status: 422, body: { code: 'draft-not-ready', errors: [{ pointer: '/competencies' }], detail: expect.stringContaining('readiness') } });
    await ann('POST', `${address}/changes`, { body: { change: listening } });
    const { body: ready } = await ann('GET', `${address}/readiness`);
    expect(ready).toMatchObject({ publishable: false, must: { total: 0 }, should: { total: 1, first: [{ kind: 'empty-group', pointer: '/groups/1' }] } });
    expect((await ann('POST', `${address}/changes`, { body: { change: ready.should.first[0].mend.change } })).status).toBe(200);
    expect((await ann('GET', `${address}/readiness`)).body.should.total).toBe(0);
  });

  it.each<[string, () => Promise<{ status: number }>, number]>([
    ['a policy by an editor', () => ann('POST', '/matrices/bakers/approval-policy', { body: { approver: 'nobody' } }), 403],
    ['a policy that is none', () => hr('POST', '/matrices/bakers/approval-policy', { body: { approver: 'everybody' } }), 400],
    ['a policy for a matrix that is not there', () => hr('POST', '/matrices/nobody/approval-policy', { body: { approver: 'hr' } }), 404],
    ['an approval of no revision', () => ben('POST', '/matrices/millers/versions/1/approval', { body: {} }), 400],
    ['an approval by a reader', () => running.service.as('reader')('POST', '/matrices/millers/versions/1/approval', { body: { revision: 1 } }), 403],
    ['the readiness of what is published', () => ann('GET', '/matrices/bakers/versions/1/readiness'), 409],
    ['the readiness of what is not there', () => ann('GET', '/matrices/nobody/versions/1/readiness'), 404],
  ])('has no use for %s', async (_, ask, status) => expect((await ask()).status).toBe(status));
});

describe('a published version', () => {
  it('is retired once, and stays readable by everybody', async () => {
    const address = '/matrices/bakers/versions/1';
    const retired = await ann('POST', `${address}/retirement`, { body: { reason: 'nobody bakes' } });
    expect(retired.status).toBe(200);
    const reader = running.service.as('reader');
    expect((await reader('GET', `${address}?atLeast=${retired.body.version}`)).body).toMatchObject({ status: 'retired', competencies: [{ id: 'listening' }] });
    const { body } = await reader('GET', '/matrices');
    expect(body.matrices.find(({ matrix }: { matrix: string }) => matrix === 'bakers').versions).toMatchObject([{ version: 1, status: 'retired' }]);
    expect(await ann('POST', `${address}/retirement`, { body: {} })).toMatchObject({ status: 409, body: { code: 'version-not-published', versionStatus: 'retired' } });
    expect(await ann('POST', '/matrices/weavers/versions/1/retirement', { body: {} })).toMatchObject({ status: 409, body: { code: 'version-not-published' } });
    expect((await ann('POST', '/matrices/bakers/versions', { body: { from: 1 } })).status).toBe(201);
  });
});
