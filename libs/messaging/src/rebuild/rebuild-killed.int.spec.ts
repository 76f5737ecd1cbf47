import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';

import { dumpOf, historyOf, type GoalStep } from './goals.fixture.js';
import { GoalsUnderTest, topic } from './rebuild-under-test.fixture.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const launch = ['services/cli/bin/launch.js', 'libs/messaging', 'rebuild/rebuild-process.fixture'];
/** The first start may have to compile. */
const patience = { timeoutMs: 180_000 };

const steps: GoalStep[] = Array.from({ length: 1_500 }, (_, at) => ({ goal: at % 11, kind: at % 5 === 0 ? 'set-v1' : 'set', text: `${at}`, weight: 1 + (at % 3) }));
const events = historyOf(0, steps);

describe('a process that rebuilds, killed', () => {
  let goals: GoalsUnderTest;
  const children = new Set<ChildProcess>();
  beforeAll(async () => {
    goals = await GoalsUnderTest.create();
  });
  afterAll(() => goals?.drop());
  beforeEach(() => goals.forget());
  afterEach(async () => {
    for (const child of [...children]) await kill(child);
    await goals.stop();
  });

  const start = () => {
    const child = spawn(process.execPath, [...launch, goals.database.url, topic], { cwd: root, stdio: 'ignore', env: { ...process.env, NODE_OPTIONS: '' } });
    children.add(child);
    return child;
  };
  const kill = async (child: ChildProcess) => {
    children.delete(child);
    const ended = new Promise((resolve) => child.once('close', resolve));
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await ended;
  };
  /** How far the new tables of a projection are; undefined while there are none. */
  const madeOf = async (projection: string): Promise<number | undefined> => {
    const { rows } = await goals.pool.query(`select from pg_namespace where nspname = $1`, [`rebuild-${projection}`]);
    if (rows.length === 0) return undefined;
    const made = await goals.pool.query<{ position: string }>(`select position from "rebuild-${projection}".projection_cursors`);
    return Number(made.rows[0]?.position ?? 0);
  };

  it('is gone on with from where it was, by another, whenever it was killed', async () => {
    await goals.take(0, events);
    await goals.follow();
    await goals.followed();
    const before = await dumpOf(goals.pool);
    const reader = await goals.pool.connect();
    try {
      await reader.query('begin');
      await reader.query('select from goals, seen'); // so none can end before it is killed
      await goals.want();
      // Of a thousand and a half, each page in a transaction with its cursor: in the first, in the middle, near the end.
      for (const [projection, position] of [['goals', 1], ['goals', 500], ['goals', 1_400], ['seen', 1], ['seen', 700]] as const) {
        const child = start();
        await eventually(async () => expect((await madeOf(projection)) ?? -1).toBeGreaterThanOrEqual(position), patience);
        await kill(child);
        expect(await dumpOf(goals.pool)).toEqual(before);
        expect(await madeOf(projection)).toBeGreaterThanOrEqual(position);
      }
      await reader.query('commit');
    } finally {
      reader.release();
    }
    await goals.rebuilder({ leaseMs: 500 });
    await goals.rebuilt();
    expect(await dumpOf(goals.pool)).toEqual(before);
  });

  it('leaves the old tables when it was about to swap', async () => {
    await goals.take(0, events);
    await goals.follow();
    await goals.followed();
    const before = await dumpOf(goals.pool);
    const reader = await goals.pool.connect();
    try {
      await reader.query('begin');
      await reader.query('select from goals');
      await goals.want();
      const child = start();
      // It waits within the swap for the reader, with the cursors locked.
      await eventually(async () => {
        const { rows } = await goals.pool.query(
          `select from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'goals' and l.mode = 'AccessExclusiveLock' and not l.granted`,
        );
        expect(rows).toHaveLength(1);
      }, patience);
      await kill(child);
      await reader.query('commit');
    } finally {
      reader.release();
    }
    expect(await dumpOf(goals.pool)).toEqual(before);
    await goals.rebuilder({ leaseMs: 500 });
    await goals.rebuilt();
    expect(await dumpOf(goals.pool)).toEqual(before);
  });
});
