import { failpoint } from '@rung/event-store';
import { Partitioners, type Kafka, type Producer } from 'kafkajs';

import type { Publication } from '../event-bus.js';
import { toRecord } from './cloud-event.js';
import { Coalescer, type Shipment } from './coalescer.js';
import type { OutgoingRecord } from './kafka-record.js';
import { withinMs } from './within.js';

const laneBytes = 768 * 1_024; // a broker takes 1 MB per partition and request, headers included
const headerBytes = 400;
const disconnectMs = 5_000;

interface Load {
  readonly messages: OutgoingRecord[];
  bytes: number;
}

/** Parts records, in order, into what goes together: each of at least one, and of no more bytes than a partition may get at once. */
function loadsOf(records: readonly OutgoingRecord[]): Load[] {
  const loads: Load[] = [];
  for (const record of records) {
    const bytes = record.value.length + 2 * record.key.length + headerBytes;
    const last = loads.at(-1);
    if (last !== undefined && last.bytes + bytes <= laneBytes) {
      last.messages.push(record);
      last.bytes += bytes;
    } else loads.push({ messages: [record], bytes });
  }
  return loads;
}

/** The broker refused one of the records, not the request. */
const recordFaults: ReadonlySet<string> = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'CORRUPT_MESSAGE']);

/** kafkajs passes over records whose partition the topic does not have, and calls the rest a success. */
export class PartitionMissing extends Error {
  constructor(
    readonly topic: string,
    readonly lane: number,
  ) {
    super(`Topic ${topic} has no partition ${lane}, as its log's lane ${lane} needs: was it created by accident? Delete it and create it with the deploy step.`);
    this.name = 'PartitionMissing';
  }
}

function typesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'type' in error && typeof error.type === 'string' ? [error.type] : [];
  return [...own, ...typesOf(error.cause)];
}

/** Publishes with acks from all in-sync replicas; idempotent, so that a repeated request of this producer stores nothing twice. */
export class KafkaPublisher {
  private readonly coalescer = new Coalescer<OutgoingRecord>({
    laneBytes,
    send: (shipments) => this.send(shipments),
    isSpoilt: (error) => error instanceof PartitionMissing || typesOf(error).some((type) => recordFaults.has(type)),
  });
  private producer: Promise<Producer> | undefined;

  constructor(private readonly kafka: Kafka) {}

  /** One request's worth after the other: what follows one that failed must not be in the topic before it. */
  async publish({ topic, lane, events }: Publication): Promise<void> {
    for (const { messages, bytes } of loadsOf(events.map((event) => toRecord(topic, event)))) {
      await this.coalescer.ship({ topic, lane, messages, bytes });
      failpoint('kafka.load-sent');
    }
  }

  async close(): Promise<void> {
    await this.coalescer.drained();
    await this.giveUpProducer();
  }

  private async send(shipments: readonly Shipment<OutgoingRecord>[]): Promise<void> {
    try {
      this.producer ??= this.connect();
      const producer = await this.producer;
      failpoint('kafka.connected');
      const topicMessages = shipments.map(({ topic, messages }) => ({ topic, messages: [...messages] })); // it merges by topic
      const stored = await producer.sendBatch({ topicMessages, acks: -1, timeout: 10_000 });
      failpoint('kafka.sent');
      for (const { topic, lane } of shipments) {
        if (!stored.some(({ topicName, partition }) => topicName === topic && partition === lane)) throw new PartitionMissing(topic, lane);
      }
    } catch (error) {
      // Its sequence numbers may be out of step with the broker's now. A new producer begins afresh; what it repeats, the
      // consumers drop by position.
      await this.giveUpProducer();
      throw error;
    }
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
    });
    try {
      await producer.connect();
    } catch (error) {
      await withinMs(disconnectMs, producer.disconnect()); // one that got no id is connected
      throw error;
    }
    return producer;
  }

  private async giveUpProducer(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    const connected = await producer?.catch(() => undefined);
    if (connected !== undefined) await withinMs(disconnectMs, connected.disconnect());
  }
}
