import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';

import type { Feed } from '../feed.js';
import { Inbox } from '../inbox/inbox.js';
import { Lease } from '../lease/lease.js';
import { projectBatchIn } from '../projection/project-batch.js';
import { dumpOf, goalsProjection, historyOf, type GoalStep } from './goals.fixture.js';
import { GoalsUnderTest, topic } from './rebuild-under-test.fixture.js';
import { cancelRebuild, rebuildRequests, wantRebuild } from './rebuild-requests.js';
import { inShadow, prepareShadow, RebuildLost, shadowOf, type Filler, type Shadow } from './shadow.js';
import { movePositions } from './shadow-cursors.js';

const steps: GoalStep[] = Array.from({ length: 60 }, (_, at) => ({ goal: at % 6, kind: 'set', text: `goal ${at}`, weight: 1 + (at % 3) }));

describe('the swap', () => {
  let goals: GoalsUnderTest;
  beforeAll(async () => {
    goals = await GoalsUnderTest.create();
  });
  afterAll(() => goals?.drop());
  beforeEach(() => goals.forget());
  afterEach(() => goals.stop());

  const swapped = () => eventually(async () => expect((await rebuildRequests(goals.pool, ['goals']))[0]?.outcome).toBe('swapped'));

  it('loses nothing of a lane that a projector began while the tables were waited for', async () => {
    await goals.take(0, historyOf(0, steps));
    const newLane = historyOf(5, steps);
    const [projection] = goals.projections();
    const writer = await goals.pool.connect();
    try {
      await writer.query('begin');
      await writer.query("insert into projection_cursors (projection, lane, position) values ('goals', 5, 0)");
      await projectBatchIn(writer, projection!, { lane: 5, after: { position: 0n, generation: 0 }, events: newLane, mayPark: false });
      await wantRebuild(goals.pool, 'goals', 'an operator');
      await goals.rebuilder();
      await eventually(async () => {
        const { rows } = await goals.pool.query(
          `select from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'goals' and l.mode = 'AccessExclusiveLock' and not l.granted`,
        );
        expect(rows).toHaveLength(1);
      });
      await goals.take(5, newLane);
      await writer.query('commit');
    } finally {
      writer.release();
    }
    await swapped();
    expect((await dumpOf(goals.pool)).filter((line) => line.includes('goal/5-') && line.includes('owner'))).toHaveLength(6);
  });

  it('does not bring back a table from before a migration', async () => {
    const inbox = new Inbox({ pool: goals.pool, topic });
    await goals.take(0, historyOf(0, steps));
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let reads = 0;
    const feed: Feed = Object.assign(Object.create(inbox) as Inbox, {
      readLane: async (lane: number, after: bigint, limit: number) => {
        reads += 1;
        await held;
        return inbox.readLane(lane, after, limit);
      },
    });
    await wantRebuild(goals.pool, 'goals', 'an operator');
    await goals.rebuilder({ projections: [goalsProjection(feed)] });
    await eventually(() => expect(reads).toBeGreaterThan(0));
    await goals.pool.query("alter table goals add column since text not null default 'then'");
    letGo();
    await swapped();
    const { rows } = await goals.pool.query<{ count: number }>("select count(*)::int as count from goals where since = 'then'");
    expect(rows).toEqual([{ count: 6 }]);
    await goals.pool.query('alter table goals drop column since');
  });
});

describe('what a rebuild writes', () => {
  let goals: GoalsUnderTest;
  beforeAll(async () => {
    goals = await GoalsUnderTest.create();
  });
  afterAll(() => goals?.drop());
  beforeEach(() => goals.forget());

  const write = (shadow: Shadow, filler: Filler) => inShadow(goals.pool, shadow, filler, (tx) => tx.query('select from goals'));
  const filled = async () => {
    await wantRebuild(goals.pool, 'goals', 'an operator');
    const lease = new Lease({ pool: goals.pool, name: 'rebuild goals', lane: 0 });
    const filler = { lease: 'rebuild goals', fence: (await lease.acquire())?.fence ?? 0n };
    await lease.release();
    const shadow = await shadowOf(goals.pool, 'goals', ['goals']);
    await prepareShadow(goals.pool, shadow, filler, 'one');
    await write(shadow, filler);
    return { shadow, filler };
  };

  it('is refused once another has the lease', async () => {
    const { shadow, filler } = await filled();
    await new Lease({ pool: goals.pool, name: 'rebuild goals', lane: 0 }).acquire();
    await expect(write(shadow, filler)).rejects.toThrow(RebuildLost);
  });

  it('is refused once nobody wants it', async () => {
    const { shadow, filler } = await filled();
    await cancelRebuild(goals.pool, 'goals');
    await expect(write(shadow, filler)).rejects.toThrow(RebuildLost);
  });

  it('is refused where the new tables are not where they were left', async () => {
    const { shadow, filler } = await filled();
    const move = (from: bigint, to: bigint) => inShadow(goals.pool, shadow, filler, (tx) => movePositions(tx, 'goals', new Map([[0, from]]), new Map([[0, to]])));
    expect([await move(0n, 5n), await move(0n, 9n), await move(5n, 9n)]).toEqual([true, false, true]);
  });
});
