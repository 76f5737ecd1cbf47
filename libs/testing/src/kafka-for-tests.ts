// Topics of a test's own, on the brokers that KAFKA_BROKERS names or on one that the run shares.
import { randomBytes } from 'node:crypto';
import { createTopics, kafkaStopSteps, startKafka } from '@rung/local-servers';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { sharedServer } from './shared-server.js';

export interface TestKafka {
  /** `host:port` each. */
  readonly brokers: readonly string[];
  /** Makes a name nobody else uses, for a topic or for a consumer group. */
  uniqueName(name: string): string;
  /** Creates a topic that nobody else uses. @returns its name, which begins with the given one. */
  createTopic(name: string, partitions?: number): Promise<string>;
  /** What only an administrator of the brokers can see or do. */
  withAdmin<Result>(work: (admin: Admin) => Promise<Result>): Promise<Result>;
}

/** Starting the broker takes 3 s, up to 18 on a busy machine, and half a minute more the first time. @throws MissingServer */
export async function kafkaForTests(): Promise<TestKafka> {
  const given = process.env['KAFKA_BROKERS'];
  const brokers = (given ?? (await sharedKafka())).split(',');
  const uniqueName = (name: string): string => `${name}-${randomBytes(6).toString('hex')}`;
  const createTopic = async (name: string, partitions = 1): Promise<string> => {
    const topic = uniqueName(name);
    await createTopics(brokers, { [topic]: partitions });
    return topic;
  };
  const withAdmin = async <Result>(work: (admin: Admin) => Promise<Result>): Promise<Result> => {
    const admin = new Kafka({ clientId: 'spec-look', brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  };
  return { brokers, uniqueName, createTopic, withAdmin };
}

async function sharedKafka(): Promise<string> {
  const { address } = await sharedServer('kafka', async (dir) => {
    const server = await startKafka({ dir, outliveParent: true });
    return { pid: server.pid, stopSteps: kafkaStopSteps, directories: [], address: server.brokers.join(',') };
  });
  return address;
}
