import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DraftChanged } from '@rung/contracts';
import { personIdOf } from '@rung/service-kit';
import { eventually, testPersonIdSecret } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, type Running, type World } from '../../assessment.fixture.js';

const idOf = (key: string) => personIdOf(testPersonIdSecret, key);
const changed = (matrixId: string, by: string) =>
  DraftChanged({ matrixId, version: 2, change: { kind: 'add-group', group: 'care' }, parts: [{ part: 'groups', before: [], after: ['care'] }], undoes: null, reason: null, by, at: '2026-01-03T00:00:00.000Z' });

let world: World;
let running: Running;
beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  await importOrganisation(running.service.as('hr', 'hr'));
  await world.tellOfMatrix('python', [changed('python', idOf('carol')), changed('python', idOf('anna')), changed('python', idOf('carol')), changed('python', idOf('stranger'))]);
  await world.tellOfMatrix('selling', [changed('selling', idOf('sam'))]);
});
afterAll(async () => world?.close());

const namesFor = async (role: 'matrix-editor' | 'hr', matrix: string) =>
  (expectOk(await running.service.as('editor', role)('GET', `/directory/matrix-authors?matrix=${matrix}`)).body.authors as { person: string; name: string }[]).map(({ person, name }) => [person, name]);

describe('those who have worked on a matrix', () => {
  it('are named to whoever may read its history, once each, and nobody beside them', async () => {
    const known = [[idOf('anna'), 'Anna "Ann" Adams'], [idOf('carol'), 'Carol Clark']];
    await eventually(async () => expect(await namesFor('matrix-editor', 'python')).toEqual(known));
    await eventually(async () => expect(await namesFor('hr', 'selling')).toEqual([[idOf('sam'), 'Sam Smith']]));
    expect(await namesFor('matrix-editor', 'unheard-of')).toEqual([]);
  });

  it('are found by their matrix, and by nothing else', async () => {
    const editor = running.service.as('editor', 'matrix-editor');
    for (const query of ['', '?person=bob', '?search=bob']) expect((await editor('GET', `/directory/matrix-authors${query}`)).status).toBe(400);
    for (const path of ['/directory/people', '/directory/people?person=anna']) expect((await editor('GET', path)).status).toBe(403);
    expect((await running.service.as('bob')('GET', '/directory/matrix-authors?matrix=python')).status).toBe(403);
  });
});
