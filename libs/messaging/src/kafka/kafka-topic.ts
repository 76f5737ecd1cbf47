import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { lookingGroups } from '@rung/contracts';
import { failpoint } from '@rung/event-store';
import kafkajs, { type Consumer, type EachBatchPayload, type Kafka } from 'kafkajs';

import type { KeptRange, KeptRecord, KeptTopic, Voiding } from '../event-bus.js';
import { fromRecord, sourceOf } from './cloud-event.js';
import { toVoidingRecord } from './voiding-record.js';
import { withinMs } from './within.js';

const disconnectMs = 5_000;
/** A broker that has just started refuses for some seconds. */
const attempts = 20;
const pauseMs = 500;

/** kafkajs ends a consumer on all that a broker says to its joining, though it knows of most whether they pass. Node finds no named export of its errors. */
const mayPass = (error: unknown): boolean =>
  error instanceof kafkajs.KafkaJSError && (error.retriable || error.name === 'KafkaJSGroupCoordinatorNotFound' || mayPass(error.cause));

/** A topic as it lies on the brokers, read by nobody's group and without moving anybody's place. */
export class KafkaTopic implements KeptTopic {
  constructor(
    private readonly kafka: Kafka,
    private readonly topic: string,
  ) {}

  async ends(): Promise<ReadonlyMap<number, KeptRange>> {
    const admin = this.kafka.admin();
    await admin.connect();
    failpoint('kept.admin-connected');
    try {
      const offsets = await admin.fetchTopicOffsets(this.topic);
      failpoint('kept.ends-fetched');
      return new Map(offsets.map(({ partition, low, high }) => [partition, { from: BigInt(low), to: BigInt(high) }]));
    } finally {
      await withinMs(disconnectMs, admin.disconnect());
    }
  }

  async read(ranges: ReadonlyMap<number, KeptRange>, visit: (lane: number, records: readonly KeptRecord[]) => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      let isBegun = false;
      const noting = (lane: number, records: readonly KeptRecord[]): Promise<void> => {
        isBegun = true;
        return visit(lane, records);
      };
      try {
        return await this.readOnce(ranges, noting);
      } catch (error) {
        // What nobody has seen anything of may begin anew; what was told once is not told twice.
        if (isBegun || attempt === attempts || !mayPass(error)) throw error;
        await pause(pauseMs);
      }
    }
  }

  private async readOnce(ranges: ReadonlyMap<number, KeptRange>, visit: (lane: number, records: readonly KeptRecord[]) => Promise<void>): Promise<void> {
    const open = new Map([...ranges].filter(([, { from, to }]) => from < to));
    if (open.size === 0) return;
    const groupId = `${lookingGroups}${randomUUID()}`;
    const consumer = this.kafka.consumer({ groupId, allowAutoTopicCreation: false, maxWaitTimeInMs: 100 });
    try {
      await this.readWith(consumer, open, visit);
      failpoint('kept.read');
    } finally {
      await withinMs(disconnectMs, consumer.disconnect());
      await withinMs(disconnectMs, this.forgetGroup(groupId));
      failpoint('kept.group-forgotten');
    }
  }

  async void(voiding: Voiding): Promise<void> {
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    await producer.connect();
    failpoint('kept.producer-connected');
    try {
      await producer.send({ topic: this.topic, acks: -1, messages: [toVoidingRecord(voiding, sourceOf(this.topic), new Date())] });
      failpoint('kept.sent');
    } finally {
      await withinMs(disconnectMs, producer.disconnect());
    }
  }

  private async readWith(
    consumer: Consumer,
    open: Map<number, KeptRange>,
    visit: (lane: number, records: readonly KeptRecord[]) => Promise<void>,
  ): Promise<void> {
    const { topic } = this;
    await consumer.connect();
    failpoint('kept.consumer-connected');
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    failpoint('kept.subscribed');
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      const take = async ({ batch }: EachBatchPayload): Promise<void> => {
        const range = open.get(batch.partition);
        if (range === undefined) return;
        const within = batch.messages.filter(({ offset }) => BigInt(offset) >= range.from && BigInt(offset) < range.to);
        const records = within.flatMap((message) => this.recordOf(batch.partition, message));
        if (records.length > 0) await visit(batch.partition, records);
        failpoint('kept.visited');
        if (BigInt(batch.lastOffset()) + 1n < range.to) return;
        open.delete(batch.partition);
        if (open.size === 0) resolve();
      };
      const eachBatch = (payload: EachBatchPayload) => take(payload).catch((error: unknown) => reject(error as Error));
      consumer.run({ autoCommit: false, eachBatch }).catch(reject);
      for (const [partition, { from }] of open) consumer.seek({ topic, partition, offset: String(from) });
    });
  }

  private recordOf(lane: number, message: EachBatchPayload['batch']['messages'][number]): KeptRecord[] {
    const offset = BigInt(message.offset);
    const read = fromRecord(this.topic, lane, message);
    const source = message.headers?.['ce_source']?.toString();
    switch (read.kind) {
      case 'event':
      case 'unreadable':
        return [{ offset, source, event: read.event, isWhole: read.kind === 'event' }];
      case 'voiding':
        return [{ offset, source, voiding: read.voiding }];
      case 'foreign':
        return [];
    }
  }

  private async forgetGroup(groupId: string): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      await admin.deleteGroups([groupId]);
    } finally {
      await admin.disconnect();
    }
  }
}
