import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consumerGroupOf, topicAcls, topicConfig, topics } from '@rung/contracts';
import { startKafka, type RunningKafka } from '@rung/local-servers';
import { eventually } from '@rung/testing';
import kafkajs, { Kafka, logLevel } from 'kafkajs';

import { sampleEvent } from '../contract/sample-events.js';
import { WrongTopicConfig, type Delivery } from '../event-bus.js';
import { silentLogger } from '../logger.js';
import { ensureAcls } from './ensure-acls.js';
import { ensureTopics } from './ensure-topics.js';
import { KafkaBus } from './kafka-bus.js';

// A broker of this file's own: no other one asks who comes.
const users = { 'rung-matrix': 'm', 'rung-assessment': 'a', 'rung-reporting': 'r', analytics: 'x' };
type User = keyof typeof users;
// Of a group that is another's, the client knows only that it gets no coordinator.
const refused = /not authorized|authorization failed|group coordinator/i;

let dir: string;
let server: RunningKafka;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rung-kafka-'));
  server = await startKafka({ dir, users });
  await ensureTopics(server, Object.values(topics).map((topic) => ({ topic, partitions: 1 })));
}, 300_000);
afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
}, 300_000);

const signedIn = (user: User): Kafka =>
  new Kafka({
    brokers: [...server.signInBrokers],
    sasl: { mechanism: 'plain', username: user, password: users[user] },
    logLevel: logLevel.NOTHING,
    retry: { retries: 1 },
  });

const buses: KafkaBus[] = [];
function busOf(username: string, password: string): KafkaBus {
  const bus = new KafkaBus({ brokers: server.signInBrokers, sasl: { mechanism: 'plain', username, password }, clientId: 'spec', logger: silentLogger });
  buses.push(bus);
  return bus;
}

async function write(user: User, topic: string): Promise<void> {
  const producer = signedIn(user).producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  try {
    await producer.send({ topic, acks: -1, messages: [{ key: 'k', value: '{}' }] });
  } finally {
    await producer.disconnect();
  }
}

/** Resolves with the first record. */
async function read(user: User, topic: string, groupId: string): Promise<string> {
  const consumer = signedIn(user).consumer({ groupId, retry: { retries: 1 } });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    return await new Promise<string>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer.run({ autoCommit: false, eachMessage: ({ message }) => Promise.resolve(resolve(String(message.value))) }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
}

async function set(topic: string, policy: string): Promise<void> {
  const admin = new Kafka({ brokers: [...server.brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const configEntries = Object.entries({ ...topicConfig, 'cleanup.policy': policy }).map(([name, value]) => ({ name, value }));
    await admin.alterConfigs({ validateOnly: false, resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configEntries }] });
  } finally {
    await admin.disconnect();
  }
}

describe('who may use the topics', () => {
  it('is nobody before it is said', async () => {
    await expect(write('rung-matrix', topics.matrix)).rejects.toThrow(refused);
    await expect(read('rung-reporting', topics.matrix, `${consumerGroupOf('reporting')}.x`)).rejects.toThrow(refused);
  });

  it('is then as the contracts say, also when it is said twice', async () => {
    await ensureAcls(server);
    await ensureAcls(server);
    await write('rung-matrix', topics.matrix);
    await write('rung-assessment', topics.assessment);
    // The broker may still be loading what it keeps of groups.
    const reads = (user: User, topic: string, group: string) => eventually(async () => expect(await read(user, topic, group)).toBe('{}'), { timeoutMs: 90_000 });
    await reads('rung-assessment', topics.matrix, `${consumerGroupOf('assessment')}.x`);
    for (const topic of Object.values(topics)) await reads('rung-reporting', topic, `${consumerGroupOf('reporting')}.x`);
  }, 100_000);

  it('is enough for services that sign in: they publish, hold their topic against the log, and follow', async () => {
    const matrix = busOf('rung-matrix', users['rung-matrix']);
    await eventually(() => matrix.publish({ topic: topics.matrix, lane: 0, events: [sampleEvent({ position: 1n })] }), { timeoutMs: 90_000 });
    const kept: bigint[] = [];
    const topic = matrix.kept(topics.matrix);
    await topic.read(await topic.ends(), (_lane, records) => Promise.resolve(void kept.push(...records.flatMap((record) => ('event' in record ? [record.event.position] : [])))));
    expect(kept).toEqual([1n]);
    await set(topics.matrix, 'compact');
    await expect(topic.mustKeepAll()).rejects.toThrow(WrongTopicConfig);
    await expect(busOf('rung-reporting', users['rung-reporting']).kept(topics.matrix).mustKeepAll()).resolves.toBeUndefined(); // may not look, and need not
    await set(topics.matrix, 'delete');
    await topic.mustKeepAll();
    const followed: bigint[] = [];
    const take = ({ events }: Delivery) => {
      followed.push(...events.map(({ position }) => position));
      return Promise.resolve(0n);
    };
    const reporting = busOf('rung-reporting', users['rung-reporting']);
    await reporting.subscribe({ topic: topics.matrix, group: consumerGroupOf('reporting'), cursor: () => Promise.resolve({ position: 0n }), take });
    await eventually(() => expect(followed).toContain(1n), { timeoutMs: 90_000 });
    await expect(busOf('rung-matrix', 'wrong').publish({ topic: topics.matrix, lane: 0, events: [sampleEvent({ position: 2n })] })).rejects.toThrow();
    await Promise.all(buses.map((bus) => bus.close()));
  }, 100_000);

  it.each<[string, () => Promise<unknown>]>([
    ['another service\'s topic to be written', () => write('rung-matrix', topics.assessment)],
    ['a reader to write', () => write('rung-reporting', topics.matrix)],
    ['matrix to read as another', () => read('rung-matrix', topics.assessment, `${consumerGroupOf('reporting')}.x`)],
    ['a reader to take the place of another', () => read('rung-assessment', topics.matrix, `${consumerGroupOf('reporting')}.x`)],
    ['a stranger to read', () => read('analytics', topics.assessment, 'analytics')],
  ])('does not let %s', async (_, act) => {
    await expect(act()).rejects.toThrow(refused);
  });

  it('is one list: a service writes one topic, and reads no other than it writes or follows', () => {
    const writes = topicAcls().filter(({ operation }) => operation === 'Write').map(({ principal, resource }) => `${principal} ${resource}`);
    expect(writes).toEqual([`User:rung-matrix ${topics.matrix}`, `User:rung-assessment ${topics.assessment}`]);
    const reads = topicAcls().filter(({ operation, resourceType }) => operation === 'Read' && resourceType === 'Topic');
    expect(reads.map(({ principal, resource }) => `${principal} ${resource}`)).toEqual([
      `User:rung-matrix ${topics.matrix}`,
      `User:rung-assessment ${topics.matrix}`,
      `User:rung-reporting ${topics.matrix}`,
      `User:rung-assessment ${topics.assessment}`,
      `User:rung-reporting ${topics.assessment}`,
      `User:rung-matrix ${topics.assessment}`,
    ]);
  });
});
