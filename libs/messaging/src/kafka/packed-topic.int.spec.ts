// A topic whose records the broker packs so that the client cannot read them, as a platform's default may have it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, kafkaForTests, type TestKafka } from '@rung/testing';
import kafkajs from 'kafkajs';

import { sampleEvents } from '../contract/sample-events.js';
import { silentLogger, type Logger } from '../logger.js';
import { ensureTopics } from './ensure-topics.js';
import { KafkaBus } from './kafka-bus.js';

describe('a topic that the broker packs', () => {
  let kafka: TestKafka;
  let topic: string;
  let bus: KafkaBus;
  const told: string[] = [];
  beforeAll(async () => {
    kafka = await kafkaForTests();
    const note = (level: string) => (_: object, text = '') => void told.push(`${level} ${text}`);
    const logger: Logger = { ...silentLogger, info: note('info'), warn: note('warn') };
    bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'spec', logger });
  }, 300_000);
  afterAll(() => bus?.close(), 30_000);
  beforeEach(async () => {
    topic = kafka.uniqueName('packed');
    await ensureTopics(kafka, [{ topic, partitions: 1 }]);
    await pack('lz4');
  }, 60_000);

  const pack = (value: string) => {
    const kept = ['cleanup.policy=delete', 'retention.ms=-1', 'retention.bytes=-1', 'message.timestamp.type=CreateTime'].map((text) => text.split('='));
    const configEntries = [['compression.type', value], ...kept].map(([name = '', entry = '']) => ({ name, value: entry }));
    return kafka.withAdmin((admin) => admin.alterConfigs({ validateOnly: false, resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configEntries }] }));
  };

  it('is refused by the step that creates topics, and taken where the client can read it', async () => {
    await expect(ensureTopics(kafka, [{ topic, partitions: 1 }])).rejects.toMatchObject({ name: 'WrongTopicConfig', config: 'compression.type', found: 'lz4' });
    await pack('gzip');
    await ensureTopics(kafka, [{ topic, partitions: 1 }]);
  });

  it('keeps its consumer in trouble, which is told as one and not as ever new ones that pass', async () => {
    await bus.publish({ topic, lane: 0, events: sampleEvents(1, 1) });
    let joined = 0;
    const cursor = () => {
      joined += 1;
      return Promise.resolve({ position: 0n });
    };
    await bus.subscribe({ topic, group: topic, cursor, take: () => Promise.resolve(0n) });
    await eventually(() => expect(joined).toBeGreaterThan(3), { timeoutMs: 90_000 });
    expect(told).toEqual(['warn consumer ended; keeps trying']);
  }, 120_000);
});
