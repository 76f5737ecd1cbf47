import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Competency } from '@rung/matrix-model';
import { personIdOf } from '@rung/service-kit';
import { eventually, testPersonIdSecret, type Caller } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, newWorld, taskOf, type Running, type World } from '../../assessment.fixture.js';
import { exampleMatrix } from '../../domain/example-matrix.fixture.js';

/** Together they make an explanation that is longer than an event may be; only Anna, the one senior, is judged by them. */
const wordy = Array.from({ length: 600 }, (_, at): Competency => ({
  id: `wordy-${at}`,
  group: 'hard',
  title: { ru: `Умение ${at}` },
  cells: [{ listedAt: ['senior'], statement: { ru: 'я'.repeat(800) }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 }],
}));

let world: World;
let running: Running;
let hr: Caller;
let cycle: string;

beforeAll(async () => {
  world = await newWorld();
  await world.publish({ id: 'python', version: 2, hash: 'd'.repeat(64) }, { ...exampleMatrix, competencies: [...exampleMatrix.competencies, ...wordy] });
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  const body = { name: 'Wordy', matrix: { id: 'python', version: 2 }, policy: { phasesOverlap: true } };
  ({ id: cycle } = (await eventually(async () => expectOk(await hr('POST', '/cycles', { body })))).body);
  expectOk(await hr('POST', `/cycles/${cycle}/opening`));
});
afterAll(async () => world?.close());

describe('a review whose grade is refused by the log', () => {
  it('may have more answers than 500, as many as its matrix asks', async () => {
    const { assessment } = await taskOf(running.service, 'olga', cycle, 'manager', 'Anna "Ann" Adams');
    expectOk(await answerAll(running.service, 'olga', assessment, 1));
  });

  it('keeps nobody else from a proposal, and is named where the event is parked', async () => {
    for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
    const parked = await eventually(async () => {
      const { rows } = await world.server.pool.query<{ projection: string; stream_id: string; error: string }>('select projection, stream_id, error from parked_streams');
      expect(rows).toHaveLength(1);
      return rows[0];
    });
    const { body } = expectOk(await hr('GET', `/cycles/${cycle}/participants`));
    const { review } = (await world.server.pool.query<{ review: string }>('select review from roster where person = $1', [personIdOf(testPersonIdSecret, 'anna')])).rows[0]!;
    expect(parked).toMatchObject({ projection: 'propose-grades', stream_id: `cycle/${cycle}`, error: expect.stringContaining(`${review} (payload-too-large)`) });
    expect(body.participants).toHaveLength(5);
    await eventually(async () => expect((await hr('GET', `/cycles/${cycle}`)).body.participants.proposed).toBe(4));
  });

  it('is what the release says that it waits for, and is left out where only confirmed grades are released', async () => {
    const { status, body } = await hr('POST', `/cycles/${cycle}/release`);
    expect([status, body.code, body.count, body.waitingFor]).toEqual([409, 'grade-not-proposed', 1, [personIdOf(testPersonIdSecret, 'anna')]]);
    expectOk(await hr('POST', `/cycles/${cycle}/participants/bob/confirmation`));
    expectOk(await hr('POST', `/cycles/${cycle}/release`, { body: { confirmedOnly: true } }));
    await eventually(async () => expect((await hr('GET', `/cycles/${cycle}`)).body.participants).toMatchObject({ proposed: 4, released: 1 }));
  });
});
