import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Answer, type Caller } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, type Running, type World } from '../../assessment.fixture.js';

let world: World;
let running: Running;
let hr: Caller;
let cycle: string;

const set = (as: Caller, person: string, targetLevel: string): Promise<Answer> => as('POST', `/cycles/${cycle}/participants/${person}/target`, { body: { targetLevel } });
const as = (key: string) => running.service.as(key);
const levelsOf = async (person: string) => {
  const { currentLevel, targetLevel } = expectOk(await hr('GET', `/cycles/${cycle}/participants/${person}`)).body;
  return [currentLevel, targetLevel];
};

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  const body = { name: 'Autumn', matrix: { id: 'python', version: 1 } };
  cycle = (await eventually(async () => expectOk(await hr('POST', '/cycles', { body })))).body.id;
});
afterAll(async () => world?.close());

describe('the target of a review', () => {
  it.each<[string, () => Promise<Answer>, number, string]>([
    ['is no colleague\'s to set', () => set(as('carol'), 'bob', 'Senior'), 404, 'not-found'],
    ['is not one\'s own to set', () => set(as('bob'), 'bob', 'Senior'), 404, 'not-found'],
    ['is a level of the matrix', () => set(as('anna'), 'bob', 'Guru'), 422, 'participant-without-level'],
    ['is not below the current level', () => set(as('olga'), 'anna', 'Junior'), 422, 'target-below-current'],
    ['is of who is assessed by this matrix', () => set(hr, 'sam', 'Senior'), 422, 'participant-without-level'],
    ['is of somebody in the directory', () => set(hr, 'nobody', 'Senior'), 404, 'not-found'],
    ['is of a cycle that is there', () => hr('POST', `/cycles/${randomUUID()}/participants/bob/target`, { body: { targetLevel: 'Senior' } }), 404, 'not-found'],
  ])('%s', async (_name, act, status, code) => {
    const answer = await act();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await world.server.pool.query('select from named_targets')).rowCount).toBe(0);
  });

  it('is what a manager set last, by any name, and the next level up for the others', async () => {
    expect((await set(as('anna'), 'bob', 'Mid')).status).toBe(204);
    expect((await set(as('olga'), 'bob', 'Senior')).status).toBe(204);
    expect((await set(hr, 'carol', 'Mid')).status).toBe(204);
    expectOk(await hr('POST', `/cycles/${cycle}/opening`));
    await eventually(async () => expect((await hr('GET', `/cycles/${cycle}`)).body.participants).toMatchObject({ launched: 5, heldBack: 0 }));
    await eventually(async () => expect(await Promise.all(['bob', 'carol', 'dave'].map(levelsOf))).toEqual([['Junior', 'Senior'], [null, 'Middle'], [null, 'Junior']]));
  });

  it('is frozen from the opening on', async () => {
    const answer = await set(as('anna'), 'bob', 'Middle');
    expect([answer.status, answer.body.code]).toEqual([409, 'cycle-not-draft']);
  });
});
