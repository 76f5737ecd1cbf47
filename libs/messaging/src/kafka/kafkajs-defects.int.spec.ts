// What is known to go wrong in kafkajs, by name. A second client has to pass the contract; these are why ours is written as it is.
import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually, kafkaForTests, type TestKafka } from '@rung/testing';
import { Kafka, logLevel } from 'kafkajs';

import { sampleEvents } from '../contract/sample-events.js';
import type { Delivery, Subscriber } from '../event-bus.js';
import { silentLogger, type Logger } from '../logger.js';
import { ensureTopics } from './ensure-topics.js';
import { KafkaBus } from './kafka-bus.js';
import { ConsumerWedged, LaneWatch } from './lane-watch.js';

const patience = { timeoutMs: 100_000 };
const testMs = 300_000;

describe('kafkajs', () => {
  let kafka: TestKafka;
  const opened: KafkaBus[] = [];
  beforeAll(async () => {
    kafka = await kafkaForTests();
  }, 300_000);
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((bus) => bus.close()));
  }, 300_000);

  const connect = (more: { logger?: Logger; watchMs?: number } = {}) => {
    const bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'spec', logger: silentLogger, ...more });
    opened.push(bus);
    return bus;
  };
  /** Keeps what it took in memory, and its place as the bus told it; may be made to fail or to hang. */
  const keeping = (topic: string, taking: (delivery: Delivery) => Promise<void> = () => Promise.resolve()) => {
    const taken = new Map<string, number>();
    const resumes = new Map<number, string | undefined>();
    const subscriber: Subscriber = {
      topic,
      group: `keeping ${topic}`,
      cursor: (lane) => Promise.resolve({ position: 0n, resume: resumes.get(lane) }),
      take: async (delivery) => {
        await taking(delivery);
        for (const { lane, position } of delivery.events) taken.set(`${lane}/${position}`, (taken.get(`${lane}/${position}`) ?? 0) + 1);
        resumes.set(delivery.lane, delivery.resume);
        return 0n;
      },
    };
    return { taken, subscriber };
  };
  const places = (from: number, to: number, lane = 0) => sampleEvents(from, to, lane).map(({ position }) => `${lane}/${position}`);

  it('jumps to the latest offset when a batch throws before any offset was committed: here the batch comes again', async () => {
    const topic = await kafka.createTopic('rung.plan.events', 1);
    const bus = connect();
    await bus.publish({ topic, lane: 0, events: sampleEvents(1, 5) });
    let failures = 2;
    const { taken, subscriber } = keeping(topic, () => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error('the database is away')) : Promise.resolve();
    });
    const first = await bus.subscribe(subscriber);
    await eventually(() => expect(failures).toBeLessThanOrEqual(1), patience);
    await first.stop();
    await bus.publish({ topic, lane: 0, events: sampleEvents(6, 7) });
    await bus.subscribe(subscriber);
    await eventually(() => expect([...taken.keys()]).toEqual(places(1, 7)), patience);
  }, testMs);

  it('commits nothing when it is asked to with autoCommit off: here the group shows what was taken', async () => {
    const topic = await kafka.createTopic('rung.plan.events', 1);
    const bus = connect();
    const { taken, subscriber } = keeping(topic);
    await bus.subscribe(subscriber);
    await bus.publish({ topic, lane: 0, events: sampleEvents(1, 5) });
    await eventually(() => expect(taken.size).toBe(5), patience);
    await kafka.withAdmin((admin) =>
      eventually(async () => {
        const [offsets] = await admin.fetchOffsets({ groupId: `${subscriber.group}.${topic}`, topics: [topic] });
        expect(offsets?.partitions).toMatchObject([{ partition: 0, offset: '5' }]);
      }, patience),
    );
  }, testMs);

  it('does not resume a paused lane after a rebalance: here it goes on, whoever has it then', async () => {
    const topic = await kafka.createTopic('rung.plan.events', 2);
    let isWell = false;
    const failing = () => (isWell ? Promise.resolve() : Promise.reject(new Error('the database is away')));
    const { taken, subscriber } = keeping(topic, failing);
    const bus = connect();
    for (const lane of [0, 1]) await bus.publish({ topic, lane, events: sampleEvents(1, 3, lane) });
    let failures = 0;
    await bus.subscribe({ ...subscriber, take: (delivery) => subscriber.take(delivery).finally(() => (failures += 1)) });
    await eventually(() => expect(failures).toBeGreaterThan(3), patience); // paused by now, for longer each time
    const second = await connect().subscribe(subscriber); // one rebalance
    await eventually(() => expect(failures).toBeGreaterThan(5), patience);
    await second.stop(); // and another
    isWell = true;
    for (const lane of [0, 1]) await bus.publish({ topic, lane, events: sampleEvents(4, 6, lane) });
    await eventually(() => expect([...taken.keys()].sort()).toEqual([...places(1, 6, 0), ...places(1, 6, 1)]), patience);
  }, testMs);

  it('ends for good on errors that it calls final and a retry cures: here it begins anew', async () => {
    const topic = kafka.uniqueName('rung.plan.events');
    const bus = connect();
    const { taken, subscriber } = keeping(topic);
    await bus.subscribe(subscriber); // to a topic that the deploy step has yet to make
    await expect(bus.publish({ topic, lane: 0, events: sampleEvents(1, 3) })).rejects.toThrow();
    await ensureTopics(kafka, [{ topic, partitions: 1 }]);
    await eventually(() => bus.publish({ topic, lane: 0, events: sampleEvents(1, 3) }), patience);
    await eventually(() => expect([...taken.keys()]).toEqual(places(1, 3)), patience);
  }, testMs);

  it('sends each call as a request of its own: here what queued up goes out together', async () => {
    const topic = await kafka.createTopic('rung.plan.events', 1);
    const bus = connect();
    await bus.publish({ topic, lane: 0, events: sampleEvents(1, 1) });
    await Promise.all(sampleEvents(2, 401).map((event) => bus.publish({ topic, lane: 0, events: [event] })));
    // A request is a record batch, and a batch begins where a fetch may: at far fewer offsets than there are events.
    const batches = new Set<string>();
    const { taken, subscriber } = keeping(topic);
    await bus.subscribe({ ...subscriber, take: (delivery) => subscriber.take(delivery).finally(() => batches.add(delivery.resume ?? '')) });
    await eventually(() => expect([...taken.keys()]).toEqual(places(1, 401)), patience);
    expect(batches.size).toBeLessThan(40);
  }, testMs);

  it('may hang without a word: here a consumer that stands still ends, and the next one takes what it left', async () => {
    const topic = await kafka.createTopic('rung.plan.events', 1);
    const told: string[] = [];
    const logger: Logger = { ...silentLogger, warn: (details) => told.push(JSON.stringify(details)) };
    let takes = 0;
    let letGo: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { taken, subscriber } = keeping(topic, () => {
      takes += 1;
      return takes === 1 ? hanging : Promise.resolve();
    });
    const bus = connect({ logger, watchMs: 1_500 });
    await bus.subscribe(subscriber);
    await bus.publish({ topic, lane: 0, events: sampleEvents(1, 5) });
    await eventually(() => expect([...taken.keys()]).toEqual(places(1, 5)), { timeoutMs: 90_000 });
    expect(told.join()).toContain('ConsumerWedged: Lane 0 of');
    letGo(); // or the one that hangs would keep the run from ending
  }, 300_000);

  it('is taken to hang within a minute of a clock that the broker need not keep to', async () => {
    const topic = await kafka.createTopic('rung.plan.events', 1);
    await connect().publish({ topic, lane: 0, events: sampleEvents(1, 5) });
    const client = new Kafka({ clientId: 'spec', brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });
    let looked = 0;
    const progress = () => {
      looked += 1;
      return Promise.resolve(new Map([[0, { next: '2', ended: 1 }]]));
    };
    const onlyLater = ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const;
    jest.useFakeTimers({ doNotFake: [...onlyLater] });
    const watch = new LaneWatch({ kafka: client, topic, progress });
    const found: unknown[] = [];
    let seconds = 0;
    try {
      watch.start().catch((error: unknown) => found.push(error));
      for (; seconds < 60 && found.length === 0; seconds += 12) {
        const before = looked;
        jest.advanceTimersByTime(12_000);
        while (looked === before) await new Promise(setImmediate); // the broker answers when it does
        await new Promise(setImmediate);
      }
    } finally {
      jest.useRealTimers();
      await watch.close();
    }
    expect(found).toEqual([expect.any(ConsumerWedged)]);
    expect([looked, seconds]).toEqual([4, 48]);
  }, testMs);

  it('is not taken to hang when its batches fail again and again, or when there is nothing to do', async () => {
    const topic = await kafka.createTopic('rung.plan.events', 2);
    const bus = connect();
    await bus.publish({ topic, lane: 0, events: sampleEvents(1, 5) });
    let ended = 0;
    const progress = () => {
      ended += 1;
      return Promise.resolve(new Map([[0, { next: '0', ended }], [1, { next: '0', ended: 0 }]]));
    };
    const client = new Kafka({ clientId: 'spec', brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });
    const watch = new LaneWatch({ kafka: client, topic, progress, everyMs: 20 });
    const found: unknown[] = [];
    watch.start().catch((error: unknown) => found.push(error));
    await eventually(() => expect(ended).toBeGreaterThan(12), patience); // three times as many looks as make a wedge
    expect(found).toEqual([]);
    await watch.close();
  }, testMs);

  it('connects again for whatever is asked after its end: here a look in hand is over before', async () => {
    const topic = await kafka.createTopic('rung.plan.events', 1);
    const client = new Kafka({ clientId: 'spec', brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });
    const admin = client.admin();
    const seen: string[] = [];
    admin.on(admin.events.CONNECT, () => seen.push('connected'));
    admin.on(admin.events.DISCONNECT, () => seen.push('disconnected'));
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const connectsLate = async () => {
      seen.push('looks');
      await held;
      await admin.connect();
    };
    const watched = Object.assign(client, { admin: () => ({ ...admin, connect: connectsLate }) });
    const watch = new LaneWatch({ kafka: watched, topic, progress: () => Promise.resolve(new Map()), everyMs: 1 });
    watch.start().catch(() => undefined);
    await eventually(() => expect(seen).toEqual(['looks']), patience);
    const closed = watch.close();
    letGo();
    await closed;
    await eventually(() => expect(seen).toEqual(['looks', 'connected', 'disconnected']), patience);
  }, testMs);
});
