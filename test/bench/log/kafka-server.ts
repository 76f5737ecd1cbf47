// The broker that both sides are measured on: those that KAFKA_BROKERS names, else one of our own.
import { brokerJars, createTopics, startKafka } from '@rung/local-servers';
import { Kafka, logLevel } from 'kafkajs';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { randomUUID } from 'node:crypto';

export interface BenchKafka {
  readonly brokers: readonly string[];
  /** @returns the name of a new topic. */
  topic(partitions: number): Promise<string>;
  /** @returns how many records a topic holds. */
  records(topic: string): Promise<number>;
  stop(): Promise<void>;
}

export async function benchKafka(): Promise<BenchKafka> {
  const given = process.env['KAFKA_BROKERS']?.split(',');
  const own = given === undefined ? await startOwn() : undefined;
  const brokers = own?.brokers ?? given!;
  return {
    brokers,
    async topic(partitions) {
      const name = `bench.${randomUUID()}`;
      await createTopics(brokers, { [name]: partitions });
      return name;
    },
    records: (topic) => recordsIn(brokers, topic),
    stop: async () => own?.stop(),
  };
}

/** Nothing here writes in transactions, whose marks have offsets, too. */
async function recordsIn(brokers: readonly string[], topic: string): Promise<number> {
  const admin = new Kafka({ clientId: 'bench', brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const partitions = await admin.fetchTopicOffsets(topic);
    return partitions.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  } finally {
    await admin.disconnect();
  }
}

async function startOwn() {
  const dir = await mkdtemp(join(tmpdir(), 'rung-bench-kafka-'));
  const kafka = await startKafka({ dir });
  const stop = async (): Promise<void> => {
    await kafka.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { brokers: kafka.brokers, stop };
}

/**
 * Kafka's own tool: acks from all, idempotent, batches of 128 KiB, 5 ms of linger.
 * @returns records per second.
 */
export async function producerPerf(brokers: readonly string[], topic: string, records: number, bytesEach: number): Promise<number> {
  const jars = await brokerJars(() => undefined);
  const settings = ['acks=all', 'enable.idempotence=true', 'batch.size=131072', 'linger.ms=5'];
  const { stdout } = await promisify(execFile)('java', [
    ...['-Xmx256m', '-XX:+UseSerialGC', '-cp', join(jars, '*'), 'org.apache.kafka.tools.ProducerPerformance'],
    ...['--topic', topic, '--num-records', `${records}`, '--record-size', `${bytesEach}`, '--throughput', '-1'],
    ...['--bootstrap-server', brokers.join(',')],
    ...settings.flatMap((setting) => ['--command-property', setting]),
  ]);
  const rates = [...stdout.matchAll(/([\d.]+) records\/sec/g)];
  const rate = rates.at(-1)?.[1];
  if (rate === undefined) throw new Error(`Kafka's tool told no rate:\n${stdout}`);
  return Number(rate);
}
