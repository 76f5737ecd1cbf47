// From a log's backlog to the topic: the relay beside a bare producer that has the same batches ready, and beside Kafka's own tool.
import { createPostgresEventLog, eventLogSql, type EventLog } from '@rung/event-store';
import { KafkaBus, messagingSql, Relay } from '@rung/messaging';
import { toRecord } from '@rung/messaging/cloud-event';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import pg from 'pg';
import { Registry } from 'prom-client';

import { compareAll, type BenchOptions, type BenchResult } from '../bench-result.js';
import { benchServer } from './bench-server.js';
import { benchKafka, producerPerf, type BenchKafka } from './kafka-server.js';
import { loggerOf } from './logger-of.js';
import { eventsOf, fillWithReviews, lanes } from './review-backlog.js';

export const name = 'relay';

const [shortReviews, longReviews] = [100_000, 400_000];
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
    const pool = new pg.Pool({ connectionString: await server.database('bench_log') });
    stops.push(() => pool.end());
    await pool.query(eventLogSql({ lanes }));
    await pool.query(messagingSql);
    progress(`filling a log with ${events} events`);
    await fillWithReviews(pool, reviews);
    const logger = loggerOf(progress);
    const log = await createPostgresEventLog({ pool, logger });
    stops.push(() => log.close());

    const batches = await readyBatches(log);
    const bytesEach = Math.round(bytesOf(batches.flat(2)) / batches.flat(2).length);
    progress(`relay of ${events} records of ${bytesEach} bytes`);
    return await compareAll({
      ...{ unit: 'events/s', rounds: 3, warmUps: 0 },
      ours: async () => events / (await secondsToRelay({ pool, log, kafka, progress })),
      others: [
        { name: 'relay, against a bare kafkajs producer', aim: '>= 0.8', theirs: () => produceBare(kafka, batches, events) },
        {
          name: "relay, against Kafka's producer-perf",
          aim: '>= 0.35',
          theirs: async () => producerPerf(kafka.brokers, await kafka.topic(lanes), events, bytesEach),
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
  readonly progress: (message: string) => void;
}

/** From the start of a relay on a new topic until its cursors, which follow the broker's acknowledgements, are at the heads. */
async function secondsToRelay({ pool, log, kafka, progress }: Relaying): Promise<number> {
  const topic = await kafka.topic(lanes);
  const logger = loggerOf(progress);
  const bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'bench', logger });
  const relay = new Relay({ pool, log, bus, topic, registry: new Registry(), logger });
  const wanted = (await log.heads()).reduce((sum, head) => sum + head, 0n);
  const startedAt = performance.now();
  await relay.start();
  for (;;) {
    const { rows } = await pool.query<{ sum: string }>('select coalesce(sum(position), 0) as sum from relay_leases where name = $1', [`relay ${topic}`]);
    if (BigInt(rows[0]?.sum ?? 0) >= wanted) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await relay.stop();
  await bus.close();
  return seconds;
}

/** Requests of one batch per lane, as the relay sends them. */
async function readyBatches(log: EventLog): Promise<ReturnType<typeof toRecord>[][][]> {
  const requests: ReturnType<typeof toRecord>[][][] = [];
  for (let n = 0; n < ready; n += 1) {
    const request: ReturnType<typeof toRecord>[][] = [];
    for (let lane = 0; lane < lanes; lane += 1) {
      // from all steps of a review, as their sizes differ
      const [head = 0n] = await log.heads();
      const events = await log.readLane(lane, (head * BigInt(n)) / BigInt(ready), batch);
      request.push(events.map((event) => toRecord('bench', event)));
    }
    requests.push(request);
  }
  return requests;
}

const bytesOf = (records: readonly ReturnType<typeof toRecord>[]): number =>
  records.reduce((sum, { key, value, headers }) => sum + key.length + value.length + JSON.stringify(headers).length, 0);

/** @returns records per second, one request of four batches after the other. */
async function produceBare(kafka: BenchKafka, batches: readonly ReturnType<typeof toRecord>[][][], records: number): Promise<number> {
  const topic = await kafka.topic(lanes);
  const client = new Kafka({ clientId: 'bare', brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });
  const producer = client.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const startedAt = performance.now();
  let sent = 0;
  while (sent < records) {
    const messages = (batches[(sent / (batch * lanes)) % batches.length] ?? []).flat();
    await producer.sendBatch({ acks: -1, topicMessages: [{ topic, messages }] });
    sent += messages.length;
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await producer.disconnect();
  return sent / seconds;
}
