import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, kafkaForTests, type TestKafka } from '@rung/testing';

import { sampleEvents } from '../contract/sample-events.js';
import { silentLogger } from '../logger.js';
import { KafkaBus } from './kafka-bus.js';

const lanes = [0, 1, 2, 3];

let kafka: TestKafka;
let bus: KafkaBus;
beforeAll(async () => {
  kafka = await kafkaForTests();
  bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'spec', logger: silentLogger });
}, 300_000);
afterAll(() => bus?.close(), 30_000);

describe('a service that takes two topics', () => {
  it('gets every lane of both', async () => {
    const group = kafka.uniqueName('service');
    const topics = await Promise.all(['one', 'other'].map((name) => kafka.createTopic(name, lanes.length)));
    const taken = new Set<string>();
    for (const topic of topics) {
      await bus.subscribe({
        topic,
        group,
        cursor: () => Promise.resolve({ position: 0n }),
        take: ({ lane }) => {
          taken.add(`${topic}/${lane}`);
          return Promise.resolve(0n);
        },
      });
    }
    for (const topic of topics) {
      for (const lane of lanes) await bus.publish({ topic, lane, events: sampleEvents(1, 3, lane) });
    }
    await eventually(() => expect(taken.size).toBe(topics.length * lanes.length));
  }, 300_000);
});
