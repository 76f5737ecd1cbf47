import { insyncReplicas, topicConfig } from '@rung/contracts';
import kafkajs, { Kafka, logLevel, type Admin } from 'kafkajs';

import { accessOf, type KafkaAccess } from './kafka-access.js';

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

/** A topic is kept otherwise than its log: events would be lost or unreadable, or tell the hour that they must not. */
export class WrongTopicConfig extends Error {
  constructor(
    readonly topic: string,
    readonly config: string,
    readonly wanted: string,
    readonly found: string | undefined,
  ) {
    super(`Topic ${topic} has ${config}=${found}, and must have ${wanted}: kafka-configs.sh --alter --topic ${topic} --add-config ${config}=${wanted}`);
    this.name = 'WrongTopicConfig';
  }
}

/** What the services' client can read: a broker that packs otherwise what it stores would stop every consumer. */
const compression = { name: 'compression.type', ours: 'producer', readable: new Set(['producer', 'uncompressed', 'gzip']) };

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
    await checkConfig(admin, wanted);
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

/** How many copies must be in sync is left to those who run the brokers: stricter is as good. */
async function checkConfig(admin: Admin, wanted: readonly WantedTopic[]): Promise<void> {
  const configNames = [...Object.keys(topicConfig), compression.name];
  const asked = wanted.map(({ topic }) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames }));
  const { resources } = await admin.describeConfigs({ resources: asked, includeSynonyms: false });
  for (const { resourceName, configEntries } of resources) {
    for (const [config, value] of Object.entries(topicConfig)) {
      const found = configEntries.find(({ configName }) => configName === config)?.configValue;
      if (found !== value) throw new WrongTopicConfig(resourceName, config, value, found);
    }
    const packed = configEntries.find(({ configName }) => configName === compression.name)?.configValue;
    if (packed !== undefined && !compression.readable.has(packed)) throw new WrongTopicConfig(resourceName, compression.name, compression.ours, packed);
  }
}
