// What operators of the brokers may do to a topic: nothing is skipped in silence, commands go on, and all goes on once it is mended.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, kafkaForTests, postgresForTests, type TestDatabase, type TestKafka } from '@rung/testing';
import kafkajs from 'kafkajs';
import { Registry } from 'prom-client';

import { temporaryLog, type TemporaryLog } from '../contract/temporary-log.js';
import { Inbox } from '../inbox/inbox.js';
import { KafkaBus } from '../kafka/kafka-bus.js';
import { silentLogger, type Logger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { Relay } from './relay.js';

const patience = { timeoutMs: 60_000 };
const testMs = 300_000;

describe('a topic that somebody mistreats', () => {
  let kafka: TestKafka;
  let database: TestDatabase;
  let source: TemporaryLog;
  let bus: KafkaBus;
  let relay: Relay;
  let inbox: Inbox;
  let topic: string;
  let registry: Registry;
  let said: string[];
  beforeAll(async () => {
    kafka = await kafkaForTests();
  }, testMs);
  beforeEach(async () => {
    database = await postgresForTests();
    await database.pool.query(messagingSql);
    source = await temporaryLog(database.pool, 1);
    topic = await kafka.createTopic('rung.plan.events', 1);
    said = [];
    const logger: Logger = { ...silentLogger, warn: (about) => void said.push(JSON.stringify(about)) };
    bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'plan', logger: silentLogger });
    registry = new Registry();
    relay = new Relay({ pool: database.pool, log: source.log, bus, topic, registry, logger });
    inbox = new Inbox({ pool: database.pool, topic });
    await relay.start();
    await inbox.subscribeTo(bus, kafka.uniqueName('inbox'));
    await source.append(5);
    await arrived(5);
  }, testMs);
  afterEach(async () => {
    await relay.stop();
    await bus.close();
    await source.log.close();
    await database.drop();
  }, testMs);

  const arrived = (events: number) => eventually(async () => expect(await inbox.readLane(0, 0n, 1_000)).toHaveLength(events), patience);
  const onTopic = async (): Promise<number[]> => {
    const found: number[] = [];
    const kept = bus.kept(topic);
    await kept.read(await kept.ends(), (_, records) => Promise.resolve(void found.push(...records.flatMap((record) => ('event' in record ? [Number(record.event.position)] : [])))));
    return found;
  };
  const createAnew = async (): Promise<void> => {
    await kafka.withAdmin((admin) => admin.deleteTopics({ topics: [topic] }));
    await eventually(() => kafka.withAdmin((admin) => admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true })), patience);
  };
  const set = (name: string, value: string) => kafka.withAdmin((admin) =>
    admin.alterConfigs({ validateOnly: false, resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configEntries: [{ name, value }] }] }));
  const errors = async () => (await registry.getSingleMetricAsString('rung_relay_errors_total')).split('\n').at(-1);

  it('deletes and creates it while nothing happens: all of it is handed over again, before what comes next', async () => {
    const leftAt = performance.now();
    await createAnew();
    await eventually(() => expect(performance.now() - leftAt).toBeGreaterThan(1_100));
    await source.append(1);
    await eventually(async () => expect([...new Set(await onTopic())]).toEqual([1, 2, 3, 4, 5, 6]), patience);
    await arrived(6);
  }, testMs);

  it.each([
    ['cleanup.policy', 'compact'],
    ['retention.ms', '1000000000'],
  ])('sets %s=%s, so that it drops what it holds: a relay says how to mend it and waits, commands go on', async (name, value) => {
    await relay.stop();
    await set(name, value);
    await relay.start();
    await eventually(() => expect(said.join()).toContain(`WrongTopicConfig: Topic ${topic} has ${name}=${value}`), patience);
    expect(await errors()).not.toMatch(/ 0$/);
    await source.append(3);
    await set('cleanup.policy', 'delete');
    await arrived(8);
    expect(await onTopic()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  }, testMs);

  it('has told it the next events without those before, as one of before a look did: a relay says so and waits, and begins with a new one', async () => {
    await relay.stop();
    await createAnew();
    const told = await source.log.readLane(0, 2n, 10);
    await bus.publish({ topic, lane: 0, events: told });
    await relay.start();
    await eventually(() => expect(said.join()).toContain('TopicHole'), patience);
    await source.append(1);
    expect(await onTopic()).toEqual([3, 4, 5]);
    await createAnew();
    await arrived(6);
    await eventually(async () => expect([...new Set(await onTopic())]).toEqual([1, 2, 3, 4, 5, 6]), patience);
  }, testMs);

  it('cuts while it is read: whoever reads is told, and does not wait for what is gone', async () => {
    await expect(bus.kept(topic).read(new Map([[0, { from: 2n, to: 9n }]]), () => Promise.resolve())).rejects.toMatchObject({ name: 'TopicShrank', end: 5n });
  }, testMs);

  it('gives it more partitions: everything goes on', async () => {
    await kafka.withAdmin((admin) => admin.createPartitions({ topicPartitions: [{ topic, count: 4 }] }));
    await source.append(5);
    await arrived(10);
    await relay.stop();
    await source.append(5);
    await relay.start();
    await arrived(15);
  }, testMs);
});
