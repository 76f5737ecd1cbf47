// How long after its acknowledgement an event is in the view, beside one round trip of a bare producer and consumer.
import { assessmentTopicEvents } from '@rung/contracts';
import type { DomainEvent } from '@rung/event-sourcing';
import { createPostgresEventLog, eventLogSql, type EventLog, type NewEvent } from '@rung/event-store';
import { Inbox, KafkaBus, messagingSql, Projector, Relay, type Projection } from '@rung/messaging';
import { openReportingDatabase } from '@rung/reporting';
import { gradeProjection } from '@rung/reporting/grade';
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { Registry } from 'prom-client';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { poolTo } from '../pool-to.js';
import { eventsIn } from './append-one.js';
import { benchServer } from './bench-server.js';
import { mustBe } from './counted.js';
import { eventData, eventMetadata } from './event-of-600-bytes.js';
import { gradesIn, mustBeGraded, untilProjected } from './grade-rows.js';
import { benchKafka, type BenchKafka } from './kafka-server.js';
import { loggerOf } from './logger-of.js';
import { offer, offeredIn, type Offered } from './offer.js';
import { lanes } from './review-backlog.js';
import { confirmationOf, untilProposed } from './review-story.js';

export const name = 'visible';

const perSecond = 500;
const [shortRunMs, longRunMs] = [4_000, 20_000];
const [warmUps, rounds] = [1, 5];
/** Who propose the grades, before anything is measured. */
const clients = 64;

/** The whole way on one machine: log, relay, broker, inbox, projector, table. Each command confirms a grade, which changes one row. */
export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const runMs = isLong ? longRunMs : shortRunMs;
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const server = await benchServer();
    stops.push(() => server.stop());
    const kafka = await benchKafka();
    stops.push(() => kafka.stop());
    const way = await openWay({ log: await server.database('bench_log'), view: await server.database('bench_view'), kafka, progress }, stops);
    const each = offeredIn(runMs, perSecond);
    progress(`proposing ${each * (warmUps + rounds)} grades`);
    await way.propose(each * (warmUps + rounds));
    const bare = await openBare(kafka, stops);
    progress(`${perSecond} events/s, until they are in the view`);
    const result = await compare({
      ...{ name: `acknowledged until visible at ${perSecond}/s, p99`, unit: 'ms', aim: '<= 3', warmUps, rounds },
      ours: async () => {
        const before = await way.confirmed();
        const p99 = await offer({ ...way, perSecond, runMs });
        mustBe(each, (await way.confirmed()) - before, 'rows were to change');
        return p99;
      },
      theirs: () => offer({ ...bare, perSecond, runMs }),
    });
    return [result];
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** The way to the view, and what is there at its end. */
interface Way extends Offered {
  /** Resolves when so many grades are in the view and wait to be confirmed. */
  propose(reviews: number): Promise<void>;
  /** @returns how many rows are of a confirmed grade. */
  confirmed(): Promise<number>;
}

interface Places {
  readonly log: string;
  readonly view: string;
  readonly kafka: BenchKafka;
  readonly progress: (message: string) => void;
}

async function openWay({ log: logUrl, view, kafka, progress }: Places, stops: (() => Promise<unknown>)[]): Promise<Way> {
  const logger = loggerOf(progress);
  const registry = new Registry();
  const pool = poolTo(logUrl);
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
  const proposed: string[] = [];
  return {
    async propose(reviews) {
      await proposeGrades(log, proposed, reviews);
      await untilProjected(database.pool, await eventsIn(log));
      await mustBeGraded(database.pool, reviews, 'proposed');
      for (const filled of [pool, database.pool]) await filled.query('vacuum analyze'); // or the server does it while we measure
    },
    confirmed: () => gradesIn(database.pool, 'confirmed'),
    nextId() {
      const id = proposed.pop();
      if (id === undefined) throw new Error('No grade waits to be confirmed any more.');
      return id;
    },
    onSeen: (listener) => {
      seen = listener;
    },
    /** Counted from the answer on: what a client waits for is the acknowledgement. */
    send: async (id) => {
      await log.append({ streamId: `review/${id}`, expectedVersion: untilProposed(id).length, commandId: randomUUID(), events: [stored(confirmationOf(id))] });
    },
    countsFrom: 'acknowledged',
  };
}

/** Each with all that happens to a review before. @param ids takes whose they are. */
async function proposeGrades(log: EventLog, ids: string[], reviews: number): Promise<void> {
  const propose = async (): Promise<void> => {
    while (ids.length < reviews) {
      const id = randomUUID();
      ids.push(id);
      await log.append({ streamId: `review/${id}`, expectedVersion: 0, commandId: randomUUID(), events: untilProposed(id).map(stored) });
    }
  };
  await Promise.all(Array.from({ length: clients }, propose));
}

const stored = ({ type, data }: DomainEvent): NewEvent => ({ type, schemaVersion: assessmentTopicEvents.schemaVersionOf(type), data, metadata: eventMetadata });

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
  // Where it joins at the end of the topic, it finds the end later than the first records are there.
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  let seen: (id: string) => void = () => undefined;
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.run({ eachMessage: async ({ message }) => seen(message.key?.toString() ?? '') });
  await joined;
  const value = JSON.stringify(eventData);
  return {
    onSeen: (listener) => {
      seen = listener;
    },
    nextId: randomUUID,
    send: (key) => producer.send({ topic, acks: -1, messages: [{ key, value }] }),
    countsFrom: 'sent',
  };
}
