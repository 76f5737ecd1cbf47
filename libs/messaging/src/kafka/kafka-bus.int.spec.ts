import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startKafka, type RunningKafka } from '@rung/local-servers';
import { eventually, postgresForTests } from '@rung/testing';
import { Kafka, logLevel, type ProducerConfig } from 'kafkajs';
import { Registry } from 'prom-client';

import { eventBusContract } from '../contract/event-bus-contract.js';
import { sampleEvent, sampleEvents } from '../contract/sample-events.js';
import type { Delivery, Subscriber } from '../event-bus.js';
import { silentLogger, type Logger } from '../logger.js';
import { ensureTopics, WrongPartitions } from './ensure-topics.js';
import { KafkaBus } from './kafka-bus.js';
import { KafkaPublisher } from './kafka-publisher.js';

// A broker of this file's own, as it is stopped and started.
let dir: string;
let server: RunningKafka;
let topics = 0;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rung-kafka-'));
  server = await startKafka({ dir });
}, 300_000);
afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
}, 300_000);

/** Closed after each test, whatever came of it: an open connection would keep the run from ending. */
const opened: KafkaBus[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((bus) => bus.close()));
});
const connect = (logger: Logger = silentLogger, registry = new Registry()) => {
  const bus = new KafkaBus({ brokers: server.brokers, clientId: 'spec', logger, registry });
  opened.push(bus);
  return bus;
};
const newTopic = async (partitions = 2) => {
  topics += 1;
  const topic = `rung.plan${topics}.events`;
  await ensureTopics(server, [{ topic, partitions }]);
  return topic;
};

eventBusContract({ postgres: postgresForTests, eventually }, async () => {
  const topic = await newTopic();
  return {
    bus: connect(),
    topic,
    again: () => connect(),
    broker: {
      stop: async () => {
        process.kill(server.pid, 'SIGKILL');
        await server.exited;
      },
      start: async () => {
        server = await startKafka({ dir, port: server.port });
      },
    },
    close: () => Promise.resolve(), // see above
  };
});

