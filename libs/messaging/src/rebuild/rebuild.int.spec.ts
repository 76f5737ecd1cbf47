import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { dumpOf, historyOf, type GoalStep } from './goals.fixture.js';
import { GoalsUnderTest } from './rebuild-under-test.fixture.js';
import { shapeOf } from './table-shape.js';

const lanes = 3;

let rebuilt: GoalsUnderTest;
let projected: GoalsUnderTest;

beforeAll(async () => {
  [rebuilt, projected] = await Promise.all([GoalsUnderTest.create(), GoalsUnderTest.create()]);
});
afterAll(() => Promise.all([rebuilt?.drop(), projected?.drop()]));
beforeEach(() => Promise.all([rebuilt.forget(), projected.forget()]));
afterEach(() => Promise.all([rebuilt.stop(), projected.stop()]));

const step = fc.record<GoalStep>({
  goal: fc.nat(12),
  kind: fc.constantFrom('set', 'set', 'set-v1', 'tag', 'poison'),
  text: fc.string({ maxLength: 8 }).map((text) => text.replaceAll('\0', '')),
  weight: fc.integer({ min: 1, max: 9 }),
});
const histories = fc.tuple(...Array.from({ length: lanes }, () => fc.array(step, { minLength: 20, maxLength: 150 })));
const pieces = fc.array(fc.tuple(fc.nat(lanes - 1), fc.integer({ min: 1, max: 40 })), { maxLength: 20 });

async function shapes({ pool }: GoalsUnderTest): Promise<(string | undefined)[]> {
  const client = await pool.connect();
  try {
    return [await shapeOf(client, 'public', 'goals'), await shapeOf(client, 'public', 'seen')];
  } finally {
    client.release();
  }
}

const parkedOf = async ({ pool }: GoalsUnderTest) => {
  const { rows } = await pool.query<{ line: string }>(
    `select concat_ws(' ', projection, stream_id, lane, position, error) as line from parked_streams order by 1`,
  );
  const cursors = await pool.query<{ line: string }>(`select c::text as line from projection_cursors c order by 1`);
  return [...rows, ...cursors.rows].map(({ line }) => line);
};

describe('a rebuild', () => {
  it('comes to what the live projector comes to, byte for byte, while writes go on, whatever the lanes, pages and batches are', async () => {
    const limits = fc.record({
      pageEvents: fc.integer({ min: 1, max: 60 }),
      rowsInHandBytes: fc.constantFrom(0, 2_000, 1_000_000),
      saveEveryMs: fc.constantFrom(0, 60_000),
    });
    const property = fc.asyncProperty(histories, pieces, limits, async (steps, turns, chosen) => {
      await Promise.all([rebuilt.forget(), projected.forget()]);
      const all = steps.map((ofLane, lane) => historyOf(lane, ofLane));
      for (const [lane, events] of all.entries()) await projected.take(lane, events);
      await Promise.all([projected.follow(), rebuilt.follow()]);
      const left = all.map((events) => [...events]);
      for (const [lane, events] of left.entries()) await rebuilt.take(lane, events.splice(0, events.length / 2));
      await rebuilt.want();
      await rebuilt.rebuilder({ limits: chosen });
      for (const [lane, count] of turns) await rebuilt.take(lane, left[lane]?.splice(0, count) ?? []);
      for (const [lane, events] of left.entries()) await rebuilt.take(lane, events);
      await rebuilt.rebuilt();
      await Promise.all([rebuilt.followed(), projected.followed()]);
      expect(await dumpOf(rebuilt.pool)).toEqual(await dumpOf(projected.pool));
      expect(await parkedOf(rebuilt)).toEqual(await parkedOf(projected));
    });
    await fc.assert(property, { numRuns: 8 });
    expect(await shapes(rebuilt)).toEqual(await shapes(projected));
  });

  it('parks of two streams that cannot both be in the table the one that came later, as the live projector does', async () => {
    const steps: GoalStep[] = Array.from({ length: 40 }, (_, at) => ({ goal: at % 8, kind: 'set', text: `goal ${at}`, weight: 1 }));
    const events = historyOf(0, steps).map((event, at) =>
      at % 8 === 5 ? { ...event, data: { owner: 'owner 0/2', goal: 'the same owner', on: '2026-02-01', weight: 1 } } : event,
    );
    for (const one of [rebuilt, projected]) {
      await one.take(0, events);
      await one.follow();
      await one.followed();
    }
    await rebuilt.want();
    await rebuilt.rebuilder();
    await rebuilt.rebuilt();
    expect((await parkedOf(rebuilt))[0]).toContain('goals goal/0-5 0 6 SQLSTATE 23505');
    expect(await parkedOf(rebuilt)).toEqual(await parkedOf(projected));
    expect(await dumpOf(rebuilt.pool)).toEqual(await dumpOf(projected.pool));
  });
});
