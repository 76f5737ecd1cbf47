import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnknownEventType } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';
import type { PoolClient } from 'pg';
import { Registry } from 'prom-client';

import { sampleEvents } from '../contract/sample-events.js';
import type { Feed } from '../feed.js';
import { Inbox } from '../inbox/inbox.js';
import { silentLogger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import type { Projection } from '../projection/projection.js';
import { Projector } from '../projection/projector.js';
import { Parking } from './parking.js';
import { parkingSql } from './parking-sql.js';

const topic = 'rung.plan.events';
/** Positions 1, 4, 7, 10 … of sample events are one stream. */
const stream = 'plan/0-1';
const by = randomUUID();
const retry = { action: 'retry', by } as const;

let database: TestDatabase;
let inbox: Inbox;
let registry: Registry;
const running: Projector[] = [];
/** Positions that cannot be projected now. */
const poison = new Set<bigint>();

beforeAll(async () => {
  database = await postgresForTests({ poolSize: 8 });
  await database.pool.query(messagingSql + parkingSql);
  await database.pool.query('create table goals (stream text primary key, positions bigint[] not null)');
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query('truncate inbox, inbox_cursors, projection_cursors, parked_streams, parking_decisions, goals');
  inbox = new Inbox({ pool: database.pool, topic });
  registry = new Registry();
  poison.clear();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((projector) => projector.stop()));
});

/** What was projected, in order: twice, a gap and a wrong order all show. */
async function project(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  for (const { streamId, position } of events) {
    await tx.query(
      'insert into goals values ($1, array[$2::bigint]) on conflict (stream) do update set positions = goals.positions || excluded.positions',
      [streamId, String(position)],
    );
    if (poison.has(position)) throw new TypeError('no such goal');
  }
}
const goals = (more: Partial<Projection> = {}): Projection => ({ name: 'goals', feed: inbox, project, batchSize: 10, ...more });
const parkingOf = (more: Partial<Projection> = {}) => new Parking({ pool: database.pool, projections: [goals(more)], reactions: [], logger: silentLogger });
async function run(): Promise<Projector> {
  const projector = new Projector({ pool: database.pool, projection: goals(), registry, logger: silentLogger });
  running.push(projector);
  await projector.start();
  return projector;
}
const take = (from: number, to: number) => inbox.take({ topic, lane: 0, events: sampleEvents(from, to) });
async function rowsOf(): Promise<string[]> {
  const { rows } = await database.pool.query<{ row: string }>('select goals::text as row from goals order by stream');
  return rows.map(({ row }) => row);
}
const positions = (upTo: number, rest: number) => Array.from({ length: upTo }, (_, at) => at + 1).filter((position) => position % 3 === rest);
/** As if nothing had ever been parked. */
const unharmed = (upTo: number) => [0, 1, 2].map((rest) => `(plan/0-${rest},"{${positions(upTo, rest).join(',')}}")`);
const cursor = async () => (await database.pool.query<{ position: string; parked: number }>('select position, parked from projection_cursors')).rows[0];
const parkedMetric = async () => (await registry.getSingleMetric('rung_parked_streams')?.get())?.values[0]?.value;

/** Takes events of which one cannot be projected, and waits until the lane is through. */
async function parkAt(position: bigint, upTo: number): Promise<void> {
  poison.add(position);
  await take(1, upTo);
  await run();
  await eventually(async () => expect(await cursor()).toEqual({ position: String(upTo), parked: 1 }));
}

