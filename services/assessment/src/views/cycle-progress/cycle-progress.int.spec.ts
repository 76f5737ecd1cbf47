import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assessmentTopicEvents, CycleClosed, CycleCreated, CycleOpened, CycleReleased, gradingPolicy } from '@rung/contracts';
import { toNewEvents } from '@rung/event-store';
import type { Caller } from '@rung/testing';

import { expectOk, matrixPin, newWorld, type Running, type World } from '../../assessment.fixture.js';
import { cycleTimesFromLog } from '../../migrations/1764000022000-cycle-times.js';

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

describe('the list of cycles', () => {
  const by = randomUUID();
  const on = (day: number) => `2026-11-0${day}T10:00:00.000Z`;

  /** As an older build has left it: logged, and a row without times. */
  async function kept(name: string, days: readonly [number, number, number, number]): Promise<string> {
    const cycle = randomUUID();
    const [created, opened, released, closed] = days;
    const events = [
      CycleCreated({ cycle, name, matrix: matrixPin, population: { units: [] }, policy, by, at: on(created) }),
      CycleOpened({ cycle, by, at: on(opened) }),
      CycleReleased({ cycle, by, at: on(released) }),
      CycleClosed({ cycle, by, at: on(closed) }),
    ];
    await running.log.append({ streamId: `cycle/${cycle}`, expectedVersion: 0, events: toNewEvents(assessmentTopicEvents, events, {}) });
    await running.database.pool.query(
      `insert into cycles (cycle, name, status, matrix, population, policy, version) values ($1, $2, 'released', $3, '{"units": []}', $4, 3)`,
      [cycle, name, matrixPin, policy],
    );
    return cycle;
  }

  it('has the times that the log knows, in the order in which they were created and not of their names', async () => {
    const [later, earlier] = [await kept('Autumn', [3, 4, 8, 9]), await kept('Spring', [1, 2, 5, 6])];
    await running.database.pool.query(cycleTimesFromLog);
    const { cycles } = expectOk(await hr('GET', '/cycles')).body as { cycles: { cycle: string }[] };
    const listed = cycles.filter(({ cycle }) => cycle === later || cycle === earlier);
    expect(listed).toMatchObject([
      { cycle: earlier, name: 'Spring', createdAt: on(1), openedAt: on(2), releasedAt: on(5), version: 3 },
      { cycle: later, name: 'Autumn', createdAt: on(3), openedAt: on(4), releasedAt: on(8) },
    ]);
    expect(expectOk(await hr('GET', `/cycles/${later}`)).body).toMatchObject({ createdAt: on(3), openedAt: on(4), releasedAt: on(8), population: { units: [] } });
  });
});
