import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';

import type { Projection } from '../projection/projection.js';
import { projectBatch } from '../projection/project-batch.js';
import { dumpOf, historyOf, type GoalStep } from './goals.fixture.js';
import { cancelRebuild, rebuildRequests, wantRebuild } from './rebuild-requests.js';
import { Rebuilds } from './rebuilds.js';
import { GoalsUnderTest } from './rebuild-under-test.fixture.js';

const steps = (count: number): GoalStep[] =>
  Array.from({ length: count }, (_, at) => ({ goal: at % 7, kind: at % 3 === 0 ? 'set-v1' : 'set', text: `goal ${at}`, weight: 1 + (at % 5) }));
const events = historyOf(0, steps(400));

describe('a rebuild', () => {
  let goals: GoalsUnderTest;
  beforeAll(async () => {
    goals = await GoalsUnderTest.create();
  });
  afterAll(() => goals?.drop());
  beforeEach(() => goals.forget());
  afterEach(() => goals.stop());

  const schemas = async () => {
    const { rows } = await goals.pool.query<{ name: string }>(`select nspname as name from pg_namespace where nspname like 'rebuild-%'`);
    return rows.map(({ name }) => name);
  };
  const leftOf = async (projection: string) => (await new Rebuilds(goals.pool, goals.projections()).list()).find((one) => one.projection === projection)?.left;
  /** A projection whose feed is cut off where it comes to a position. */
  const until = (last: bigint) => (projection: Projection): Projection => ({
    ...projection,
    feed: {
      name: projection.feed.name,
      lanes: () => projection.feed.lanes(),
      heads: () => projection.feed.heads(),
      readStream: (range) => projection.feed.readStream(range),
      onGrowth: (listener) => projection.feed.onGrowth(listener),
      readLane: (lane, after, limit) => (after < last ? projection.feed.readLane(lane, after, limit) : Promise.reject(new Error('connection lost'))),
    },
  });
  const troubleOf = async (projection: string) => (await rebuildRequests(goals.pool, [projection]))[0]?.trouble;

  it('lets readers find the old rows until the swap and the new ones after it, without an error, and never none', async () => {
    await goals.take(0, events);
    await goals.follow();
    await goals.followed();
    const before = await dumpOf(goals.pool);
    let reading = true;
    let reads = 0;
    const readers = ['named', undefined].map(async (name) => {
      while (reading) {
        const { rows } = await goals.pool.query<{ count: number }>({ name, text: 'select count(*)::int as count from goals' });
        expect(rows).toEqual([{ count: 7 }]);
        reads += 1;
      }
    });
    await goals.want();
    await goals.rebuilder();
    await goals.rebuilt();
    const after = reads;
    await eventually(() => expect(reads).toBeGreaterThan(after + 2));
    reading = false;
    await Promise.all(readers);
    expect(await dumpOf(goals.pool)).toEqual(before);
    expect(await schemas()).toEqual([]);
  });

  it('waits for a reader that is long about it, keeps nobody else waiting meanwhile, and says so', async () => {
    await goals.take(0, events);
    const reader = await goals.pool.connect();
    try {
      await reader.query('begin');
      await reader.query('select from goals');
      await goals.want();
      await goals.rebuilder();
      await eventually(async () => expect(await troubleOf('goals')).toContain('55P03'));
      expect(await leftOf('goals')).toBe(0n);
      await goals.pool.query('select from goals');
      await reader.query('commit');
    } finally {
      reader.release();
    }
    await goals.rebuilt();
    expect(await troubleOf('goals')).toBeUndefined();
    expect(await leftOf('goals')).toBeUndefined();
  });

  it('tells whoever asks how much was left when it was saved', async () => {
    await goals.take(0, events);
    const rebuilder = await goals.rebuilder({ limits: { pageEvents: 50, saveEveryMs: 0 }, projections: goals.projections().map(until(150n)) });
    await goals.want();
    await eventually(async () => expect(await leftOf('goals')).toBe(BigInt(events.length) - 150n));
    await rebuilder.stop();
  });

  it('is done once by two processes that both would', async () => {
    await goals.take(0, events);
    await goals.follow();
    await goals.want();
    await Promise.all([5, 7].map((pageEvents) => goals.rebuilder({ leaseMs: 1_000, limits: { pageEvents, saveEveryMs: 0 } })));
    await goals.rebuilt();
    await goals.followed();
    const { rows } = await goals.pool.query('select position, times from seen where times <> 1');
    expect(rows).toEqual([]);
  });

  it('leaves a projector that was frozen since before the swap nothing to write', async () => {
    await goals.take(0, events.slice(0, 100));
    await goals.follow();
    await goals.followed();
    await goals.stop();
    // What a frozen replica has in hand: it has read the first events, long ago.
    const [projection] = goals.projections();
    const frozen = { lane: 0, after: { position: 0n, generation: 0 }, events: events.slice(0, 20), mayPark: false };
    await goals.want();
    await goals.rebuilder();
    await goals.rebuilt();
    const before = await dumpOf(goals.pool);
    expect(await projectBatch(goals.pool, projection!, frozen)).toMatchObject({ kind: 'moved', at: { position: 100n } });
    expect(await dumpOf(goals.pool)).toEqual(before);
  });

  it('leaves a projector that was behind nothing to do again: the cursor comes with the tables', async () => {
    await goals.take(0, events.slice(0, 100));
    await goals.follow();
    await goals.followed();
    await goals.stop();
    await goals.take(0, events.slice(100, 300));
    await goals.want();
    await goals.rebuilder();
    await goals.rebuilt();
    await goals.take(0, events.slice(300));
    await goals.follow();
    await goals.followed();
    const { rows } = await goals.pool.query('select count(*)::int as events, max(times) as most from seen');
    expect(rows).toEqual([{ events: 400, most: 1 }]);
  });

  it('never takes a view back: it follows what the live projector followed meanwhile', async () => {
    await goals.take(0, events.slice(0, 100));
    await goals.follow();
    await goals.followed();
    await goals.want();
    await goals.rebuilder({ limits: { pageEvents: 20, saveEveryMs: 0 } });
    let highest = 0n;
    const look = async () => {
      const { rows } = await goals.pool.query<{ position: string; version: string }>(
        `select (select position from projection_cursors where projection = 'goals') as position, (select sum(version) from goals) as version`,
      );
      // 7 goals in turns: the sum of their versions is the number of events
      expect(rows[0]?.version).toBe(rows[0]?.position);
      expect(BigInt(rows[0]?.position ?? 0)).toBeGreaterThanOrEqual(highest);
      highest = BigInt(rows[0]?.position ?? 0);
    };
    for (let at = 100; at < 400; at += 5) {
      await goals.take(0, events.slice(at, at + 5));
      await look();
    }
    await goals.rebuilt();
    await look();
  });

  it('begins anew when another build filled the tables: rows folded by two codes do not mix', async () => {
    await goals.take(0, events);
    await goals.want();
    const first = await goals.rebuilder({ limits: { pageEvents: 10, saveEveryMs: 0 } });
    await eventually(async () => expect(await schemas()).toContain('rebuild-goals'));
    await first.stop();
    await goals.rebuilder({ build: 'two' });
    await goals.rebuilt();
    const { rows } = await goals.pool.query("select distinct build from projection_rebuilds where projection = 'goals'");
    expect(rows).toEqual([{ build: 'two' }]);
  });

  it('begins anew when a migration has changed the table meanwhile', async () => {
    await goals.take(0, events);
    const reader = await goals.pool.connect();
    await reader.query('begin');
    await reader.query('select from goals');
    await goals.want();
    const held = await goals.rebuilder();
    await eventually(async () => expect(await troubleOf('goals')).toContain('55P03'));
    await held.stop();
    await reader.query('commit');
    reader.release();
    await goals.pool.query("alter table goals add column since text not null default 'then'");
    await goals.rebuilder();
    await goals.rebuilt();
    const { rows } = await goals.pool.query<{ count: number }>("select count(*)::int as count from goals where since = 'then'");
    expect(rows).toEqual([{ count: 7 }]);
    await goals.pool.query('alter table goals drop column since');
  });

  it('waits at an event of a newer build, and parks nothing', async () => {
    await goals.take(0, events.slice(0, 30).map((event, at) => (at === 25 ? { ...event, type: 'GoalShared' } : event)));
    await goals.want();
    await goals.rebuilder();
    await eventually(async () => expect(await troubleOf('goals')).toContain('roll out the consumer'));
    expect((await goals.pool.query('select from "rebuild-goals".parked_streams')).rowCount).toBe(0);
  });

  it('is refused where something else holds on to the table, in words that name it', async () => {
    await goals.take(0, events);
    await goals.pool.query('create table marks (stream text references goals)');
    await goals.want();
    await goals.rebuilder();
    await eventually(async () => expect(await troubleOf('goals')).toContain('goals cannot be rebuilt: its table goals has foreign keys.'));
    await goals.pool.query('drop table marks');
    await goals.rebuilt();
  });

  it('is cancelled without a trace, and may be wanted again', async () => {
    await goals.take(0, events);
    const reader = await goals.pool.connect();
    await reader.query('begin');
    await reader.query('select from goals');
    await goals.want();
    await goals.rebuilder();
    await eventually(async () => expect(await troubleOf('goals')).toContain('55P03'));
    expect(await cancelRebuild(goals.pool, 'goals')).toBe(true);
    await reader.query('commit');
    reader.release();
    await eventually(async () => expect(await schemas()).not.toContain('rebuild-goals'));
    expect((await rebuildRequests(goals.pool, ['goals']))[0]?.outcome).toBe('cancelled');
    expect(await cancelRebuild(goals.pool, 'goals')).toBe(false);
    expect(await wantRebuild(goals.pool, 'goals', 'an operator')).toBe(true);
    expect(await wantRebuild(goals.pool, 'goals', 'another operator')).toBe(false);
    await goals.rebuilt();
  });
});
