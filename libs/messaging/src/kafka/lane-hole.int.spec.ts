// A topic that lacks events in its middle: who follows looks through all of it once, and waits at the hole.
import { randomUUID } from 'node:crypto';

import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, kafkaForTests, postgresForTests, type TestDatabase, type TestKafka } from '@rung/testing';

import { sampleEvent, sampleEvents } from '../contract/sample-events.js';
import { PositionGap, type Subscriber } from '../event-bus.js';
import { Inbox } from '../inbox/inbox.js';
import { silentLogger, type Logger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { rebuildSql } from '../rebuild/rebuild-sql.js';
import { KafkaBus } from './kafka-bus.js';

const patience = { timeoutMs: 60_000 };
const testMs = 300_000;

describe('a topic with a hole', () => {
  let kafka: TestKafka;
  let database: TestDatabase;
  let bus: KafkaBus;
  let inbox: Inbox;
  let topic: string;
  let told: string[];
  let gaps: number;
  /** How often the lane's first event was brought. */
  let begun: number;
  beforeAll(async () => {
    kafka = await kafkaForTests();
  }, testMs);
  beforeEach(async () => {
    database = await postgresForTests();
    await database.pool.query(messagingSql + rebuildSql);
    topic = await kafka.createTopic('rung.plan.events', 1);
    [told, gaps, begun] = [[], 0, 0];
    const tell = (level: string) => (_: object, text = '') => void told.push(`${level} ${text}`);
    const logger: Logger = { ...silentLogger, info: tell('info'), error: tell('error') };
    bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'plan', logger });
    inbox = new Inbox({ pool: database.pool, topic });
    await bus.subscribe(noting(inbox));
  }, testMs);
  afterEach(async () => {
    await bus.close();
    await database.drop();
  }, testMs);

  const noting = (to: Inbox): Subscriber => ({
    topic,
    group: kafka.uniqueName('inbox'),
    cursor: (lane) => to.cursor(lane),
    forget: (voiding, resume) => to.forget(voiding, resume),
    take: (delivery) => {
      if (delivery.events[0]?.position === 1n) begun += 1;
      return to.take(delivery).catch((error: unknown) => {
        if (error instanceof PositionGap) gaps += 1;
        throw error;
      });
    },
  });
  /** As many fetches as there are events: two are more than a fetch brings. */
  const large = (from: number, to: number) => sampleEvents(from, to).map((event) => ({ ...event, data: { text: 'x'.repeat(600_000) } }));
  const publish = (events: Parameters<KafkaBus['publish']>[0]['events']) => bus.publish({ topic, lane: 0, events });
  const arrived = (events: number) => eventually(async () => expect(await inbox.readLane(0, 0n, 100)).toHaveLength(events), patience);
  const waits = () => eventually(() => expect(gaps).toBeGreaterThanOrEqual(6), patience);
  const lacks = expect.stringMatching('^error a topic lacks events');

  it('is looked through once, and told as an error once, until there is another topic that is whole', async () => {
    await publish(large(1, 4));
    await arrived(4);
    await publish(sampleEvents(6, 7));
    await waits();
    expect(begun).toBeLessThanOrEqual(2);
    expect(told).toEqual([lacks]);
    await kafka.withAdmin((admin) => admin.deleteTopics({ topics: [topic] }));
    await eventually(() => kafka.withAdmin((admin) => admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true })), patience);
    await eventually(() => publish([...large(1, 4), ...sampleEvents(5, 7)]), patience);
    await arrived(7);
  }, testMs);

  it('is not looked through again for a void event that had the place of what is missing', async () => {
    await publish(large(1, 6));
    await arrived(6);
    await bus.kept(topic).void({ id: randomUUID(), topic, lane: 0, after: 4n, epoch: '7/1/1', reason: 'a snapshot was put back' });
    await arrived(4);
    await publish([sampleEvent({ position: 6n, eventId: randomUUID() })]);
    await waits();
    expect(begun).toBeLessThanOrEqual(2);
    expect(told).toEqual([lacks]);
  }, testMs);
});
