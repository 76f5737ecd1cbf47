// Everything that lies on the topics of a broker, as any consumer finds it.
import { eventCatalogue } from '@rung/contracts';
import type { SampleRecord } from '@rung/contracts/schemas';
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import { randomUUID } from 'node:crypto';

export interface TopicRecord extends Omit<SampleRecord, 'value'> {
  readonly message: KafkaMessage;
}

const idleMs = 60_000;

/** Reads each partition up to where it ends now. @throws Error when a partition says nothing for a minute, or the client gives up. */
export async function recordsOnTopics(brokers: readonly string[], topics = eventCatalogue.map(({ topic }) => topic)): Promise<readonly TopicRecord[]> {
  const kafka = new Kafka({ clientId: 'rung-contracts', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const owed = await endsOf(kafka, topics);
  const records: TopicRecord[] = [];
  // Its own group: a reader that failed before may be a member still, and keep the partitions to itself.
  const consumer = kafka.consumer({ groupId: `rung-contracts-${randomUUID()}`, retry: { restartOnFailure: () => Promise.resolve(false) } });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => reject(new Error(`Nothing came for ${idleMs / 1000} s; still owed: ${[...owed.keys()].join(', ')}.`));
      let timer = setTimeout(giveUp, idleMs);
      const look = (): void => {
        clearTimeout(timer);
        if (owed.size === 0) resolve();
        else timer = setTimeout(giveUp, idleMs);
      };
      look();
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        if (payload.restart) return; // a coordinator that is loading: the client begins again by itself
        clearTimeout(timer);
        reject(payload.error);
      });
      consumer
        .run({
          autoCommit: false,
          eachMessage: ({ topic, partition, message }) => {
            records.push({ topic, partition, key: String(message.key), headers: headersOf(message), message });
            if (BigInt(message.offset) + 1n >= (owed.get(`${topic}/${partition}`) ?? 0n)) owed.delete(`${topic}/${partition}`);
            look();
            return Promise.resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return records;
}

export const asSample = ({ message, ...record }: TopicRecord): SampleRecord => ({ ...record, value: JSON.parse(String(message.value)) as unknown });

async function endsOf(kafka: Kafka, topics: readonly string[]): Promise<Map<string, bigint>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ends = await Promise.all(topics.map(async (topic) => (await admin.fetchTopicOffsets(topic)).map((end) => [`${topic}/${end.partition}`, BigInt(end.high)] as const)));
    return new Map(ends.flat().filter(([, end]) => end > 0n));
  } finally {
    await admin.disconnect();
  }
}

function headersOf({ headers = {} }: KafkaMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
