// What every bus promises; each adapter's suite calls it, with a real log at one end and a real inbox at the other.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventLog, RecordedEvent } from '@rung/event-store';
import type { Pool } from 'pg';
import { Registry } from 'prom-client';

import type { Delivery, EventBus, Subscriber, Subscription } from '../event-bus.js';
import { Inbox } from '../inbox/inbox.js';
import { silentLogger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { Relay } from '../relay/relay.js';
import { temporaryLog, type TemporaryLog } from './temporary-log.js';

export interface BusUnderTest {
  readonly bus: EventBus;
  readonly topic: string;
  /** Another bus to the same topic: what a restarted process would open. */
  again(): EventBus;
  /** Stops and starts what the bus stands on; absent where it stands on nothing but the log. */
  readonly broker?: { stop(): Promise<void>; start(): Promise<void> };
  close(): Promise<void>;
}

/** What the suite needs of the tests' servers; a library does not import them itself. */
export interface ContractServers {
  postgres(): Promise<{ readonly pool: Pool; drop(): Promise<void> }>;
  eventually<Result>(assertion: () => Result | Promise<Result>, patience: { timeoutMs: number }): Promise<Result>;
}

const lanes = 2;
const patience = { timeoutMs: 40_000 };
const testMs = 90_000;

export function eventBusContract({ postgres, eventually }: ContractServers, make: (log: EventLog) => Promise<BusUnderTest>): void {
  describe('an event bus', () => {
    let database: Awaited<ReturnType<ContractServers['postgres']>>;
    let source: TemporaryLog;
    let test: BusUnderTest;
    let relay: Relay;
    let inbox: Inbox;
    const subscriptions: Subscription[] = [];

    beforeEach(async () => {
      database = await postgres();
      await database.pool.query(messagingSql);
      source = await temporaryLog(database.pool, lanes);
      test = await make(source.log);
      inbox = new Inbox({ pool: database.pool, topic: test.topic });
      relay = startRelay(test.bus);
      await relay.start();
    }, testMs);

    afterEach(async () => {
      await Promise.all(subscriptions.splice(0).map((subscription) => subscription.stop()));
      await relay.stop();
      await test.close();
      await source.log.close();
      await database.drop();
    }, testMs);

    const startRelay = (bus: EventBus) =>
      new Relay({ pool: database.pool, log: source.log, bus, topic: test.topic, registry: new Registry(), logger: silentLogger });

    /** The inbox as a subscriber that notes what it was handed, and may be made to fail. */
    const noting = (failing: (delivery: Delivery) => void = () => undefined) => {
      const handed: Delivery[] = [];
      const subscriber: Subscriber = {
        topic: test.topic,
        group: `group of ${test.topic}`,
        cursor: (lane) => inbox.cursor(lane),
        take: async (delivery) => {
          handed.push(delivery);
          failing(delivery);
          await inbox.take(delivery);
        },
      };
      return { handed, subscriber };
    };
    const subscribe = async (subscriber: Subscriber, bus = test.bus) => {
      const subscription = await bus.subscribe(subscriber);
      subscriptions.push(subscription);
      return subscription;
    };
    const inboxEvents = async (): Promise<RecordedEvent[]> => {
      const byLane = await Promise.all(Array.from({ length: lanes }, (_, lane) => inbox.readLane(lane, 0n, 10_000)));
      return byLane.flat();
    };
    const logEvents = async (): Promise<RecordedEvent[]> => {
      const byLane = await Promise.all(Array.from({ length: lanes }, (_, lane) => source.log.readLane(lane, 0n, 10_000)));
      // the idempotency record is the log's own: no consumer keeps it
      return byLane.flat().map(({ command: _command, ...event }) => event);
    };
    /** The inbox holds what the log holds: to the letter, in the same order, each once. */
    const allArrived = async () => expect(await inboxEvents()).toEqual(await logEvents());

    it('brings every event of every lane, in order, to the letter', async () => {
      await source.append(30, { metadata: { correlationId: 'request-1', causationId: 'cause-1', actor: 'a-person' } });
      const { subscriber, handed } = noting();
      await subscribe(subscriber);
      await source.append(30, { data: { text: 'Ünïcode "quoted" 日本', n: 0.1, nested: [null, { deep: true }] } });
      await eventually(allArrived, patience);
      for (const { lane, events } of handed) expect(events.map((event) => event.lane)).toEqual(events.map(() => lane));
      expect((await inboxEvents()).map((event) => event.metadata.correlationId)).toContain('request-1');
    }, testMs);

    it('tells of an event that has but a day no more than the day', async () => {
      await source.append(2, { occurredAt: '2026-11-22', metadata: {} });
      await subscribe(noting().subscriber);
      await eventually(allArrived, patience);
      const [first] = await inboxEvents();
      expect(first).toMatchObject({ occurredAt: '2026-11-22', metadata: {} });
    }, testMs);

    it('brings a batch again when it was not taken', async () => {
      let failures = 3;
      const { subscriber, handed } = noting(() => {
        failures -= 1;
        if (failures >= 0) throw new Error('the database is away');
      });
      await source.append(20);
      await subscribe(subscriber);
      await eventually(allArrived, patience);
      expect(handed.length).toBeGreaterThan(3);
    }, testMs);

    it('goes on at the cursor, whoever took what before', async () => {
      const first = await subscribe(noting().subscriber);
      await source.append(20);
      await eventually(allArrived, patience);
      await first.stop();
      await source.append(20);
      const { subscriber, handed } = noting();
      await subscribe(subscriber, test.again());
      await eventually(allArrived, patience);
      // Perhaps twice, as fetching may be ahead of the cursor, but nothing that lies before it.
      expect(new Set(handed.flatMap(({ events }) => events.map((event) => event.eventId))).size).toBe(20);
    }, testMs);

    it('goes back to a cursor that was set back, as by a restore', async () => {
      const first = await subscribe(noting().subscriber);
      await source.append(30);
      await eventually(allArrived, patience);
      await first.stop();
      await database.pool.query('delete from inbox where position > 2');
      await database.pool.query('update inbox_cursors set position = least(position, 2), resume = null');
      await subscribe(noting().subscriber, test.again());
      await eventually(allArrived, patience);
    }, testMs);

    it('goes back to a cursor that is set back under a running subscription', async () => {
      await subscribe(noting().subscriber);
      await source.append(30);
      await eventually(allArrived, patience);
      await database.pool.query('delete from inbox where position > 2');
      await database.pool.query('update inbox_cursors set position = least(position, 2), resume = null');
      await source.append(30);
      await eventually(allArrived, patience);
    }, testMs);

    it('delivers twice what was handed over twice, and the inbox stays the same', async () => {
      await subscribe(noting().subscriber);
      await source.append(25);
      await eventually(allArrived, patience);
      await relay.stop();
      await database.pool.query('update relay_leases set position = 0');
      relay = startRelay(test.bus);
      await relay.start();
      await source.append(5);
      await eventually(allArrived, patience);
    }, testMs);

    it('brings once what was handed over twice before anyone subscribed', async () => {
      const allHandedOver = async () => {
        const { rows } = await database.pool.query<{ position: string }>('select position from relay_leases order by lane');
        expect(rows.map((row) => BigInt(row.position))).toEqual(await source.log.heads());
      };
      await source.append(40);
      await eventually(allHandedOver, patience);
      await relay.stop();
      await database.pool.query('update relay_leases set position = least(position, 5)');
      await source.append(10);
      relay = startRelay(test.bus);
      await relay.start();
      await eventually(allHandedOver, patience);
      await subscribe(noting().subscriber);
      await eventually(allArrived, patience);
    }, testMs);

    it('hands a lane to two subscribers of a group without a loss or a double', async () => {
      await subscribe(noting().subscriber);
      for (let round = 0; round < 10; round += 1) {
        await source.append(10);
        if (round === 3) await subscribe(noting().subscriber, test.again());
        if (round === 6) await subscriptions[0]?.stop();
      }
      await eventually(allArrived, patience);
    }, testMs);

    it('stops after the batch in hand', async () => {
      let inHand = 0;
      const { subscriber } = noting();
      const slow: Subscriber = {
        ...subscriber,
        take: async (delivery) => {
          inHand += 1;
          await new Promise((resolve) => setTimeout(resolve, 300));
          await subscriber.take(delivery);
          inHand -= 1;
        },
      };
      const subscription = await subscribe(slow);
      await source.append(10);
      await eventually(() => expect(inHand).toBeGreaterThan(0), patience);
      await subscription.stop();
      expect(inHand).toBe(0);
    }, testMs);

    it('loses nothing while its broker is away', async () => {
      const { broker } = test;
      if (broker === undefined) return; // it stands on nothing but the log
      await subscribe(noting().subscriber);
      await source.append(20);
      await eventually(allArrived, patience);
      await broker.stop();
      for (let round = 0; round < 5; round += 1) await source.append(20);
      await broker.start();
      await source.append(20);
      await eventually(allArrived, { timeoutMs: 90_000 });
    }, 150_000);
  });
}
