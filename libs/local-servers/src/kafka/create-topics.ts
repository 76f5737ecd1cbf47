// Topics are created on purpose, with their number of partitions, before anybody produces.
import { Kafka, logLevel } from 'kafkajs';

/**
 * Creates the topics that are not there; those that are stay as they are.
 * @param topics names and their numbers of partitions.
 */
export async function createTopics(brokers: readonly string[], topics: Readonly<Record<string, number>>): Promise<void> {
  const wanted = Object.entries(topics).map(([topic, numPartitions]) => ({ topic, numPartitions, replicationFactor: 1 }));
  if (wanted.length === 0) return;
  const admin = new Kafka({ clientId: 'rung-topics', brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    // Waits for a leader, so that the first produce does not fail.
    await admin.createTopics({ topics: wanted, waitForLeaders: true });
  } finally {
    await admin.disconnect();
  }
}
