// From a log's backlog to the topic: the relay beside a bare producer that has the same batches ready, and beside Kafka's own tool.
import { createPostgresEventLog, eventLogSql, type EventLog } from '@rung/event-store';
import { KafkaBus, messagingSql, Relay } from '@rung/messaging';
import { toRecord } from '@rung/messaging/cloud-event';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import pg from 'pg';
import { Registry } from 'prom-client';

import { compareAll, type BenchOptions, type BenchResult } from '../bench-result.js';
import { poolTo } from '../pool-to.js';
import { benchServer } from './bench-server.js';
import { eventsIn } from './append-one.js';
import { mustBe } from './counted.js';
import { untilSum } from './grade-rows.js';
import { benchKafka, producerPerf, type BenchKafka } from './kafka-server.js';
import { loggerOf } from './logger-of.js';
import { fillLog, lanes } from './review-backlog.js';
import { eventsOf } from './review-story.js';

type OutgoingRecord = ReturnType<typeof toRecord>;

export const name = 'relay';

const [shortReviews, longReviews] = [50_000, 200_000];
/** What the relay reads, and so sends, of a lane at once. */
const batch = 500;
/** How many of the batches the bare producer has ready; it sends them again and again. */
const ready = 20;

export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const reviews = isLong ? longReviews : shortReviews;
  const events = eventsOf(reviews);
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const server = await benchServer();
    stops.push(() => server.stop());
    const kafka = await benchKafka();
    stops.push(() => kafka.stop());
    const pool = poolTo(await server.database('bench_log'));
    stops.push(() => pool.end());
    await pool.query(eventLogSql({ lanes }));
    await pool.query(messagingSql);
    progress(`filling a log with ${events} events`);
    await fillLog(pool, reviews);
    const logger = loggerOf(progress);
    const log = await createPostgresEventLog({ pool, logger });
    stops.push(() => log.close());

    const batches = await readyBatches(log, await kafka.topic(lanes));
    const records = batches.flat();
    const mean = (sizeOf: (record: OutgoingRecord) => number) => Math.round(records.reduce((sum, record) => sum + sizeOf(record), 0) / records.length);
    const bytesEach = mean(bytesOf);
    progress(`relay of ${events} records of ${bytesEach} bytes with ${mean(({ headers }) => Object.keys(headers).length)} headers`);
    /** What a side writes counts when it is all in its topic, once. */
    const onTopic = (produce: (topic: string) => Promise<number>) => async () => {
      const topic = await kafka.topic(lanes);
      const perSecond = await produce(topic);
      mustBe(events, await kafka.records(topic), 'records were to be in the topic');
      return perSecond;
    };
    return await compareAll({
      ...{ unit: 'events/s', rounds: 3, warmUps: 0 },
      ours: onTopic(async (topic) => events / (await secondsToRelay({ pool, log, kafka, topic, progress }))),
      others: [
        { name: 'relay, against a bare kafkajs producer', aim: '>= 0.8', theirs: onTopic((topic) => produceBare(kafka, topic, batches, events)) },
        {
          name: "relay, against Kafka's producer-perf",
          aim: '>= 0.35',
          theirs: onTopic((topic) => producerPerf(kafka.brokers, topic, events, bytesEach)),
        },
      ],
    });
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

interface Relaying {
  readonly pool: pg.Pool;
  readonly log: EventLog;
  readonly kafka: BenchKafka;
  readonly topic: string;
  readonly progress: (message: string) => void;
}

/** From the start of a relay on a new topic until its cursors, which follow the broker's acknowledgements, are at the heads. */
async function secondsToRelay({ pool, log, kafka, topic, progress }: Relaying): Promise<number> {
  const logger = loggerOf(progress);
  const bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'bench', logger });
  const relay = new Relay({ pool, log, bus, topic, registry: new Registry(), logger });
  const wanted = await eventsIn(log);
  const startedAt = performance.now();
  await relay.start();
  await untilSum(pool, `select sum(position) from relay_leases where name = 'relay ${topic}'`, wanted);
  const seconds = (performance.now() - startedAt) / 1_000;
  await relay.stop();
  await bus.close();
  return seconds;
}

/** Requests of one batch per lane, as the relay sends them to a topic of such a name; from all steps of a review, as their sizes differ. */
async function readyBatches(log: EventLog, topic: string): Promise<readonly (readonly OutgoingRecord[])[]> {
  const [head = 0n] = await log.heads();
  const requests: (readonly OutgoingRecord[])[] = [];
  for (let n = 0; n < ready; n += 1) {
    const after = (head * BigInt(n)) / BigInt(ready);
    const batches = await Promise.all(Array.from({ length: lanes }, (_, lane) => log.readSerializedLane(lane, after, batch)));
    requests.push(batches.flat().map((event) => toRecord(topic, event)));
  }
  mustBe(ready * lanes * batch, requests.flat().length, 'records were to be ready');
  return requests;
}

/** As the broker stores them: each header has two lengths beside its name and its text. */
function bytesOf({ key, value, headers }: OutgoingRecord): number {
  return Object.entries(headers).reduce((sum, [name, text]) => sum + name.length + text.length + 2, key.length + value.length);
}

/** @returns records per second, one request of four batches after the other. */
async function produceBare(kafka: BenchKafka, topic: string, requests: readonly (readonly OutgoingRecord[])[], records: number): Promise<number> {
  const client = new Kafka({ clientId: 'bare', brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });
  const producer = client.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const startedAt = performance.now();
  for (let sent = 0; sent < records; sent += batch * lanes) {
    const messages = requests[(sent / (batch * lanes)) % ready] ?? [];
    await producer.sendBatch({ acks: -1, topicMessages: [{ topic, messages: [...messages] }] });
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await producer.disconnect();
  return records / seconds;
}
