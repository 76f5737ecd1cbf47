import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventLog } from '@rung/event-store';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';
import { Registry } from 'prom-client';

import { temporaryLog, type TemporaryLog } from '../contract/temporary-log.js';
import type { EventBus, Publication } from '../event-bus.js';
import { silentLogger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { Relay } from './relay.js';

const topic = 'rung.plan.events';

/** Notes what a bus is handed; the real buses have the contract suite. */
class NotingBus implements EventBus {
  readonly deliveries: Publication[] = [];
  publishing: (delivery: Publication) => Promise<void> = () => Promise.resolve();

  async publish(delivery: Publication): Promise<void> {
    await this.publishing(delivery);
    this.deliveries.push(delivery);
  }
  subscribe(): Promise<never> {
    return Promise.reject(new Error('nobody subscribes here'));
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
  events(lane: number): Publication['events'][number][] {
    return this.deliveries.filter((delivery) => delivery.lane === lane).flatMap((delivery) => delivery.events);
  }
  /** The first time that each position came, in order of arrival. */
  firsts(lane: number): number[] {
    return [...new Set(this.events(lane).map((event) => Number(event.position)))];
  }
  count(): number {
    return new Set(this.deliveries.flatMap(({ events }) => events.map((event) => event.eventId))).size;
  }
}

describe('a relay', () => {
  let database: TestDatabase;
  let source: TemporaryLog;
  let bus: NotingBus;
  let registry: Registry;
  const running: Relay[] = [];

  beforeEach(async () => {
    database = await postgresForTests();
    await database.pool.query(messagingSql);
    source = await temporaryLog(database.pool, 2);
    bus = new NotingBus();
    registry = new Registry();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((relay) => relay.stop()));
    await source.log.close();
    await database.drop();
  });

  const run = async (leaseMs?: number, log: EventLog = source.log) => {
    const relay = new Relay({ pool: database.pool, log, bus, topic, registry, logger: silentLogger, leaseMs });
    running.push(relay);
    await relay.start();
    return relay;
  };
  const dense = (lane: number) => Array.from({ length: bus.firsts(lane).length }, (_, index) => index + 1);
  const allIn = async () => {
    expect(bus.count()).toBe(await source.size());
    for (const lane of [0, 1]) expect(bus.firsts(lane)).toEqual(dense(lane));
  };
  const metric = async (name: string) => (await registry.getSingleMetric(name)?.get())?.values[0]?.value;

  it('hands over what is there and what comes, in order, and not again after a restart', async () => {
    await source.append(40);
    const first = await run();
    await eventually(allIn);
    await source.append(40);
    await eventually(allIn);
    await first.stop();
    const before = bus.deliveries.length;
    await source.append(10);
    await run();
    await eventually(allIn);
    expect(bus.deliveries.slice(before).flatMap((delivery) => delivery.events)).toHaveLength(10);
  });

  it('hands over nothing behind a hole', async () => {
    await source.append(30);
    let reads = 0;
    const holed: EventLog = {
      ...source.log,
      readSerializedLane: async (lane, after, limit) => {
        reads += 1;
        return (await source.log.readSerializedLane(lane, after, limit)).slice(1);
      },
    };
    const relay = await run(undefined, holed);
    await eventually(() => expect(reads).toBeGreaterThan(4));
    await relay.stop();
    expect(bus.deliveries).toEqual([]);
  });

  it('waits for a bus that fails, counts it and loses nothing', async () => {
    let failing = true;
    bus.publishing = () => (failing ? Promise.reject(new Error('the broker is away')) : Promise.resolve());
    await source.append(20);
    await run();
    await eventually(async () => {
      expect(await metric('rung_relay_errors_total')).toBeGreaterThan(1);
      expect(await metric('rung_relay_lag_events')).toBe(20);
      expect(await metric('rung_relay_lag_seconds')).toBeGreaterThan(0);
    });
    failing = false;
    await eventually(allIn);
    await eventually(async () => {
      expect(await metric('rung_relay_lag_events')).toBe(0);
      expect(await metric('rung_relay_published_total')).toBe(20);
    });
  });

  it('leaves a lane to one relay at a time', async () => {
    await run();
    await run();
    for (let round = 0; round < 20; round += 1) await source.append(5);
    await eventually(allIn);
    expect(bus.deliveries.flatMap((delivery) => delivery.events)).toHaveLength(100);
  });

  it('takes over from a relay that froze, whose late cursor is refused', async () => {
    let thaw: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => {
      thaw = resolve;
    });
    let calls = 0;
    bus.publishing = async () => {
      calls += 1;
      if (calls === 1) await frozen;
    };
    await source.append(1);
    const lane = (await source.log.heads()).findIndex((head) => head > 0n);
    await run();
    await eventually(() => expect(calls).toBe(1));
    await source.append(40);
    // As if its process had been stopped: its lease ran out, and another relay has brought the lane to position 5.
    await database.pool.query(
      "update relay_leases set fence = fence + 1, holder = gen_random_uuid(), expires_at = clock_timestamp() + interval '1 s', position = 5 where lane = $1",
      [lane],
    );
    thaw();
    const heads = await source.log.heads();
    await eventually(async () => {
      const { rows } = await database.pool.query<{ position: string }>('select position from relay_leases order by lane');
      expect(rows.map((row) => BigInt(row.position))).toEqual(heads);
    });
    // What the other had brought is not brought again; only what was in hand when it froze.
    const expected = [1, ...Array.from({ length: Number(heads[lane]) - 5 }, (_, index) => index + 6)];
    expect(bus.events(lane).map((event) => Number(event.position))).toEqual(expected);
  });

  it('hands over nothing that it had read before it froze for longer than its lease', async () => {
    await source.append(1);
    const lane = (await source.log.heads()).findIndex((head) => head > 0n);
    let reads = 0;
    const freezing: EventLog = {
      ...source.log,
      readSerializedLane: async (...range) => {
        const events = await source.log.readSerializedLane(...range);
        if (range[0] !== lane) return events;
        reads += 1;
        if (reads > 1) return events;
        await database.pool.query(
          "update relay_leases set fence = fence + 1, holder = gen_random_uuid(), expires_at = clock_timestamp() + interval '1 s', position = 1 where lane = $1",
          [lane],
        );
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400); // the whole process, as SIGSTOP does
        return events;
      },
    };
    await run(300, freezing);
    await eventually(() => expect(reads).toBeGreaterThan(1));
    expect(bus.events(lane)).toEqual([]);
  });

  it('stops handing over what it has read once another relay has the lane', async () => {
    let thaw: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => {
      thaw = resolve;
    });
    let calls = 0;
    bus.publishing = () => {
      calls += 1;
      return frozen;
    };
    const stream = `plan/${randomUUID()}`;
    const large = (count: number) => Array.from({ length: count }, () => ({ type: 'GoalSet', schemaVersion: 1, data: { text: 'x'.repeat(100_000) }, metadata: {} }));
    const { lane } = await source.log.append({ streamId: stream, expectedVersion: 0, events: large(24) });
    await run();
    await eventually(() => expect(calls).toBe(1));
    await database.pool.query(
      "update relay_leases set fence = fence + 1, holder = gen_random_uuid(), expires_at = clock_timestamp() + interval '1 s', position = 24 where lane = $1",
      [lane],
    );
    thaw();
    await source.log.append({ streamId: stream, expectedVersion: 24, events: large(1) });
    await eventually(() => expect(bus.events(lane).at(-1)?.position).toBe(25n));
    expect(bus.deliveries.map(({ events }) => events.length)).toEqual([bus.deliveries[0]?.events.length, 1]);
  });
});