describe('a parked stream', () => {
  it('is listed and inspected, without a word of its data', async () => {
    await parkAt(4n, 20);
    const parked = await parkingOf().list({ limit: 10 });
    expect(parked).toMatchObject([{ projection: 'goals', streamId: stream, lane: 0, position: 4n, error: 'TypeError: no such goal' }]);
    expect(await parkingOf().list({ limit: 10, projection: 'other' })).toEqual([]);
    expect(await parkingOf().list({ limit: 10, after: { projection: 'goals', streamId: stream } })).toEqual([]);
    const { event, waiting, decisions } = await parkingOf().inspect('goals', stream);
    expect([event?.type, event?.position, waiting, decisions]).toEqual(['GoalSet', 4n, 5, []]);
  });

  it('is made whole by a retry once the cause is gone, and followed from then on', async () => {
    await parkAt(4n, 20);
    poison.clear();
    expect(await parkingOf().decide('goals', stream, retry)).toEqual({ kind: 'followed', followed: 6 });
    await take(21, 25);
    await eventually(async () => expect(await rowsOf()).toEqual(unharmed(25)));
    expect(await cursor()).toEqual({ position: '25', parked: 0 });
    await eventually(async () => expect(await parkedMetric()).toBe(0));
    await expect(parkingOf().inspect('goals', stream)).rejects.toMatchObject({ code: 'not-found' });
    await expect(parkingOf().decide('goals', stream, retry)).rejects.toMatchObject({ code: 'stream-not-parked' });
  });

  it('is told to be followed when what comes after the commit fails: it is committed', async () => {
    await parkAt(4n, 20);
    poison.clear();
    const forgetful = parkingOf({
      committed: () => {
        throw new TypeError('no cache');
      },
    });
    expect(await forgetful.decide('goals', stream, retry)).toEqual({ kind: 'followed', followed: 6 });
  });

  it('stays parked with the new error when the same event fails, and nothing of it is written', async () => {
    await parkAt(4n, 20);
    const before = await rowsOf();
    const [{ parkedAt } = {}] = await parkingOf().list({ limit: 1 });
    const other = parkingOf({ project: () => Promise.reject(new RangeError('another cause')) });
    expect(await other.decide('goals', stream, retry)).toEqual({ kind: 'parked', followed: 0, position: 4n, error: 'RangeError: another cause' });
    expect(await rowsOf()).toEqual(before);
    expect(await parkingOf().list({ limit: 1 })).toMatchObject([{ position: 4n, error: 'RangeError: another cause', parkedAt }]);
    expect(await cursor()).toEqual({ position: '20', parked: 1 });
  });

  it('is parked at a later event that fails, with all that came before it', async () => {
    await parkAt(4n, 20);
    poison.clear();
    poison.add(13n);
    expect(await parkingOf().decide('goals', stream, retry)).toMatchObject({ kind: 'parked', followed: 3, position: 13n });
    expect(await rowsOf()).toContain('(plan/0-1,"{1,4,7,10}")');
    poison.clear();
    await parkingOf().decide('goals', stream, retry);
    expect(await rowsOf()).toEqual(unharmed(20));
  });

  it('stays as it is when the surroundings fail', async () => {
    await parkAt(4n, 20);
    const [before] = await parkingOf().list({ limit: 1 });
    const cut = parkingOf({
      project: async (events, tx) => {
        poison.clear();
        await project(events, tx);
        await tx.query('select pg_terminate_backend(pg_backend_pid())');
      },
    });
    await expect(cut.decide('goals', stream, retry)).rejects.toThrow();
    expect(await parkingOf().list({ limit: 1 })).toEqual([before]);
    expect(await rowsOf()).toContain('(plan/0-1,{1})');
    await parkingOf().decide('goals', stream, retry);
    expect(await rowsOf()).toEqual(unharmed(20));
  });

  it('stays as it is when this build does not know an event, in words that tell the way out', async () => {
    await parkAt(4n, 20);
    const before = await parkingOf().list({ limit: 1 });
    const older = parkingOf({ project: () => Promise.reject(new UnknownEventType('GoalShared')) });
    const refused = { code: 'unavailable', message: expect.stringContaining('roll out the consumer') };
    await expect(older.decide('goals', stream, retry)).rejects.toMatchObject(refused);
    expect(await older.retryAll({ limit: 10 }, by)).toMatchObject([{ outcome: { kind: 'refused', code: 'unavailable' } }]);
    expect(await parkingOf().list({ limit: 1 })).toEqual(before);
  });

  it('loses nothing and takes nothing twice while it is retried beside two projectors and other operators', async () => {
    await parkAt(4n, 20);
    await run();
    let upTo = 20;
    let isOver = false;
    const delivering = (async () => {
      for (; !isOver || upTo < 60; upTo += 2) await take(upTo + 1, upTo + 2);
    })();
    const refused: string[] = [];
    const operators = [1, 2, 3].map(async () => {
      for (let tries = 0; tries < 5; tries += 1) {
        await parkingOf().decide('goals', stream, retry).catch(({ code }: { code: string }) => refused.push(code));
      }
    });
    await eventually(() => expect(upTo).toBeGreaterThan(30));
    poison.clear();
    await Promise.all([...operators, parkingOf().decide('goals', stream, retry).catch(() => undefined)]);
    isOver = true;
    await delivering;
    await eventually(async () => expect(await rowsOf()).toEqual(unharmed(upTo)));
    expect(await cursor()).toEqual({ position: String(upTo), parked: 0 });
    expect(refused.filter((code) => code !== 'stream-not-parked')).toEqual([]);
  });

  it('takes what was skipped since it was read, and no more', async () => {
    await parkAt(4n, 20);
    const feed: Feed = {
      ...{ name: topic, lanes: () => inbox.lanes(), heads: () => inbox.heads() },
      ...{ readLane: inbox.readLane.bind(inbox), onGrowth: inbox.onGrowth.bind(inbox) },
      readStream: async (range) => {
        const events = await inbox.readStream(range);
        if (range.until === 20n) {
          await take(21, 30);
          await eventually(async () => expect((await cursor())?.position).toBe('30'));
        }
        return events;
      },
    };
    poison.clear();
    expect(await parkingOf({ feed }).decide('goals', stream, retry)).toEqual({ kind: 'followed', followed: 9 });
    expect(await rowsOf()).toEqual(unharmed(30));
  });
});

