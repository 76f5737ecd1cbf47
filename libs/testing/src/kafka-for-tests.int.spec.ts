import { describe, expect, it, jest } from '@jest/globals';
import { kafkaForTests } from './kafka-for-tests.js';

jest.setTimeout(600_000);

describe('Kafka for a test', () => {
  it('is one broker for all who ask, with topics of their own', async () => {
    const [one, other] = await Promise.all([kafkaForTests(), kafkaForTests()]);
    expect(one.brokers).toEqual(other.brokers);
    const topics = await Promise.all([one.createTopic('facts', 2), other.createTopic('facts', 2)]);
    expect(new Set(topics).size).toBe(2);
  });
});
