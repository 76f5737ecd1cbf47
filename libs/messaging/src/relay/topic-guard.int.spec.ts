// A relay over a bus that keeps its topic beside the log: what the topic lost is handed over again, what the log lost closes it.
import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openGate, raiseEpoch, readGate, type RecordedEvent } from '@rung/event-store';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';
import { Registry } from 'prom-client';

import { temporaryLog, type TemporaryLog } from '../contract/temporary-log.js';
import { WrongTopicConfig, type Delivery, type EventBus, type KeptRecord, type KeptTopic, type Voiding } from '../event-bus.js';
import { silentLogger, type Logger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { Relay } from './relay.js';
import { TopicGuard } from './topic-guard.js';

const topic = 'rung.plan.events';

/** One partition in memory; Kafka's own has the stories. */
class KeepingBus implements EventBus {
  records: RecordedEvent[] = [];
  /** What lies behind these. */
  voidings: Voiding[] = [];
  isAway = false;
  isCompacted = false;

  publish({ events }: Delivery): Promise<void> {
    if (this.isAway) return Promise.reject(new Error('the broker is away'));
    this.records.push(...events);
    return Promise.resolve();
  }
  subscribe(): Promise<never> {
    return Promise.reject(new Error('nobody subscribes here'));
  }
  kept(): KeptTopic {
    const told = () => [...this.records.map((event) => ({ event, isWhole: true })), ...this.voidings.map((voiding) => ({ voiding }))];
    const records = (): KeptRecord[] => told().map((record, offset) => ({ offset: BigInt(offset), ...record }));
    return {
      ends: () => Promise.resolve(new Map([[0, { from: 0n, to: BigInt(records().length) }]])),
      read: async (ranges, visit) => {
        for (const [lane, { from, to }] of ranges) await visit(lane, records().slice(Number(from), Number(to)));
      },
      mustKeepAll: () => (this.isCompacted ? Promise.reject(new WrongTopicConfig(topic, 'cleanup.policy', 'delete', 'compact')) : Promise.resolve()),
      void: () => Promise.reject(new Error('nothing is voided here')),
    };
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

it('reads the whole topic twice at most where all lanes need it at once', async () => {
  const lanes = [0, 1, 2, 3];
  const database = await postgresForTests();
  await database.pool.query(messagingSql);
  const source = await temporaryLog(database.pool, lanes.length);
  const voided = (lane: number): KeptRecord => ({ offset: 0n, voiding: { id: randomUUID(), topic, lane, after: 0n, epoch: '7:1:9', reason: 'a restore' } });
  let wholeReads = 0;
  let ends = 0;
  const kept: KeptTopic = {
    ends: () => Promise.resolve(new Map(lanes.map((lane) => [lane, { from: 0n, to: 1n }]))),
    async read(ranges, visit) {
      for (const lane of ranges.keys()) await visit(lane, [voided(lane)]);
      if (ranges.size < lanes.length) return void (ends += 1);
      wholeReads += 1;
      // so long that every lane has seen its end, and wants all of it, before the first reading is over
      await eventually(() => expect(ends).toBe(lanes.length));
      await new Promise(setImmediate);
    },
    mustKeepAll: () => Promise.resolve(),
    void: () => Promise.reject(new Error('nothing is voided here')),
  };
  const guard = new TopicGuard({ pool: database.pool, topic, kept, held: () => [], logger: silentLogger, lookMs: 60_000 });
  expect(await Promise.all(lanes.map((lane) => guard.startOf(lane, 0n)))).toEqual([0n, 0n, 0n, 0n]);
  expect(wholeReads).toBeGreaterThan(0);
  expect(wholeReads).toBeLessThanOrEqual(2);
  await source.log.close();
  await database.drop();
});

describe('a relay whose bus keeps the topic', () => {
  let database: TestDatabase;
  let source: TemporaryLog;
  let bus: KeepingBus;
  let registry: Registry;
  let relay: Relay;
  let told: string[];
  let warned: string[];

  beforeEach(async () => {
    database = await postgresForTests();
    await database.pool.query(messagingSql);
    source = await temporaryLog(database.pool, 1);
    bus = new KeepingBus();
    registry = new Registry();
    told = [];
    warned = [];
    const logger: Logger = { ...silentLogger, error: (_, text = '') => told.push(text), warn: (about) => warned.push(JSON.stringify(about)) };
    relay = new Relay({ pool: database.pool, log: source.log, bus, topic, registry, logger, lookMs: 200 });
    await source.append(5);
    await relay.start();
    await eventually(() => expect(positions()).toEqual([1, 2, 3, 4, 5]));
  });
  afterEach(async () => {
    await relay.stop();
    await source.log.close();
    await database.drop();
  });

  const positions = () => bus.records.map(({ position }) => Number(position));
  const again = (...later: readonly number[]) => eventually(() => expect(positions()).toEqual([1, 2, ...later]));
  const loseTail = () => bus.records.splice(2);
  const isOpen = async () => (await readGate(database.pool)).isOpen;

  it('looks again after a failure, and hands over what the topic lost meanwhile', async () => {
    bus.isAway = true;
    await source.append(1);
    await eventually(async () => expect((await registry.getSingleMetric('rung_relay_errors_total')?.get())?.values[0]?.value).toBeGreaterThan(0));
    loseTail();
    bus.isAway = false;
    await again(3, 4, 5, 6);
  });

  it('looks again when it takes the lane anew, as another relay may have had it', async () => {
    loseTail();
    await database.pool.query("update relay_leases set fence = fence + 1, holder = gen_random_uuid(), expires_at = clock_timestamp() + interval '1 s'");
    await again(3, 4, 5);
  });

  it('looks again when the log has a new epoch, though it kept the lane', async () => {
    loseTail();
    await raiseEpoch(database.pool);
    await openGate(database.pool);
    await source.append(1);
    await again(3, 4, 5, 6);
  });

  it('hands over all again to a topic that was emptied', async () => {
    await relay.stop();
    bus.records = [];
    await relay.start();
    await eventually(() => expect(positions()).toEqual([1, 2, 3, 4, 5]));
  });

  it('hands over all again to a topic that was emptied while nothing happened', async () => {
    bus.records = [];
    await eventually(() => expect(positions()).toEqual([1, 2, 3, 4, 5]));
  });

  it('hands over all again to a topic that was emptied meanwhile, before what comes next', async () => {
    await relay.stop();
    relay = new Relay({ pool: database.pool, log: source.log, bus, topic, registry, logger: silentLogger });
    await relay.start();
    await source.append(1);
    await eventually(() => expect(positions()).toEqual([1, 2, 3, 4, 5, 6]));
    const leftAt = performance.now();
    bus.records = [];
    await eventually(() => expect(performance.now() - leftAt).toBeGreaterThan(1_000));
    await source.append(1);
    await eventually(() => expect(positions()).toEqual([1, 2, 3, 4, 5, 6, 7]));
  });

  it('goes on with a lane that holds more than it looks at', async () => {
    await source.append(600);
    await eventually(() => expect(bus.records).toHaveLength(605));
    await relay.stop();
    await source.append(1);
    await relay.start();
    await eventually(() => expect(positions().at(-1)).toBe(606));
    expect(bus.records).toHaveLength(606);
  });

  it('goes on where a relay that was frozen handed over again what another had, long before', async () => {
    await source.append(995);
    await eventually(() => expect(bus.records).toHaveLength(1_000));
    bus.records.push(...bus.records.slice(200, 900));
    await source.append(1);
    await eventually(() => expect(positions().at(-1)).toBe(1_001));
    await relay.stop();
    await source.append(1);
    await relay.start();
    await eventually(() => expect(positions().at(-1)).toBe(1_002));
  });

  it('waits while the topic drops what it holds, and afterwards reads all of it before it goes on', async () => {
    await source.append(600);
    await eventually(() => expect(bus.records).toHaveLength(605));
    bus.isCompacted = true;
    await eventually(() => expect(warned.join()).toContain('WrongTopicConfig'));
    await source.append(1);
    bus.records.splice(2, 1);
    bus.isCompacted = false;
    await eventually(() => expect(warned.join()).toContain(`TopicHole: Topic ${topic} has no event at position 3 of lane 0`), { timeoutMs: 20_000 });
    expect(bus.records).toHaveLength(604);
  });

  it('hands over what the topic lost behind a voiding', async () => {
    await relay.stop();
    loseTail();
    bus.voidings.push({ id: randomUUID(), topic, lane: 0, after: 2n, epoch: '7:1:9', reason: 'a restore' });
    await relay.start();
    await again(3, 4, 5);
  });

  it('opens a log by itself that has a new epoch and lacks nothing', async () => {
    await raiseEpoch(database.pool);
    await relay.stop();
    await relay.start();
    await eventually(async () => expect(await isOpen()).toBe(true));
    await source.append(1);
    await eventually(() => expect(positions()).toEqual([1, 2, 3, 4, 5, 6]));
  });

  it.each([
    ['that has a new epoch', true],
    ['that was put back unseen, so that it was open', false],
  ])('closes a log %s and lacks what the topic holds, tells it once, and publishes nothing', async (_how, isSeen) => {
    await relay.stop();
    bus.records.push({ ...bus.records[4]!, position: 6n, eventId: randomUUID() });
    if (isSeen) await raiseEpoch(database.pool);
    await relay.start();
    await eventually(() => expect(told).toHaveLength(1));
    await eventually(async () => expect(await isOpen()).toBe(false));
    await expect(source.append(1)).rejects.toMatchObject({ name: 'LogRestored' });
    let asked = 0;
    database.pool.on('acquire', () => (asked += 1));
    await eventually(() => expect(asked).toBeGreaterThan(12)); // three looks and more
    await relay.stop();
    expect([told.length, positions()]).toEqual([1, [1, 2, 3, 4, 5, 6]]);
  });

  it('closes a log that was put back unseen and has what was declared void', async () => {
    await relay.stop();
    bus.voidings.push({ id: randomUUID(), topic, lane: 0, after: 3n, epoch: '7:1:9', reason: 'a restore' });
    await relay.start();
    await eventually(() => expect(told).toHaveLength(1));
    expect(await isOpen()).toBe(false);
  });

  it('publishes nothing into a topic that has other events at its positions', async () => {
    await relay.stop();
    bus.records[4] = { ...bus.records[4]!, eventId: randomUUID() };
    await source.append(3);
    await relay.start();
    await eventually(() => expect(told).toHaveLength(1));
    await eventually(async () => expect(await isOpen()).toBe(false));
    await relay.stop();
    expect(positions()).toEqual([1, 2, 3, 4, 5]);
  });
});
