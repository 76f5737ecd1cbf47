// Topics are created on purpose, with their number of partitions, before anybody produces.
import { setTimeout as after } from 'node:timers/promises';
import { type Admin, Kafka, logLevel } from 'kafkajs';

const ledWithinMs = 30_000;

/**
 * Creates the topics that are not there; those that are stay as they are. Waits until every partition has a leader, so
 * that the first produce does not fail.
 * @param topics names and their numbers of partitions.
 * @throws Error when a partition has no leader within 30 s.
 */
export async function createTopics(brokers: readonly string[], topics: Readonly<Record<string, number>>): Promise<void> {
  const wanted = Object.entries(topics).map(([topic, numPartitions]) => ({ topic, numPartitions, replicationFactor: 1 }));
  if (wanted.length === 0) return;
  const admin = new Kafka({ clientId: 'rung-topics', brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await admin.createTopics({ topics: wanted, waitForLeaders: false });
    await untilLed(admin, Object.keys(topics));
  } finally {
    await admin.disconnect();
  }
}

/** The client's own wait gives up on a topic that the controller knows and the broker has not heard of yet. */
async function untilLed(admin: Admin, names: string[]): Promise<void> {
  const deadline = performance.now() + ledWithinMs;
  while (!(await allLed(admin, names))) {
    if (performance.now() > deadline) throw new Error(`Not every partition of ${names.join(', ')} has a leader.`);
    await after(50);
  }
}

async function allLed(admin: Admin, names: string[]): Promise<boolean> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: names });
    return topics.every(({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0));
  } catch (error) {
    // Node finds no named exports of the client's error classes, though Jest does: the type is read from the error itself.
    if (notYet.includes((error as { type?: string }).type ?? '')) return false;
    throw error;
  }
}

const notYet = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'];
