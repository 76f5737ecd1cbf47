// How long after its acknowledgement an event is in the view, beside one round trip of a bare producer and consumer.
import { GradeConfirmed } from '@rung/contracts';
import { createPostgresEventLog, eventLogSql } from '@rung/event-store';
import { Inbox, KafkaBus, messagingSql, Projector, Relay, type Projection } from '@rung/messaging';
import { openReportingDatabase } from '@rung/reporting';
import { gradeProjection } from '@rung/reporting/grade';
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import pg from 'pg';
import { Registry } from 'prom-client';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { benchServer } from './bench-server.js';
import { eventData, eventMetadata } from './event-of-600-bytes.js';
import { benchKafka, type BenchKafka } from './kafka-server.js';
import { loggerOf } from './logger-of.js';
import { offer, type Offered } from './offer.js';
import { lanes } from './review-backlog.js';

export const name = 'visible';

const perSecond = 500;
const [shortRunMs, longRunMs] = [4_000, 20_000];

/** The whole way on one machine: log, relay, broker, inbox, projector, table. */
export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const runMs = isLong ? longRunMs : shortRunMs;
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const server = await benchServer();
    stops.push(() => server.stop());
    const kafka = await benchKafka();
    stops.push(() => kafka.stop());
    const way = await openWay({ log: await server.database('bench_log'), view: await server.database('bench_view'), kafka, progress }, stops);
    const bare = await openBare(kafka, stops);
    progress(`${perSecond} events/s, until they are in the view`);
    const result = await compare({
      ...{ name: `acknowledged until visible at ${perSecond}/s, p99`, unit: 'ms', aim: '<= 3' },
      ours: () => offer({ ...way, perSecond, runMs }),
      theirs: () => offer({ ...bare, perSecond, runMs }),
    });
    return [result];
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

interface Way {
  readonly log: string;
  readonly view: string;
  readonly kafka: BenchKafka;
  readonly progress: (message: string) => void;
}

async function openWay({ log: logUrl, view, kafka, progress }: Way, stops: (() => Promise<unknown>)[]): Promise<Offered> {
  const logger = loggerOf(progress);
  const registry = new Registry();
  const pool = new pg.Pool({ connectionString: logUrl });
  stops.push(() => pool.end());
  await pool.query(eventLogSql({ lanes }));
  await pool.query(messagingSql);
  const log = await createPostgresEventLog({ pool, logger });
  stops.push(() => log.close());
  const database = await openReportingDatabase({ url: view, logger });
  stops.push(() => database.close());
  const bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'bench', logger });
  stops.push(() => bus.close());
  const topic = await kafka.topic(lanes);
  const relay = new Relay({ pool, log, bus, topic, registry, logger });
  const inbox = new Inbox({ pool: database.pool, topic });
  let seen: (id: string) => void = () => undefined;
  const projector = new Projector({ pool: database.pool, projection: telling(gradeProjection(inbox, async () => undefined), (id) => seen(id)), registry, logger });
  await inbox.subscribeTo(bus, 'bench');
  for (const task of [relay, projector]) {
    await task.start();
    stops.push(() => task.stop());
  }
  return {
    onSeen: (listener) => {
      seen = listener;
    },
    /** Counted from the answer on: what a client waits for is the acknowledgement. */
    send: async (id) => {
      const { type, data } = GradeConfirmed({ review: id, grade: 'middle', by: id, at: '2026-11-25T12:00:00.000Z' });
      await log.append({ streamId: `review/${id}`, expectedVersion: 0, commandId: id, events: [{ type, schemaVersion: 1, data, metadata: eventMetadata }] });
    },
    countsFrom: 'acknowledged',
  };
}

/** Tells which events are in the view: their rows are committed. */
function telling(projection: Projection, tell: (id: string) => void): Projection {
  return {
    ...projection,
    committed: async (events) => {
      for (const { streamId } of events) tell(streamId.slice('review/'.length));
    },
  };
}

async function openBare(kafka: BenchKafka, stops: (() => Promise<unknown>)[]): Promise<Offered> {
  const topic = await kafka.topic(lanes);
  const client = new Kafka({ clientId: 'bare', brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });
  const producer = client.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  const consumer = client.consumer({ groupId: randomUUID() });
  await Promise.all([producer.connect(), consumer.connect()]);
  stops.push(() => Promise.all([producer.disconnect(), consumer.disconnect()]));
  await consumer.subscribe({ topics: [topic] });
  let seen: (id: string) => void = () => undefined;
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.run({ eachMessage: async ({ message }) => seen(message.key?.toString() ?? '') });
  await joined;
  const value = JSON.stringify(eventData);
  return {
    onSeen: (listener) => {
      seen = listener;
    },
    send: (key) => producer.send({ topic, acks: -1, messages: [{ key, value }] }),
    countsFrom: 'sent',
  };
}
