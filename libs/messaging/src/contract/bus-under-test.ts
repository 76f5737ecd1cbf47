// One bus between a real log and a real inbox, as the contract of buses looks at it.
import { expect } from '@jest/globals';
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

export interface BusBetween extends Pick<BusUnderTest, 'again' | 'broker'> {
  readonly database: Pool;
  readonly source: TemporaryLog;
  readonly subscriptions: readonly Subscription[];
  stopRelay(): Promise<void>;
  startRelay(): Promise<void>;
  subscribe(subscriber: Subscriber, bus?: EventBus): Promise<Subscription>;
  /** The inbox as a subscriber that notes what it was handed, and may be made to fail. */
  noting(failing?: (delivery: Delivery) => void): { readonly handed: Delivery[]; readonly subscriber: Subscriber };
  inboxEvents(): Promise<RecordedEvent[]>;
  /** The inbox holds what the log holds: to the letter, in the same order, each once. */
  allArrived(): Promise<void>;
  close(): Promise<void>;
}

export async function busBetween({ postgres }: ContractServers, make: (log: EventLog) => Promise<BusUnderTest>): Promise<BusBetween> {
  const database = await postgres();
  await database.pool.query(messagingSql);
  const source = await temporaryLog(database.pool, lanes);
  const test = await make(source.log);
  const inbox = new Inbox({ pool: database.pool, topic: test.topic });
  const subscriptions: Subscription[] = [];
  const newRelay = () =>
    new Relay({ pool: database.pool, log: source.log, bus: test.bus, topic: test.topic, registry: new Registry(), logger: silentLogger });
  let relay = newRelay();
  await relay.start();
  const allOf = async (log: Pick<Inbox, 'readLane'>): Promise<RecordedEvent[]> => {
    const byLane = await Promise.all(Array.from({ length: lanes }, (_, lane) => log.readLane(lane, 0n, 10_000)));
    return byLane.flat();
  };

  return {
    database: database.pool,
    source,
    subscriptions,
    again: () => test.again(),
    broker: test.broker,
    stopRelay: () => relay.stop(),
    startRelay() {
      relay = newRelay();
      return relay.start();
    },
    async subscribe(subscriber, bus = test.bus) {
      const subscription = await bus.subscribe(subscriber);
      subscriptions.push(subscription);
      return subscription;
    },
    noting(failing = () => undefined) {
      const handed: Delivery[] = [];
      const subscriber: Subscriber = {
        topic: test.topic,
        group: `group of ${test.topic}`,
        cursor: (lane) => inbox.cursor(lane),
        take: async (delivery) => {
          handed.push(delivery);
          failing(delivery);
          return inbox.take(delivery);
        },
      };
      return { handed, subscriber };
    },
    inboxEvents: () => allOf(inbox),
    async allArrived() {
      // the idempotency record is the log's own: no consumer keeps it
      const logged = (await allOf(source.log)).map(({ command: _command, ...event }) => event);
      expect(await allOf(inbox)).toEqual(logged);
    },
    async close() {
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
      await relay.stop();
      await test.close();
      await source.log.close();
      await database.drop();
    },
  };
}
