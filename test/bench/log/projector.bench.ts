// From the topic to the view: the inbox and the projector of grades, beside a bare consumer that parses the same records.
import { createPostgresEventLog, eventLogSql } from '@rung/event-store';
import { Inbox, KafkaBus, messagingSql, Projector, Relay, silentLogger } from '@rung/messaging';
import { openReportingDatabase } from '@rung/reporting';
import { gradeProjection } from '@rung/reporting/grade';
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { Registry } from 'prom-client';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { poolTo } from '../pool-to.js';
import { benchServer } from './bench-server.js';
import { mustBe } from './counted.js';
import { mustBeGraded, untilProjected, untilSum } from './grade-rows.js';
import { benchKafka, type BenchKafka } from './kafka-server.js';
import { loggerOf } from './logger-of.js';
import { fillLog, lanes } from './review-backlog.js';
import { eventsOf } from './review-story.js';

export const name = 'projector';

const [shortReviews, longReviews] = [50_000, 200_000];

export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const reviews = isLong ? longReviews : shortReviews;
  const events = eventsOf(reviews);
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const server = await benchServer();
    stops.push(() => server.stop());
    const kafka = await benchKafka();
    stops.push(() => kafka.stop());
    const topic = await kafka.topic(lanes);
    progress(`filling a topic with ${events} events`);
    await fillTopic({ url: await server.database('bench_log'), kafka, topic, reviews, progress });
    mustBe(events, await kafka.records(topic), 'records were to be in the topic');

    const database = await openReportingDatabase({ url: await server.database('bench_reporting'), logger: { ...loggerOf(progress) } });
    stops.push(() => database.close());
    const { pool } = database;
    const theirs = async () => events / (await secondsToConsume(kafka, topic, events));
    const common = { unit: 'events/s', rounds: 3, warmUps: 0, theirs } as const;

    progress('from the topic through the inbox into the table');
    const through = await compare({
      ...{ name: 'consume, store and project, against a bare kafkajs consumer', aim: '>= 0.1' },
      ...common,
      ours: async () => {
        await pool.query('truncate inbox, inbox_cursors, grades, grade_explanations, projection_cursors');
        return events / (await secondsToFollow({ pool, kafka, topic, reviews }));
      },
    });
    progress('from the inbox into the table');
    const projector = await compare({
      ...{ name: 'projector, against a bare kafkajs consumer', aim: '>= 0.4' },
      ...common,
      ours: async () => {
        await pool.query('truncate grades, grade_explanations, projection_cursors');
        await pool.query('vacuum analyze inbox');
        return events / (await secondsToFollow({ pool, topic, reviews }));
      },
    });
    return [projector, through];
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

interface Filling {
  readonly url: string;
  readonly kafka: BenchKafka;
  readonly topic: string;
  readonly reviews: number;
  readonly progress: (message: string) => void;
}

async function fillTopic({ url, kafka, topic, reviews, progress }: Filling): Promise<void> {
  const pool = poolTo(url);
  await pool.query(eventLogSql({ lanes }));
  await pool.query(messagingSql);
  await fillLog(pool, reviews);
  const logger = loggerOf(progress);
  const log = await createPostgresEventLog({ pool, logger });
  const bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'bench', logger });
  const relay = new Relay({ pool, log, bus, topic, registry: new Registry(), logger });
  await relay.start();
  await untilSum(pool, 'select sum(position) from relay_leases', eventsOf(reviews));
  await relay.stop();
  await bus.close();
  await log.close();
  await pool.end();
}

interface Following {
  readonly pool: pg.Pool;
  readonly topic: string;
  readonly reviews: number;
  /** Where the inbox is filled from; without it, it is full. */
  readonly kafka?: BenchKafka;
}

async function secondsToFollow({ pool, topic, reviews, kafka }: Following): Promise<number> {
  const registry = new Registry();
  const inbox = new Inbox({ pool, topic });
  const projector = new Projector({ pool, projection: gradeProjection(inbox, async () => undefined), registry, logger: silentLogger });
  const bus = kafka && new KafkaBus({ brokers: kafka.brokers, clientId: 'bench', logger: silentLogger });
  const startedAt = performance.now();
  if (bus !== undefined) await inbox.subscribeTo(bus, `bench-${randomUUID()}`);
  await projector.start();
  await untilProjected(pool, eventsOf(reviews));
  const seconds = (performance.now() - startedAt) / 1_000;
  await projector.stop();
  await bus?.close();
  await mustBeGraded(pool, reviews, 'released');
  return seconds;
}

/** A consumer of a new group, from the beginning to the last record, whose data it parses. */
async function secondsToConsume(kafka: BenchKafka, topic: string, records: number): Promise<number> {
  const client = new Kafka({ clientId: 'bare', brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });
  const consumer = client.consumer({ groupId: `bare-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  const startedAt = performance.now();
  let parsed = 0;
  await new Promise<void>((resolve, reject) => {
    const run = consumer.run({
      partitionsConsumedConcurrently: lanes,
      eachBatch: async ({ batch, heartbeat }) => {
        for (const { value } of batch.messages) {
          if (JSON.parse(value?.toString('utf8') ?? 'null') !== null) parsed += 1;
        }
        if (parsed >= records) resolve();
        await heartbeat();
      },
    });
    run.catch(reject);
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  await consumer.disconnect();
  mustBe(records, parsed, 'records were to be parsed');
  return seconds;
}
