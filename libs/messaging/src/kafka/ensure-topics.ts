import { insyncReplicas, topicConfig } from '@rung/contracts';
import { Kafka, logLevel, type Admin } from 'kafkajs';

import { accessOf, type KafkaAccess } from './kafka-access.js';
import { compression, mustKeepAll } from './topic-config.js';

export interface WantedTopic {
  readonly topic: string;
  /** One per lane of the producer's log. */
  readonly partitions: number;
  /** 1 unless given; 3 in production, with acknowledgements from two. */
  readonly replicationFactor?: number;
}

/** A topic has another number of partitions than its log has lanes: an order that consumers rely on would be lost. */
export class WrongPartitions extends Error {
  constructor(
    readonly topic: string,
    readonly wanted: number,
    readonly found: number,
  ) {
    super(`Topic ${topic} has ${found} partitions, its log has ${wanted} lanes; the number is fixed once the topic is there.`);
    this.name = 'WrongPartitions';
  }
}

/**
 * A deploy step: creates the topics that are missing, which keep what they hold for ever. Safe to repeat.
 * @throws WrongPartitions, WrongTopicConfig when one is there that is otherwise; kafkajs's errors when no broker answers.
 */
export async function ensureTopics(access: KafkaAccess, wanted: readonly WantedTopic[]): Promise<void> {
  const kafka = new Kafka({ clientId: 'rung-topics', ...accessOf(access), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    await createMissing(admin, wanted);
    await checkPartitions(admin, wanted);
    await mustKeepAll(admin, wanted.map(({ topic }) => topic));
  } finally {
    await admin.disconnect();
  }
}

async function createMissing(admin: Admin, wanted: readonly WantedTopic[]): Promise<void> {
  const there = new Set(await admin.listTopics());
  const topics = wanted
    .filter(({ topic }) => !there.has(topic))
    .map(({ topic, partitions, replicationFactor = 1 }) => ({
      topic,
      numPartitions: partitions,
      replicationFactor,
      configEntries: Object.entries({ ...topicConfig, [compression.name]: compression.ours, 'min.insync.replicas': String(insyncReplicas(replicationFactor)) }).map(([name, value]) => ({ name, value })),
    }));
  // Resolves to false when another deploy was faster; waits for leaders, so that the first produce does not fail.
  if (topics.length > 0) await admin.createTopics({ topics, waitForLeaders: true });
}

async function checkPartitions(admin: Admin, wanted: readonly WantedTopic[]): Promise<void> {
  const { topics } = await admin.fetchTopicMetadata({ topics: wanted.map(({ topic }) => topic) });
  for (const { topic, partitions } of wanted) {
    const found = topics.find(({ name }) => name === topic)?.partitions.length ?? 0;
    if (found !== partitions) throw new WrongPartitions(topic, partitions, found);
  }
}