describe('the bus on Kafka', () => {
  const withAdmin = async <Result>(work: (kafka: Kafka) => Promise<Result>) =>
    work(new Kafka({ clientId: 'spec-look', brokers: [...server.brokers], logLevel: logLevel.NOTHING }));

  /** A subscriber that keeps what it takes in memory; the inbox has the contract suite. */
  const keeping = (topic: string): { subscriber: Subscriber; taken: Delivery[] } => {
    const taken: Delivery[] = [];
    const subscriber: Subscriber = {
      topic,
      group: `keeping ${topic}`,
      cursor: () => Promise.resolve({ position: 0n }),
      take: (delivery) => {
        taken.push(delivery);
        return Promise.resolve(0n);
      },
    };
    return { subscriber, taken };
  };

  /** Every record of a topic as it lies there. */
  const records = async (topic: string, count: number) =>
    withAdmin(async (kafka) => {
      const found: { key: string; partition: number; timestamp: string; headers: Record<string, string>; value: string }[] = [];
      const consumer = kafka.consumer({ groupId: `look at ${topic}`, maxWaitTimeInMs: 100 });
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      await consumer.run({
        eachMessage: ({ partition, message }) => {
          const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
          const { key, timestamp, value } = message;
          found.push({ key: String(key), partition, timestamp, headers: Object.fromEntries(headers), value: String(value) });
          return Promise.resolve();
        },
      });
      try {
        await eventually(() => expect(found.length).toBeGreaterThanOrEqual(count), { timeoutMs: 90_000 });
      } finally {
        await consumer.disconnect();
      }
      return found;
    });

  it('writes CloudEvents in binary mode to the partition of the lane', async () => {
    const topic = await newTopic();
    const bus = connect();
    await bus.publish({ topic, lane: 1, events: [sampleEvent({ lane: 1, position: 1n, metadata: { correlationId: 'c', causationId: 'b', actor: 'a' } })] });
    const [record] = await records(topic, 1);
    expect(record).toEqual({
      key: 'plan/1-1',
      partition: 1,
      timestamp: String(Date.parse('2026-11-22T10:00:00.000Z')),
      value: '{"goal":"goal 1"}',
      headers: {
        'content-type': 'application/json',
        ce_specversion: '1.0',
        ce_id: sampleEvent({ lane: 1, position: 1n }).eventId,
        ce_source: `/rung/plan${topics}`,
        ce_type: 'GoalSet',
        ce_time: '2026-11-22T10:00:00.000Z',
        ce_subject: 'plan/1-1',
        ce_streamversion: '1',
        ce_schemaversion: '1',
        ce_lane: '1',
        ce_position: '1',
        ce_epoch: '7/1/0',
        ce_correlationid: 'c',
        ce_causationid: 'b',
        ce_actor: 'a',
      },
    });
  });

  it('writes no hour and no author of an event that has but a day, not even as the time of the record', async () => {
    const topic = await newTopic();
    const bus = connect();
    await bus.publish({ topic, lane: 0, events: [sampleEvent({ position: 1n, occurredAt: '2026-11-22', metadata: {} })] });
    const [record] = await records(topic, 1);
    expect(record?.timestamp).toBe(String(Date.parse('2026-11-22T00:00:00Z')));
    expect(record?.headers['ce_time']).toBe('2026-11-22T00:00:00Z');
    expect(Object.keys(record?.headers ?? {})).not.toEqual(expect.arrayContaining(['ce_correlationid']));
    expect(Object.keys(record?.headers ?? {})).not.toEqual(expect.arrayContaining(['ce_actor']));
  });

  it('passes over records that are no events, and keeps the place of those that cannot be read', async () => {
    const topic = await newTopic(1);
    const registry = new Registry();
    const bus = connect(silentLogger, registry);
    await bus.publish({ topic, lane: 0, events: [sampleEvent({ position: 1n })] });
    await withAdmin(async (kafka) => {
      const producer = kafka.producer();
      await producer.connect();
      await producer.send({ topic, messages: [{ value: 'by mistake' }, { value: null, key: 'tombstone' }] });
      await producer.disconnect();
    });
    await bus.publish({ topic, lane: 0, events: [sampleEvent({ position: 2n, data: { text: 'null \u0000 character' } }), sampleEvent({ position: 3n })] });
    const { subscriber, taken } = keeping(topic);
    await bus.subscribe(subscriber);
    await eventually(() => {
      const events = taken.flatMap((delivery) => delivery.events);
      expect(events.map((event) => [Number(event.position), event.data])).toEqual([
        [1, { goal: 'goal 1' }],
        [2, null],
        [3, { goal: 'goal 3' }],
      ]);
    }, { timeoutMs: 90_000 });
    expect(await registry.metrics()).toContain(`rung_kafka_strange_records_total{topic="${topic}",reason="foreign"} 2`);
  });

  it('shows how much waits while a lane fails', async () => {
    const topic = await newTopic(1);
    const registry = new Registry();
    const bus = connect(silentLogger, registry);
    await bus.publish({ topic, lane: 0, events: sampleEvents(1, 3) });
    const { subscriber } = keeping(topic);
    await bus.subscribe({ ...subscriber, take: () => Promise.reject(new Error('the disk is full')) });
    const series = async (name: string) => (await registry.metrics()).split('\n').filter((line) => line.startsWith(`${name}{`) && line.includes(`topic="${topic}"`)).map((line) => line.split(' ').at(-1));
    await eventually(async () => expect(await series('rung_kafka_consumer_lag_records')).toEqual(['3']), { timeoutMs: 90_000 });
  }, 120_000);

  it('says of a consumer that cannot be that it is down', async () => {
    const topic = `rung.never${topics}.events`; // nobody has created it
    const registry = new Registry();
    const bus = connect(silentLogger, registry);
    await bus.subscribe(keeping(topic).subscriber);
    expect(await registry.metrics()).toContain(`rung_kafka_consumer_up{group="keeping ${topic}",topic="${topic}"} 0`);
    await ensureTopics(server, [{ topic, partitions: 1 }]);
    await eventually(async () => expect(await registry.metrics()).toContain(`rung_kafka_consumer_up{group="keeping ${topic}",topic="${topic}"} 1`), { timeoutMs: 90_000 });
  }, 120_000);

  it('lets an event that the broker refuses fail alone', async () => {
    const topic = await newTopic();
    const bus = connect();
    const tooLarge = bus.publish({ topic, lane: 0, events: [sampleEvent({ position: 1n, data: { text: 'x'.repeat(2_000_000) } })] });
    const other = bus.publish({ topic, lane: 1, events: sampleEvents(1, 3, 1) });
    await expect(tooLarge).rejects.toThrow();
    await other;
    // Those of the other lane may be there twice: the first request told of the one that was refused only.
    const found = await records(topic, 3);
    expect([...new Set(found.map((record) => `${record.partition}/${record.headers['ce_position']}`))]).toEqual(['1/1', '1/2', '1/3']);
  });

  it('parts what is more than a broker takes at once, and sends nothing after a part that is refused', async () => {
    const topic = await newTopic();
    const bus = connect();
    const large = (position: number, length = 100_000) => sampleEvent({ position: BigInt(position), data: { text: 'x'.repeat(length) } });
    const positions = Array.from({ length: 30 }, (_, index) => index + 1);
    await bus.publish({ topic, lane: 0, events: positions.map((position) => large(position)) });
    const events = positions.map((position) => large(position, position === 20 ? 2_000_000 : undefined));
    await expect(bus.publish({ topic, lane: 1, events: events.map((event) => ({ ...event, lane: 1 })) })).rejects.toThrow();
    const found = await records(topic, 49);
    const inLane = (lane: number) => found.filter(({ partition }) => partition === lane).map(({ headers }) => Number(headers['ce_position']));
    expect(inLane(0)).toEqual(positions);
    expect(inLane(1)).toEqual(positions.slice(0, 19));
  });

  it('sends what queued up together: many small ones in a few requests', async () => {
    const topic = await newTopic();
    let requests = 0;
    const kafka = new Kafka({ clientId: 'counted', brokers: [...server.brokers], logLevel: logLevel.NOTHING });
    const connected = (options?: ProducerConfig) => {
      const producer = Kafka.prototype.producer.call(kafka, options);
      producer.on(producer.events.REQUEST, ({ payload }) => (requests += payload.apiName === 'Produce' ? 1 : 0));
      return producer;
    };
    const publisher = new KafkaPublisher(Object.assign(kafka, { producer: connected }));
    await publisher.publish({ topic, lane: 0, events: [sampleEvent({ position: 1n })] });
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => publisher.publish({ topic, lane: 0, events: [sampleEvent({ position: BigInt(index + 2) })] })));
    await publisher.close();
    expect(requests).toBeGreaterThan(1);
    expect(requests).toBeLessThan(5);
    const found = await records(topic, 1_001);
    expect(found.map((record) => Number(record.headers['ce_position']))).toEqual(Array.from({ length: 1_001 }, (_, index) => index + 1));
  });

  it('waits for a broker that is not there at the start, and tells once of each way in which it fails', async () => {
    const reasons: unknown[] = [];
    const noted = (about: object, message?: string) => message?.startsWith('consumer') === true && 'reason' in about && reasons.push(about.reason);
    const logger: Logger = { ...silentLogger, warn: noted };
    const topic = await newTopic();
    const { port } = server;
    await server.stop();
    const bus = connect(logger);
    const { subscriber, taken } = keeping(topic);
    await bus.subscribe(subscriber);
    await expect(bus.publish({ topic, lane: 0, events: sampleEvents(1, 1) })).rejects.toThrow();
    server = await startKafka({ dir, port });
    await eventually(() => bus.publish({ topic, lane: 0, events: sampleEvents(1, 1) }), { timeoutMs: 90_000 });
    await eventually(() => expect(taken.length).toBeGreaterThan(0), { timeoutMs: 90_000 });
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons).toEqual([...new Set(reasons)]);
  }, 300_000);

  it('does not take a topic whose partitions are not the log\'s lanes', async () => {
    const topic = await newTopic(2);
    await ensureTopics(server, [{ topic, partitions: 2 }]);
    await expect(ensureTopics(server, [{ topic, partitions: 4 }])).rejects.toThrow(WrongPartitions);
  });
});
