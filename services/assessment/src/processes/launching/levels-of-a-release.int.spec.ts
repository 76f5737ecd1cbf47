import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MatrixContent } from '@rung/matrix-model';
import { eventually, type Caller } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, openCycle, type Running, type World } from '../../assessment.fixture.js';
import { exampleMatrix } from '../../domain/example-matrix.fixture.js';

const nextCycle = { name: 'Next', matrix: { id: 'python', version: 1 } };

let world: World;
let running: Running;
let hr: Caller;
let released: string;

const participants = async (cycle: string) => expectOk(await hr('GET', `/cycles/${cycle}`)).body.participants;
const basisIn = async (cycle: string, person: string) => expectOk(await hr('GET', `/cycles/${cycle}/participants/${person}`)).body.basis?.kind;

/** Another instance holds the releasing reaction, and does nothing: every grade stays on its way until it lets go. */
async function holdReleasing(): Promise<void> {
  await running.stop();
  await world.server.pool.query(
    `update relay_leases set holder = $1, fence = fence + 1, expires_at = clock_timestamp() + interval '1 hour' where name = 'reaction release-grades'`,
    [randomUUID()],
  );
  running = await world.start();
  hr = running.service.as('hr', 'hr');
}
const letGo = () => world.server.pool.query(`update relay_leases set expires_at = '-infinity', holder = null where name = 'reaction release-grades'`);

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  released = await openCycle(running.service);
  for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${released}/phases/${phase}/end`));
  await eventually(async () => expect(await participants(released)).toMatchObject({ proposed: 5 }));
  for (const person of ['anna', 'bob', 'carol', 'dave']) expectOk(await hr('POST', `/cycles/${released}/participants/${person}/confirmation`));
  await holdReleasing();
});
afterAll(async () => world?.close());

describe('a cycle that is opened right after the release of another of its matrix', () => {
  let next: string;

  it('adds nobody whose grade is on its way, and says what to wait for', async () => {
    ({ id: next } = expectOk(await hr('POST', '/cycles', { body: nextCycle })).body);
    expectOk(await hr('POST', `/cycles/${released}/release`, { body: { confirmedOnly: true } }));
    expectOk(await hr('POST', `/cycles/${next}/opening`));
    const answer = await hr('POST', `/cycles/${next}/participants`, { body: { person: 'bob' } });
    expect([answer.status, answer.body.code, answer.body.detail]).toEqual([503, 'unavailable', expect.stringContaining('still on their way')]);
  });

  it('launches with the levels of the release; who was left out of it keeps the former basis', async () => {
    expect((await participants(next)).launched).toBe(0);
    await letGo();
    await eventually(async () => expect(await participants(next)).toMatchObject({ launched: 5 }));
    expect(await participants(released)).toMatchObject({ released: 4 });
    const bases = await Promise.all(['anna', 'bob', 'carol', 'dave', 'eve'].map((person) => basisIn(next, person)));
    expect(bases).toEqual(['released', 'released', 'released', 'released', 'none']);
  });

  it('finds a released level in a later version by a name that it kept', async () => {
    const renamed = JSON.parse(JSON.stringify(exampleMatrix).replaceAll('"middle"', '"mid-level"').replaceAll('["Middle","Mid"]', '["Intermediate","Mid"]')) as MatrixContent;
    await world.publish({ id: 'python', version: 2, hash: 'd'.repeat(64) }, renamed);
    const body = { ...nextCycle, matrix: { id: 'python', version: 2 } };
    const { id } = (await eventually(async () => expectOk(await hr('POST', '/cycles', { body })))).body;
    expectOk(await hr('POST', `/cycles/${id}/opening`));
    await eventually(async () => expect(await participants(id)).toMatchObject({ launched: 5 }));
    const { body: bob } = expectOk(await hr('GET', `/cycles/${id}/participants/bob`));
    expect([bob.basis.kind, bob.currentLevel]).toEqual(['released', 'Intermediate']);
  });
});
