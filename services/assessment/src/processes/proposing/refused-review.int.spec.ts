import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Competency } from '@rung/matrix-model';
import { personIdOf } from '@rung/service-kit';
import { eventually, testPersonIdSecret, type Caller } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, newWorld, taskOf, type Running, type World } from '../../assessment.fixture.js';
import { exampleMatrix } from '../../domain/example-matrix.fixture.js';

/** In force at every level: an explanation of 500 fits into an event where each is stated once, not where each gate repeats it. */
const wordy = (count: number) =>
  Array.from({ length: count }, (_, at): Competency => ({
    id: `wordy-${at}`,
    group: 'hard',
    title: { ru: `Умение ${at}` },
    cells: [{ listedAt: ['junior', 'middle', 'senior'], statement: { ru: 'я'.repeat(400) }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 }],
  }));
const publish = (version: number, count: number) =>
  world.publish({ id: 'python', version, hash: String(version).repeat(64) }, { ...exampleMatrix, competencies: [...exampleMatrix.competencies, ...wordy(count)] });
const wordyCycle = (version: number) => ({ name: 'Wordy', matrix: { id: 'python', version }, policy: { phasesOverlap: true } });
const reviewOf = async (person: string) =>
  (await world.server.pool.query<{ review: string }>('select review from roster where person = $1', [personIdOf(testPersonIdSecret, person)])).rows[0]!.review;

let world: World;
let running: Running;
let hr: Caller;
let cycle: string;

beforeAll(async () => {
  world = await newWorld();
  await publish(2, 500);
  await publish(3, 1_000);
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  ({ id: cycle } = (await eventually(async () => expectOk(await hr('POST', '/cycles', { body: wordyCycle(2) })))).body);
  expectOk(await hr('POST', `/cycles/${cycle}/opening`));
});
afterAll(async () => world?.close());

describe('a matrix that is too long', () => {
  it('is refused at the creation of a cycle, with its levels, its size and the way out', async () => {
    const answer = await eventually(async () => {
      const { status, body } = await hr('POST', '/cycles', { body: wordyCycle(3) });
      expect(status).toBe(422);
      return body;
    });
    expect(answer).toMatchObject({ code: 'matrix-too-large', errors: [{ pointer: '/matrix', detail: expect.stringContaining('"Junior" to "Middle" of the matrix "Example"') }] });
  });
});

describe('a review whose grade is refused by the log', () => {
  it('may have more answers than 500, as many as its matrix asks', async () => {
    const { assessment } = await taskOf(running.service, 'olga', cycle, 'manager', 'Anna "Ann" Adams');
    expectOk(await answerAll(running.service, 'olga', assessment, 1));
  });

  it('keeps nobody else from a proposal, and is named where the event is parked', async () => {
    const refused = await reviewOf('anna');
    await world.server.pool.query(`alter table event_log.events add constraint no_grade check (type <> 'GradeProposed' or data ->> 'review' <> '${refused}') not valid`);
    for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
    const parked = await eventually(async () => {
      const { rows } = await world.server.pool.query<{ projection: string; stream_id: string; error: string }>('select projection, stream_id, error from parked_streams');
      expect(rows).toHaveLength(1);
      return rows[0];
    });
    const { body } = expectOk(await hr('GET', `/cycles/${cycle}/participants`));
    expect(parked).toMatchObject({ projection: 'propose-grades', stream_id: `cycle/${cycle}`, error: expect.stringContaining(`${refused} (`) });
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
