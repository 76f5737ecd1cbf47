// A topic that was made anew by accident has one partition, whatever its log has: what goes nowhere must not count as published.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, kafkaForTests, postgresForTests, type TestDatabase, type TestKafka } from '@rung/testing';
import { Registry } from 'prom-client';

import { sampleEvents } from '../contract/sample-events.js';
import { temporaryLog, type TemporaryLog } from '../contract/temporary-log.js';
import { silentLogger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { Relay } from '../relay/relay.js';
import { KafkaBus } from './kafka-bus.js';

let kafka: TestKafka;
let bus: KafkaBus;
beforeAll(async () => {
  kafka = await kafkaForTests();
  bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'spec', logger: silentLogger });
}, 300_000);
afterAll(() => bus?.close(), 30_000);

const endsOf = (topic: string) =>
  kafka.withAdmin(async (admin) => Object.fromEntries((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)])));

describe('a lane without a partition', () => {
  it('takes nothing, and says what is missing; the lanes that go out with it do', async () => {
    const topic = await kafka.createTopic('short', 1);
    const [there, missing] = await Promise.allSettled([0, 1].map((lane) => bus.publish({ topic, lane, events: sampleEvents(1, 3, lane) })));
    expect(there).toMatchObject({ status: 'fulfilled' });
    expect(missing).toMatchObject({ status: 'rejected', reason: { name: 'PartitionMissing', topic, lane: 1 } });
  });
});

describe('a relay to a topic with fewer partitions than its log has lanes', () => {
  let database: TestDatabase;
  let source: TemporaryLog;
  let relay: Relay;
  let topic: string;
  beforeEach(async () => {
    database = await postgresForTests();
    await database.pool.query(messagingSql);
    source = await temporaryLog(database.pool, 2);
    topic = await kafka.createTopic('short', 1);
    relay = new Relay({ pool: database.pool, log: source.log, bus, topic, registry: new Registry(), logger: silentLogger });
  }, 300_000);
  afterEach(async () => {
    await relay.stop();
    await source.log.close();
    await database.drop();
  }, 60_000);

  it('hands over what waits as soon as the partition is there', async () => {
    await source.append(40);
    const heads = Object.fromEntries((await source.log.heads()).map((head, lane) => [lane, Number(head)]));
    await relay.start();
    await eventually(async () => expect(await endsOf(topic)).toEqual({ 0: heads[0] }));
    await eventually(() => expect(relayed()).resolves.toMatchObject({ 0: heads[0] }));
    await kafka.withAdmin((admin) => admin.createPartitions({ topicPartitions: [{ topic, count: 2 }] }));
    await eventually(async () => expect((await endsOf(topic))[1]).toBe(heads[1]));
  }, 120_000);

  const relayed = async () => {
    const { rows } = await database.pool.query<{ lane: number; position: string }>('select lane, position from relay_leases');
    return Object.fromEntries(rows.map((row) => [row.lane, Number(row.position)]));
  };
});
