import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';

import { Inbox } from '../inbox/inbox.js';
import type { Projection } from '../projection/projection.js';
import { dumpOf, historyOf, type GoalStep } from './goals.fixture.js';
import { rebuildRequests } from './rebuild-requests.js';
import { GoalsUnderTest, topic } from './rebuild-under-test.fixture.js';

const steps = Array.from({ length: 400 }, (_, at): GoalStep => ({ goal: at % 7, kind: 'set', text: `goal ${at}`, weight: 1 + (at % 5) }));
const events = historyOf(0, steps);
const withPoison = historyOf(0, steps.map((step, at) => (at === 45 || at === 103 ? { ...step, kind: 'poison' } : step)));

describe('a rebuild', () => {
  let goals: GoalsUnderTest;
  beforeAll(async () => {
    goals = await GoalsUnderTest.create();
  });
  afterAll(() => goals?.drop());
  beforeEach(() => goals.forget());
  afterEach(() => goals.stop());

  const troubleOf = async (projection: string) => (await rebuildRequests(goals.pool, [projection]))[0]?.trouble;
  const outcomeOf = async (projection: string) => (await rebuildRequests(goals.pool, [projection]))[0]?.outcome;
  const parked = async () => (await goals.pool.query('select projection, stream_id, position from parked_streams')).rows;
  const withoutFold = (projection: Projection): Projection => ({ ...projection, rebuild: { tables: [projection.name] } });

  it.each([
    ['folds', (projection: Projection) => projection],
    ['projects as the live projector', withoutFold],
  ])('passes over what an operator passed over, where it %s', async (_, as) => {
    await goals.take(0, withPoison.slice(0, 200));
    await goals.follow();
    await goals.followed();
    expect(await parked()).toHaveLength(2);
    await goals.skipParked();
    await goals.take(0, withPoison.slice(200));
    await goals.followed();
    const before = await dumpOf(goals.pool);
    await goals.want();
    await goals.rebuilder({ projections: goals.projections().map(as) });
    await goals.rebuilt();
    expect(await parked()).toEqual([]);
    expect(await dumpOf(goals.pool)).toEqual(before);
  });

  it('passes over what an operator passes over while it runs', async () => {
    await goals.take(0, withPoison);
    await goals.follow();
    await goals.followed();
    const reader = await goals.pool.connect();
    await reader.query('begin');
    await reader.query('select from goals');
    await goals.want();
    await goals.rebuilder();
    await eventually(async () => expect(await troubleOf('goals')).toContain('55P03'));
    await goals.skipParked();
    const before = await dumpOf(goals.pool);
    await reader.query('commit');
    reader.release();
    await goals.rebuilt();
    expect(await parked()).toEqual([]);
    expect(await dumpOf(goals.pool)).toEqual(before);
  });

  it('follows a stream again that an operator retries while it runs', async () => {
    let isBroken = true;
    const sound = goals.projections;
    goals.projections = () =>
      sound.call(goals).map((projection) => ({
        ...withoutFold(projection),
        project: async (batch, tx) => {
          if (isBroken && batch.some(({ position }) => position === 45n)) throw new Error('the code is wrong');
          await projection.project(batch, tx);
        },
      }));
    try {
      await goals.take(0, events);
      await goals.follow();
      await goals.followed();
      const reader = await goals.pool.connect();
      await reader.query('begin');
      await reader.query('select from goals');
      await goals.want();
      await goals.rebuilder();
      await eventually(async () => expect(await troubleOf('goals')).toContain('55P03'));
      await eventually(async () => expect(await outcomeOf('seen')).toBe('swapped'));
      isBroken = false;
      await goals.retryParked();
      const before = await dumpOf(goals.pool);
      await reader.query('commit');
      reader.release();
      await goals.rebuilt();
      expect(await parked()).toEqual([]);
      expect(await dumpOf(goals.pool)).toEqual(before);
    } finally {
      goals.projections = sound;
    }
  });

  it('passes over nothing that took the place of a void event', async () => {
    await goals.take(0, withPoison.slice(0, 46));
    await goals.follow();
    await goals.followed();
    await goals.skipParked();
    const inbox = new Inbox({ pool: goals.pool, topic });
    await inbox.forget({ id: randomUUID(), topic, lane: 0, after: 40n, epoch: '7:1:9', reason: 'a snapshot was put back' }, '40');
    await goals.take(0, events.slice(40, 46).map((event) => ({ ...event, eventId: randomUUID() })));
    await goals.rebuilder();
    await goals.rebuilt();
    await goals.followed();
    // 7 goals: the sum of their versions is the number of events
    expect((await goals.pool.query('select sum(version)::int as events from goals')).rows).toEqual([{ events: 46 }]);
  });
});
