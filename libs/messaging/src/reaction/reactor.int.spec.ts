import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError, UnknownEventType } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';
import { Registry } from 'prom-client';

import { sampleEvents } from '../contract/sample-events.js';
import { Inbox } from '../inbox/inbox.js';
import { silentLogger, type Logger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { Reactor } from './reactor.js';

const topic = 'rung.plan.events';

describe('a reactor', () => {
  let database: TestDatabase;
  let inbox: Inbox;
  let reacted: string[];
  const running: Reactor[] = [];

  beforeEach(async () => {
    database = await postgresForTests();
    await database.pool.query(messagingSql);
    inbox = new Inbox({ pool: database.pool, topic });
    reacted = [];
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((reactor) => reactor.stop()));
    await database.drop();
  });

  const note = (event: RecordedEvent) => {
    reacted.push(`${event.lane}/${event.position}`);
    return Promise.resolve();
  };
  const run = async (react: (event: RecordedEvent) => Promise<void> = note, leaseMs?: number, logger: Logger = silentLogger) => {
    const reaction = { name: 'launch', feed: inbox, react };
    const reactor = new Reactor({ pool: database.pool, reaction, registry: new Registry(), logger, leaseMs });
    running.push(reactor);
    await reactor.start();
    return reactor;
  };
  const take = (from: number, to: number, lane = 0) => inbox.take({ topic, lane, events: sampleEvents(from, to, lane) });
  const upTo = (count: number, lane = 0) => Array.from({ length: count }, (_, index) => `${lane}/${index + 1}`);

  it('reacts to every event of a lane in order, and goes on where it stopped', async () => {
    await take(1, 120);
    const first = await run();
    await eventually(() => expect(reacted).toEqual(upTo(120)));
    await first.stop();
    await take(121, 125);
    await run();
    await eventually(() => expect(reacted).toEqual(upTo(125)));
  });

  it('reacts to nothing behind a hole', async () => {
    await take(1, 10);
    await database.pool.query('delete from inbox where position = 1');
    const told: string[] = [];
    await run(note, undefined, { ...silentLogger, warn: (_, text = '') => told.push(text) });
    await eventually(() => expect(told).toHaveLength(1));
    expect(reacted).toEqual([]);
  });

  it('ends after the event in hand when it is stopped, and keeps what it did', async () => {
    await take(1, 50);
    await take(1, 50, 1);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const first = await run(async (event) => {
      await note(event);
      if (reacted.length === 3) await held;
    });
    await eventually(() => expect(reacted).toHaveLength(3));
    const stopped = first.stop();
    letGo();
    await stopped;
    expect(reacted).toEqual(upTo(3));
    const { rows } = await database.pool.query('select position from projection_cursors where lane = 0');
    expect(rows).toEqual([{ position: '3' }]);
  });

  it('runs in one instance at a time, and another takes over at once when it stops', async () => {
    let inside = 0;
    let together = 0;
    const react = async (event: RecordedEvent) => {
      inside += 1;
      together = Math.max(together, inside);
      await new Promise(setImmediate);
      inside -= 1;
      await note(event);
    };
    const first = await run(react);
    await run(react);
    for (let from = 1; from <= 100; from += 10) await take(from, from + 9);
    await eventually(() => expect(reacted.length).toBeGreaterThan(20));
    await first.stop();
    await take(101, 130);
    await eventually(() => expect(reacted).toEqual(upTo(130)));
    expect(together).toBe(1);
  });

  it('takes over from an instance that fell silent, when its lease has run out', async () => {
    await database.pool.query(
      "insert into relay_leases (name, lane, holder, fence, expires_at) values ('reaction launch', 0, gen_random_uuid(), 7, clock_timestamp() + interval '1 hour')",
    );
    await take(1, 3);
    let looks = 0;
    database.pool.on('acquire', () => (looks += 1));
    await run();
    await eventually(() => expect(looks).toBeGreaterThan(8));
    expect(reacted).toEqual([]);
    await database.pool.query("update relay_leases set expires_at = clock_timestamp()");
    await eventually(() => expect(reacted).toEqual(upTo(3)));
  });

  it('tries again what fails by no fault of the event, and skips nothing', async () => {
    let failures = 3;
    await run((event) => {
      if (event.position === 5n && failures > 0) {
        failures -= 1;
        return Promise.reject(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
      }
      return note(event);
    });
    await take(1, 10);
    await eventually(() => expect(reacted).toEqual(upTo(10)));
    expect((await database.pool.query('select from parked_streams')).rows).toHaveLength(0);
  });

  it('parks a stream that the domain refuses, at the first time, and the lane goes on', async () => {
    const errors: object[] = [];
    const logger = { ...silentLogger, error: (details: object, text = '') => errors.push({ ...details, text }) };
    let asked = 0;
    await run(
      (event) => {
        if (event.position !== 4n) return note(event);
        asked += 1;
        return Promise.reject(new DomainError('cycle-not-open', 'The cycle is closed.'));
      },
      undefined,
      logger,
    );
    await take(1, 9);
    // 1, 4, 7 are one stream.
    await eventually(() => expect(reacted).toEqual(['0/1', '0/2', '0/3', '0/5', '0/6', '0/8', '0/9']));
    const { rows } = await database.pool.query('select projection, stream_id, position, error from parked_streams');
    expect(rows).toEqual([{ projection: 'launch', stream_id: 'plan/0-1', position: '4', error: 'refused: cycle-not-open' }]);
    const at = { stream: 'plan/0-1', position: '4', correlationId: 'request-4' };
    expect(errors).toMatchObject([{ ...at, reason: 'refused: cycle-not-open', text: 'stream parked' }]);
    expect(asked).toBe(1);
  });

  it.each([
    ['parks nothing at an event that goes well at the third try', 2, { asked: 3, parked: 0 }],
    ['parks the stream of an event that fails three times by its own fault, at the third try', 3, { asked: 3, parked: 1 }],
  ])('%s', async (_, failures, expected) => {
    let asked = 0;
    await run((event) => {
      if (event.position !== 4n) return note(event);
      asked += 1;
      return asked <= failures ? Promise.reject(new TypeError('no such thing')) : note(event);
    });
    await take(1, 6);
    await eventually(() => expect(reacted).toContain('0/6'));
    expect({ asked, parked: (await database.pool.query('select from parked_streams')).rowCount }).toEqual(expected);
  });

  it('counts the failures of each event by itself', async () => {
    const left = new Map([[4n, 2], [5n, 2]]);
    await run((event) => {
      const failures = left.get(event.position) ?? 0;
      if (failures === 0) return note(event);
      left.set(event.position, failures - 1);
      return Promise.reject(new TypeError('no such thing'));
    });
    await take(1, 6);
    await eventually(async () => expect([reacted, (await database.pool.query('select from parked_streams')).rowCount]).toEqual([upTo(6), 0]));
  });

  it('parks nothing once another instance has taken over', async () => {
    const frozen = await run(async (event) => {
      if (event.position < 4n) return note(event);
      // as if it had stood still for longer than its lease
      await database.pool.query("update relay_leases set fence = fence + 1, holder = gen_random_uuid(), expires_at = clock_timestamp() + interval '1 hour'");
      throw new DomainError('cycle-not-open', 'The cycle is closed.');
    });
    await take(1, 9);
    await eventually(async () => expect((await database.pool.query('select fence from relay_leases where fence > 1')).rowCount).toBe(1));
    await frozen.stop();
    expect((await database.pool.query('select from parked_streams')).rowCount).toBe(0);
    await database.pool.query("update relay_leases set expires_at = '-infinity'");
    await run();
    await eventually(() => expect(reacted).toEqual([...upTo(3), ...upTo(9)]));
  });

  it.each(['matrix-version-unknown', 'unavailable', 'version-conflict'])('tries again what is refused for now: %s', async (code) => {
    let refusals = 4; // more than park a stream
    await run((event) => {
      if (event.position === 4n && refusals > 0) {
        refusals -= 1;
        return Promise.reject(new DomainError(code, 'Not yet.'));
      }
      return note(event);
    });
    await take(1, 9);
    await eventually(() => expect(reacted).toEqual(upTo(9)));
    expect((await database.pool.query('select from parked_streams')).rows).toHaveLength(0);
  });

  it('waits at an event of a newer build, and parks nothing', async () => {
    let attempts = 0;
    const older = await run((event) => {
      if (event.position !== 4n) return note(event);
      attempts += 1;
      return Promise.reject(new UnknownEventType('GoalShared'));
    });
    await take(1, 9);
    await eventually(() => expect(attempts).toBeGreaterThan(4)); // more than park a stream when the event is to blame
    await older.stop();
    expect(reacted).toEqual(upTo(3));
    await run();
    await eventually(() => expect(reacted).toEqual(upTo(9)));
  });

  it('does not let one lane that fails keep the others', async () => {
    await run((event) => (event.lane === 0 ? Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' })) : note(event)));
    await take(1, 3);
    await take(1, 5, 1);
    await eventually(() => expect(reacted).toEqual(upTo(5, 1)));
  });
});
