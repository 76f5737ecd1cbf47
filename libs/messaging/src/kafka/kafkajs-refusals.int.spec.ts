// Errors that a broker gives while it starts, and that kafkajs takes for final: they end a consumer or a producer, and nothing else.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, kafkaForTests } from '@rung/testing';

import { sampleEvents } from '../contract/sample-events.js';
import type { Subscriber } from '../event-bus.js';
import { silentLogger, type Logger } from '../logger.js';
import { KafkaBus } from './kafka-bus.js';
import { refusingBroker, type RefusingBroker } from './refusing-broker.fixture.js';

const patience = { timeoutMs: 100_000 };
const testMs = 300_000;
const groupLoadInProgress = 14;
const notAuthorized = 30;

describe('a broker that refuses for a while', () => {
  let topic: string;
  let broker: RefusingBroker;
  let bus: KafkaBus;
  let told: string[];
  beforeEach(async () => {
    const kafka = await kafkaForTests();
    topic = await kafka.createTopic('rung.plan.events', 1);
    broker = await refusingBroker(Number(kafka.brokers[0]?.split(':')[1]));
    told = [];
    const tell = (_: object, text = '') => told.push(text);
    const logger: Logger = { ...silentLogger, info: tell, warn: tell };
    bus = new KafkaBus({ brokers: broker.brokers, clientId: 'spec', logger });
  }, testMs);
  afterEach(async () => {
    await bus.close();
    await broker.close();
  }, testMs);

  const published = (from: number, to: number) => bus.publish({ topic, lane: 0, events: sampleEvents(from, to) });
  const keeping = () => {
    const taken = new Set<number>();
    const subscriber: Subscriber = {
      topic,
      group: `keeping ${topic}`,
      cursor: () => Promise.resolve({ position: BigInt(Math.max(0, ...taken)) }),
      take: ({ events }) => {
        for (const { position } of events) taken.add(Number(position));
        return Promise.resolve(BigInt(Math.max(...taken)));
      },
    };
    return { taken, subscriber };
  };

  it.each([
    ['FindCoordinator', groupLoadInProgress],
    ['JoinGroup', groupLoadInProgress],
    ['SyncGroup', groupLoadInProgress],
    ['JoinGroup', notAuthorized],
  ] as const)('at %s, with error %i, ends each consumer: here the third one takes all', async (request, code) => {
    await published(1, 5);
    const { taken, subscriber } = keeping();
    broker.refuse(request, code, 2);
    await bus.subscribe(subscriber);
    await eventually(() => expect([...taken]).toEqual([1, 2, 3, 4, 5]), patience);
    expect(broker.left()).toBe(0);
    await eventually(() => expect(told).toEqual(['consumer ended; keeps trying', 'consumer is back']), patience);
  }, testMs);

  it.each(['FindCoordinator', 'JoinGroup', 'SyncGroup'] as const)('at %s, does not end a look at the topic', async (request) => {
    await published(1, 5);
    const kept = bus.kept(topic);
    const ends = await kept.ends();
    broker.refuse(request, groupLoadInProgress, 3);
    const found: number[] = [];
    await kept.read(ends, (_lane, records) => Promise.resolve(void found.push(...records.map(({ offset }) => Number(offset)))));
    expect([found, broker.left()]).toEqual([[0, 1, 2, 3, 4], 0]);
  }, testMs);

  it('for good, ends a look at the topic with what it said', async () => {
    await published(1, 5);
    const kept = bus.kept(topic);
    const ends = await kept.ends();
    broker.refuse('JoinGroup', notAuthorized, 1);
    await expect(kept.read(ends, () => Promise.resolve())).rejects.toMatchObject({ type: 'GROUP_AUTHORIZATION_FAILED' });
  }, testMs);

  it.each([groupLoadInProgress, notAuthorized])('at InitProducerId, with error %i, ends each producer: here another attempt has one of its own, and the one before leaves nothing behind', async (code) => {
    broker.refuse('InitProducerId', code, 1_000);
    await expect(published(1, 5)).rejects.toThrow();
    await eventually(() => expect(broker.open()).toBe(0));
    broker.refuse('InitProducerId', code, 0);
    await published(1, 5);
    const { taken, subscriber } = keeping();
    await bus.subscribe(subscriber);
    await eventually(() => expect([...taken]).toEqual([1, 2, 3, 4, 5]), patience);
  }, testMs);
});
