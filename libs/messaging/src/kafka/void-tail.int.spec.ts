// A topic that ends with what is void: a cursor that stays before it was not put back.
import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, kafkaForTests, postgresForTests, type TestDatabase } from '@rung/testing';

import { sampleEvents } from '../contract/sample-events.js';
import type { Delivery } from '../event-bus.js';
import { Inbox } from '../inbox/inbox.js';
import { silentLogger, type Logger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { rebuildSql } from '../rebuild/rebuild-sql.js';
import { KafkaBus } from './kafka-bus.js';

const patience = { timeoutMs: 60_000 };
const testMs = 300_000;

describe('a topic that ends with what is void', () => {
  let database: TestDatabase;
  let bus: KafkaBus;
  let inbox: Inbox;
  let topic: string;
  let toldPutBack: number;
  const handed: Delivery[] = [];
  const followed: bigint[] = [];
  let looks = 0;
  beforeEach(async () => {
    const kafka = await kafkaForTests();
    database = await postgresForTests();
    await database.pool.query(messagingSql + rebuildSql);
    topic = await kafka.createTopic('rung.plan.events', 1);
    toldPutBack = 0;
    const logger: Logger = { ...silentLogger, warn: (_, text = '') => void (toldPutBack += text.includes('put back') ? 1 : 0) };
    bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'plan', logger, watchMs: 1_500 });
    inbox = new Inbox({ pool: database.pool, topic });
    await bus.subscribe({
      topic,
      group: kafka.uniqueName('inbox'),
      cursor: (lane) => {
        looks += 1;
        return inbox.cursor(lane);
      },
      take: (delivery) => {
        handed.push(delivery);
        return inbox.take(delivery);
      },
      forget: async (voiding, resume) => {
        await inbox.forget(voiding, resume);
        followed.push(voiding.after);
      },
    });
  }, testMs);
  afterEach(async () => {
    await bus.close();
    await database.drop();
  }, testMs);

  const arrived = (events: number) => eventually(async () => expect(await inbox.readLane(0, 0n, 100)).toHaveLength(events), patience);
  const voidAfter = (after: bigint) => bus.kept(topic).void({ id: randomUUID(), topic, lane: 0, after, epoch: `7/1/${after}`, reason: 'a snapshot was put back' });

  it('is read once, and nobody is told that the cursor was put back', async () => {
    await bus.publish({ topic, lane: 0, events: sampleEvents(1, 15) });
    await arrived(15);
    await voidAfter(10n);
    await arrived(10);
    await bus.publish({ topic, lane: 0, events: sampleEvents(11, 15) }); // of a relay that woke up late
    await eventually(() => expect(late()).toHaveLength(1), patience);
    await looked();
    expect(toldPutBack).toBe(0);
    await voidAfter(12n); // from further than anybody has come
    await eventually(() => expect(followed).toContain(12n), patience);
    await looked();
    expect(late()).toHaveLength(1);
    expect(toldPutBack).toBe(0);
  }, testMs);

  const late = () => handed.filter(({ events }) => events[0]?.position === 11n);
  const looked = () => {
    const enough = looks + 2;
    return eventually(() => expect(looks >= enough || toldPutBack > 0).toBe(true), patience);
  };
});
