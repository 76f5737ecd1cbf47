import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { processIdentity } from '../process/process-table.js';
import { kafkaMissing } from './broker-jars.js';
import { createTopics } from './create-topics.js';
import { type RunningKafka, startKafka } from './start-kafka.js';

// The jars may have to be fetched first, and Java takes its time on a busy machine.
jest.setTimeout(600_000);

describe('a Kafka of our own', () => {
  let dir: string;
  let server: RunningKafka;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-kafka-'));
    server = await startKafka({ dir, topics: { facts: 4 }, tell: () => undefined });
  });
  afterAll(async () => {
    await server.stop();
    await rm(dir, { recursive: true });
  });
  const client = (): Kafka =>
    new Kafka({ clientId: 'spec', brokers: [...server.brokers], logLevel: logLevel.NOTHING, retry: { retries: 2 } });
  const asAdmin = async <T>(action: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> => {
    const admin = client().admin();
    await admin.connect();
    try {
      return await action(admin);
    } finally {
      await admin.disconnect();
    }
  };

  /** A broker that answers may still be about to take up its partitions; this client tries that again for all but this question. */
  const onceItLeads = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if ((error as { type?: string }).type !== 'NOT_LEADER_FOR_PARTITION') throw error;
        await pause(100);
      }
    }
  };

  it('has the topics it was asked for, with their partitions, and no others', async () => {
    const { topics } = await asAdmin((admin) => admin.fetchTopicMetadata());
    expect(topics.map(({ name, partitions }) => [name, partitions.length])).toEqual([['facts', 4]]);
    await expect(asAdmin((admin) => admin.fetchTopicMetadata({ topics: ['fatcs'] }))).rejects.toThrow();
  });

  it('leaves a topic as it is that is there already', async () => {
    await createTopics(server.brokers, { facts: 9, others: 1 });
    const { topics } = await asAdmin((admin) => admin.fetchTopicMetadata({ topics: ['facts', 'others'] }));
    const partitionsOf = new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
    expect(partitionsOf).toEqual(new Map([['facts', 4], ['others', 1]]));
  });

  it('keeps what it acknowledged when it is killed and started again, on other ports', async () => {
    const producer = client().producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic: 'facts', acks: -1, messages: [{ key: 'a', value: '1', partition: 0 }] });
    await producer.disconnect();
    process.kill(server.pid, 'SIGKILL');
    expect(await server.exited).toMatchObject({ signal: 'SIGKILL', asked: false });
    server = await startKafka({ dir });
    const [first] = (await onceItLeads(() => asAdmin((admin) => admin.fetchTopicOffsets('facts')))).filter(({ partition }) => partition === 0);
    expect(first?.high).toBe('1');
  });

  it('is gone when it was stopped', async () => {
    await server.stop();
    expect(processIdentity(server.pid)).toBeUndefined();
    await expect(asAdmin((admin) => admin.listTopics())).rejects.toThrow();
  });

  it('without Java, or without jars and Maven, is missing, with a remedy', async () => {
    expect(await kafkaMissing()).toBeUndefined();
    const path = process.env['PATH'];
    process.env['PATH'] = dir;
    try {
      expect(await kafkaMissing()).toMatchObject({ server: 'Kafka', message: expect.stringContaining('Install Java 17') });
    } finally {
      process.env['PATH'] = path;
    }
  });
});