describe('an event that is passed over', () => {
  const skip = (position: bigint) => ({ action: 'skip', position, reason: 'written by a broken build', by }) as const;

  it('is the one that the operator saw, and it is kept who did it and why', async () => {
    await parkAt(4n, 20);
    await expect(parkingOf().decide('goals', stream, skip(7n))).rejects.toMatchObject({ code: 'parked-elsewhere', details: { position: '4' } });
    expect(await parkingOf().decide('goals', stream, skip(4n))).toEqual({ kind: 'followed', followed: 5 });
    expect(await rowsOf()).toContain('(plan/0-1,"{1,7,10,13,16,19}")');
    expect(await cursor()).toEqual({ position: '20', parked: 0 });
    const { rows } = await database.pool.query('select stream_id, position, error, action, reason, decided_by, outcome from parking_decisions');
    expect(rows).toEqual([
      { stream_id: stream, position: '4', error: 'TypeError: no such goal', action: 'skip', reason: 'written by a broken build', decided_by: by, outcome: 'followed' },
    ]);
  });

  it('is one, whoever asks twice: the same key has one effect', async () => {
    poison.add(7n);
    await parkAt(4n, 20);
    const keyed = { ...skip(4n), commandId: randomUUID() };
    const answers = await Promise.all([parkingOf(), parkingOf()].map((parking) => parking.decide('goals', stream, keyed)));
    expect(answers).toEqual([1, 2].map(() => ({ kind: 'parked', followed: 0, position: 7n, error: 'TypeError: no such goal' })));
    expect(await parkingOf().decide('goals', stream, keyed)).toEqual(answers[0]);
    await expect(parkingOf().decide('goals', stream, { ...keyed, position: 7n })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect((await database.pool.query('select from parking_decisions')).rowCount).toBe(1);
  });
});

it('all streams with one error are tried again in one go', async () => {
  poison.add(5n);
  poison.add(9n);
  await take(1, 20);
  await run();
  await eventually(async () => expect(await cursor()).toEqual({ position: '20', parked: 2 }));
  poison.delete(5n);
  const error = 'TypeError: no such goal';
  expect(await parkingOf().retryAll({ error: 'another', limit: 10 }, by)).toEqual([]);
  expect(await parkingOf().retryAll({ error, limit: 10 }, by)).toMatchObject([
    { streamId: 'plan/0-0', outcome: { kind: 'parked', position: 9n } },
    { streamId: 'plan/0-2', outcome: { kind: 'followed', followed: 6 } },
  ]);
  poison.clear();
  await parkingOf().retryAll({ projection: 'goals', limit: 10 }, by);
  expect(await rowsOf()).toEqual(unharmed(20));
});
