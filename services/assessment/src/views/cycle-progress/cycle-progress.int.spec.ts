import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gradingPolicy } from '@rung/contracts';
import type { Caller } from '@rung/testing';

import { expectOk, matrixPin, newWorld, type Running, type World } from '../../assessment.fixture.js';

const policy = { grading: gradingPolicy.parse({}), phasesOverlap: false, deadlines: {}, peersAsked: { groups: ['soft'], others: 8 } };

let world: World;
let running: Running;
let hr: Caller;

beforeAll(async () => {
  world = await newWorld();
  running = await world.start(['api']);
  hr = running.service.as('hr', 'hr');
});
afterAll(async () => world?.close());

/** A cycle of so many participants, each with peers in these states. */
async function cycleWith(participants: number, states: readonly string[], answeredOn = '2026-01-01'): Promise<string> {
  const cycle = randomUUID();
  const { pool } = running.database;
  await pool.query(
    `insert into cycles (cycle, name, status, matrix, population, policy, version) values ($1, 'Autumn', 'peer', $2, '{"units": []}', $3, 2)`,
    [cycle, matrixPin, policy],
  );
  await pool.query('insert into progress_reviews (review, cycle, step) select gen_random_uuid(), $1, 1 from generate_series(1, $2)', [cycle, participants]);
  await pool.query(
    `insert into progress_assessments (assessment, review, role, state, submitted_on)
     select gen_random_uuid(), review, 'peer', state, case state when 'submitted' then $3 end from progress_reviews, unnest($2::text[]) as state where cycle = $1`,
    [cycle, states, answeredOn],
  );
  return cycle;
}
const peersOf = async (cycle: string): Promise<unknown> => expectOk(await hr('GET', `/cycles/${cycle}`)).body.assessments.peer;

describe('the peers in the progress of a cycle', () => {
  it('are counted where five people or more are behind each number', async () => {
    expect(await peersOf(await cycleWith(5, ['open', 'submitted', 'submitted']))).toEqual({ open: 5, submitted: 10, closed: 0 });
  });

  it('are counted as they were when the day began: who sees a number grow, and a peer at the keyboard, would know', async () => {
    const cycle = await cycleWith(5, ['open', 'submitted']);
    const { pool } = running.database;
    const answerNow = `update progress_assessments set state = 'submitted', submitted_on = $2
      where assessment = (select assessment from progress_assessments join progress_reviews using (review) where cycle = $1 and state = 'open' limit 1)`;
    await pool.query(
      `insert into progress_assessments (assessment, review, role, state) select gen_random_uuid(), review, 'peer', 'open' from progress_reviews where cycle = $1`,
      [cycle],
    );
    const before = await peersOf(cycle);
    expect(before).toEqual({ open: 10, submitted: 5, closed: 0 });
    await pool.query(answerNow, [cycle, world.clock.now().toISOString().slice(0, 10)]);
    expect(await peersOf(cycle)).toEqual(before);
    world.clock.advance({ hours: 24 });
    expect(await peersOf(cycle)).toEqual({ open: 9, submitted: 6, closed: 0 });
  });

  it.each([
    ['one participant with many peers', 1, ['open', 'open', 'open', 'open', 'open', 'submitted', 'submitted', 'submitted', 'submitted', 'submitted']],
    ['four participants', 4, ['open', 'submitted']],
    ['everybody answered', 9, ['submitted']],
    ['nobody answered', 9, ['open']],
    ['no peers at all', 9, []],
  ])('are not counted: %s', async (_case, participants, states) => expect(await peersOf(await cycleWith(participants, states))).toBeNull());
});
