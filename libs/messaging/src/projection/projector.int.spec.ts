import { randomBytes } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnknownEventType, UnknownSchemaVersion } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';
import type { PoolClient } from 'pg';
import { Registry } from 'prom-client';

import { sampleEvents } from '../contract/sample-events.js';
import type { Feed } from '../feed.js';
import { Inbox } from '../inbox/inbox.js';
import { silentLogger, type Logger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { passCursor } from './passing-cursors.js';
import { openCursor } from './projection-cursors.js';
import type { Projection } from './projection.js';
import { Projector } from './projector.js';

const topic = 'rung.plan.events';

/** Counts every time that an event was projected, so that twice shows. */
const countEach = async (events: readonly RecordedEvent[], tx: PoolClient) => {
  await tx.query(
    `insert into seen (lane, position, times) select lane, position, 1 from unnest($1::smallint[], $2::bigint[]) as e(lane, position)
     on conflict (lane, position) do update set times = seen.times + 1`,
    [events.map((event) => event.lane), events.map((event) => String(event.position))],
  );
};

describe('a projector', () => {
  let database: TestDatabase;
  let inbox: Inbox;
  let registry: Registry;
  const running: Projector[] = [];

  beforeAll(async () => {
    database = await postgresForTests({ poolSize: 4 });
    await database.pool.query(messagingSql);
    await database.pool.query('create table words (word text primary key)');
    await database.pool.query('create table seen (lane smallint, position bigint, times int not null, primary key (lane, position))');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.pool.query('truncate inbox, inbox_cursors, projection_cursors, parked_streams, seen');
    inbox = new Inbox({ pool: database.pool, topic });
    registry = new Registry();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((projector) => projector.stop()));
  });

  const run = async (project: Projection['project'], more: Partial<Projection> = {}, logger: Logger = silentLogger) => {
    const projection = { name: 'seen', feed: inbox, project, batchSize: 10, ...more };
    const projector = new Projector({ pool: database.pool, projection, registry, logger });
    running.push(projector);
    await projector.start();
    return projector;
  };
  const take = (from: number, to: number, lane = 0) => inbox.take({ topic, lane, events: sampleEvents(from, to, lane) });
  const seen = async () => {
    const { rows } = await database.pool.query<{ line: string }>(
      `select lane || '/' || position || ' ' || times as line from seen order by lane, position`,
    );
    return rows.map((row) => row.line);
  };
  const expected = (count: number, lane = 0) => Array.from({ length: count }, (_, index) => `${lane}/${index + 1} 1`);
  const metric = async (name: string) => (await registry.getSingleMetric(name)?.get())?.values[0]?.value;

  it('projects what is there and what comes, of every lane, once', async () => {
    await take(1, 25);
    await run(countEach);
    await eventually(async () => expect(await seen()).toEqual(expected(25)));
    await take(26, 30);
    await take(1, 12, 3);
    await eventually(async () => expect(await seen()).toEqual([...expected(30), ...expected(12, 3)]));
  });

  it('loses its lane to another one while it stands still within a transaction, and writes nothing then', async () => {
    await take(1, 5);
    let wakeUp: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => (wakeUp = resolve));
    let isFrozen = false;
    await run(async (events, tx) => {
      if (!isFrozen) {
        isFrozen = true;
        await frozen;
      }
      await countEach(events, tx);
    });
    await eventually(() => expect(isFrozen).toBe(true));
    await run(countEach);
    try {
      await eventually(async () => expect(await seen()).toEqual(expected(5)), { timeoutMs: 90_000 }); // ten seconds, if nothing else is to do
    } finally {
      wakeUp();
    }
    await take(6, 8);
    await eventually(async () => expect(await seen()).toEqual(expected(8)));
  });

  it('goes on where it stopped', async () => {
    await take(1, 15);
    const first = await run(countEach);
    await eventually(async () => expect(await seen()).toHaveLength(15));
    await first.stop();
    await take(16, 20);
    await run(countEach);
    await eventually(async () => expect(await seen()).toEqual(expected(20)));
  });

  it('passes what it ignores without a transaction, and projects the rest as if it had not', async () => {
    let transactions = 0;
    const ignores = (events: readonly RecordedEvent[]) => events.every(({ position }) => position <= 20n);
    await take(1, 35);
    await run(async (events, tx) => {
      transactions += 1;
      await countEach(events, tx);
    }, { ignores });
    await eventually(async () => expect(await seen()).toEqual(expected(35).slice(20)));
    expect(transactions).toBe(2);
  });

  it('passes nothing that another replica has in hand, or that awaits a rebuild', async () => {
    await take(1, 5);
    const cursor = async () => (await database.pool.query<{ position: string }>('select position from projection_cursors')).rows[0]?.position;
    const first = await run(countEach, { ignores: () => true });
    await eventually(async () => expect(await cursor()).toBe('5'));
    await first.stop();
    await database.pool.query('update projection_cursors set position = 0, awaits_rebuild = true');
    await run(countEach, { ignores: () => true });
    await take(1, 6, 1);
    await eventually(async () => expect((await database.pool.query('select from projection_cursors where lane = 1 and position = 6')).rowCount).toBe(1));
    expect(await cursor()).toBe('0');
    expect(await seen()).toEqual([]);
  });

  it('projects what it cannot tell whether it ignores', async () => {
    await take(1, 3);
    await run(countEach, {
      ignores: () => {
        throw new Error('it cannot be read');
      },
    });
    await eventually(async () => expect(await seen()).toEqual(expected(3)));
  });

  it('projects nothing behind a hole', async () => {
    await take(1, 10);
    await database.pool.query('delete from inbox where position = 1');
    const told: string[] = [];
    await run(countEach, {}, { ...silentLogger, warn: (_, text = '') => told.push(text) });
    await eventually(() => expect(told).toHaveLength(1));
    expect(await seen()).toEqual([]);
  });

  it('passes no further than from where its cursor is', async () => {
    await openCursor(database.pool, 'goals', 0, inbox.name);
    const pass = (from: bigint, to: bigint) => passCursor(database.pool, { projection: 'goals', lane: 0, from: { position: from, generation: 0 }, to });
    expect([await pass(0n, 5n), await pass(0n, 9n), await pass(3n, 9n), await pass(5n, 9n)]).toEqual([true, false, false, true]);
  });

  it('lets one of two replicas move a lane at a time', async () => {
    await Promise.all([run(countEach), run(countEach)]);
    for (let from = 1; from <= 300; from += 3) await take(from, from + 2);
    await eventually(async () => expect(await seen()).toEqual(expected(300)));
  });

  it('projects nothing twice that another replica projected since it was read', async () => {
    await take(1, 10);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let reads = 0;
    const slowFeed: Feed = {
      name: inbox.name,
      lanes: () => inbox.lanes(),
      heads: () => inbox.heads(),
      readStream: (range) => inbox.readStream(range),
      onGrowth: (listener) => inbox.onGrowth(listener),
      readLane: async (lane, after, limit) => {
        const events = await inbox.readLane(lane, after, limit);
        reads += 1;
        await held;
        return events;
      },
    };
    await run(countEach, { feed: slowFeed });
    await eventually(() => expect(reads).toBe(1));
    await run(countEach);
    await eventually(async () => expect(await seen()).toHaveLength(10));
    letGo();
    await take(11, 20);
    await eventually(async () => expect(await seen()).toEqual(expected(20)));
  });

  it('does not starve on a pool that is smaller than its lanes', async () => {
    for (let lane = 0; lane < 12; lane += 1) await take(1, 30, lane);
    await run(countEach);
    await eventually(async () => expect(await seen()).toHaveLength(360));
  });

  it('parks the stream of a poison event, and the lane goes on', async () => {
    const errors: object[] = [];
    const poisoned: Projection['project'] = async (events, tx) => {
      if (events.some((event) => event.position === 4n)) throw new TypeError('no such thing');
      await countEach(events, tx);
    };
    await run(poisoned, {}, { ...silentLogger, error: (details) => errors.push(details) });
    await take(1, 20);
    // 1, 4, 7, 10 … are one stream: what came before the poison stays, what comes after is skipped.
    const followed = Array.from({ length: 20 }, (_, index) => index + 1).filter((position) => position === 1 || position % 3 !== 1);
    await eventually(async () => expect(await seen()).toEqual(followed.map((position) => `0/${position} 1`)));
    await take(21, 22);
    await eventually(async () => expect(await seen()).toContain('0/21 1'));
    const { rows } = await database.pool.query('select stream_id, position, error from parked_streams');
    expect(rows).toEqual([{ stream_id: 'plan/0-1', position: '4', error: 'TypeError: no such thing' }]);
    expect(errors).toMatchObject([{ stream: 'plan/0-1', position: '4', correlationId: 'request-4', reason: 'TypeError: no such thing' }]);
    await eventually(async () => {
      expect(await metric('rung_parked_streams')).toBe(1);
      expect(await metric('rung_projection_skipped_total')).toBe(7);
    });
  });

  const ofTheEvent = new TypeError('no such thing');
  const ofTheSurroundings = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
  it.each([
    ['parks nothing at an event that goes well at the third try', [ofTheEvent, ofTheEvent], { tries: 3, parked: 0 }],
    ['parks the stream of an event that fails three times, at the third try', [ofTheEvent, ofTheEvent, ofTheEvent], { tries: 3, parked: 1 }],
    ['begins to count anew behind a failure that no event is to blame for', [ofTheEvent, ofTheEvent, ofTheSurroundings, ofTheEvent, ofTheEvent], { tries: 6, parked: 0 }],
  ])('%s', async (_, failures, expected) => {
    const tries = new Set<string>(); // each is a transaction of its own, however often it halves its batch
    await run(async (events, tx) => {
      if (events.some(({ position }) => position === 4n)) {
        const { rows } = await tx.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
        tries.add(rows[0]!.xid);
        const failure = failures[tries.size - 1];
        if (failure !== undefined) throw failure;
      }
      await countEach(events, tx);
    });
    await take(1, 10);
    await eventually(async () => expect(await seen()).toContain('0/9 1'));
    expect({ tries: tries.size, parked: (await database.pool.query('select from parked_streams')).rowCount }).toEqual(expected);
  });

  it.each([
    ['cannot read', '22P02', 'insert into seen (lane, position, times) values (0, $1::text::bigint, 1)', 'secret-value'],
    ['has no room for in an index', '54000', 'insert into words values ($1)', randomBytes(9_000).toString('base64')],
  ])('parks on data that the database %s, and no other stream, without telling the data', async (_, state, insert, value) => {
    await run(async (events, tx) => {
      if (events.some(({ position }) => position === 3n)) await tx.query(insert, [value]);
      await countEach(events, tx);
    });
    await take(1, 10);
    await eventually(async () => expect(await seen()).toEqual(expected(10).filter((_line, index) => (index + 1) % 3 !== 0)));
    const { rows } = await database.pool.query<{ error: string }>('select error from parked_streams');
    expect(rows.map(({ error }) => [error.startsWith(`SQLSTATE ${state}`), error.includes(value)])).toEqual([[true, false]]);
  });

  it('waits for a database that fails, and parks nothing', async () => {
    let attempts = 0;
    let isWell = false;
    await run(async (events, tx) => {
      await countEach(events, tx);
      attempts += 1;
      if (attempts === 1) await tx.query('select pg_terminate_backend(pg_backend_pid())');
      if (!isWell) await tx.query('select from a_table_that_a_migration_has_yet_to_make');
    });
    await take(1, 20);
    await eventually(() => expect(attempts).toBeGreaterThan(4)); // more than park a stream when the event is to blame
    isWell = true;
    await eventually(async () => expect(await seen()).toEqual(expected(20)));
    const { rows } = await database.pool.query('select from parked_streams');
    expect(rows).toHaveLength(0);
  });

  it.each([new UnknownEventType('GoalShared'), new UnknownSchemaVersion('GoalSet', 3, 2)])('waits at an event of a newer build until one that knows it runs: $name', async (unknown) => {
    let attempts = 0;
    const older = await run(async (events, tx) => {
      await countEach(events, tx);
      attempts += 1;
      if (events.some(({ position }) => position === 4n)) throw unknown;
    });
    await take(1, 10);
    await eventually(() => expect(attempts).toBeGreaterThan(4)); // more than park a stream when the event is to blame
    await older.stop();
    expect(await seen()).toEqual([]);
    await run(countEach);
    await eventually(async () => expect(await seen()).toEqual(expected(10)));
  });

  it('tells how far and for how long it is behind', async () => {
    let blocked = true;
    await run(async (events, tx) => {
      if (blocked) throw Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
      await countEach(events, tx);
    });
    await take(1, 20);
    await eventually(async () => {
      expect(await metric('rung_projection_lag_events')).toBe(20);
      expect(await metric('rung_projection_lag_seconds')).toBeGreaterThan(0.5);
    });
    blocked = false;
    await eventually(async () => {
      expect(await metric('rung_projection_position')).toBe(20);
      expect(await metric('rung_projection_lag_events')).toBe(0);
      expect(await metric('rung_projection_lag_seconds')).toBe(0);
      expect(await metric('rung_projection_processed_total')).toBe(20);
    });
  });
});
