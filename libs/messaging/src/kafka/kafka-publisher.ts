import { failpoint } from '@rung/event-store';
import { Partitioners, type Kafka, type Producer } from 'kafkajs';

import type { Delivery } from '../event-bus.js';
import { toRecord } from './cloud-event.js';
import { Coalescer, type Shipment } from './coalescer.js';
import type { OutgoingRecord } from './kafka-record.js';
import { withinMs } from './within.js';

const laneBytes = 768 * 1_024; // a broker takes 1 MB per partition and request, headers included
const headerBytes = 400;
const disconnectMs = 5_000;

/** The broker refused one of the records, not the request. */
const recordFaults: ReadonlySet<string> = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'CORRUPT_MESSAGE']);

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
    isSpoilt: (error) => typesOf(error).some((type) => recordFaults.has(type)),
  });
  private producer: Promise<Producer> | undefined;

  constructor(private readonly kafka: Kafka) {}

  async publish({ topic, lane, events }: Delivery): Promise<void> {
    if (events.length === 0) return;
    const messages = events.map((event) => toRecord(topic, event));
    const bytes = messages.reduce((sum, { key, value }) => sum + value.length + 2 * key.length + headerBytes, 0);
    await this.coalescer.ship({ topic, lane, messages, bytes });
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
      await producer.sendBatch({ topicMessages, acks: -1, timeout: 10_000 });
      failpoint('kafka.sent');
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
    await producer.connect();
    return producer;
  }

  private async giveUpProducer(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    const connected = await producer?.catch(() => undefined);
    if (connected !== undefined) await withinMs(disconnectMs, connected.disconnect());
  }
}
