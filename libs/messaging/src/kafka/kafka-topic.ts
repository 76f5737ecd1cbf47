import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { lookingGroups } from '@rung/contracts';
import { failpoint } from '@rung/event-store';
import kafkajs, { type Admin, type Consumer, type EachBatchPayload, type Kafka } from 'kafkajs';

import type { KeptRange, KeptRecord, KeptTopic, Voiding } from '../event-bus.js';
import { fromRecord, sourceOf } from './cloud-event.js';
import { mustKeepAll } from './topic-config.js';
import { toVoidingRecord } from './voiding-record.js';
import { withinMs } from './within.js';

const disconnectMs = 5_000;
/** A broker that has just started refuses for some seconds. */
const attempts = 20;
const pauseMs = 500;
/** Between two looks whether what is waited for can still come. */
const lookMs = 2_000;

/** kafkajs ends a consumer on all that a broker says to its joining, though it knows of most whether they pass. Node finds no named export of its errors. */
const mayPass = (error: unknown): boolean =>
  error instanceof kafkajs.KafkaJSError && (error.retriable || error.name === 'KafkaJSGroupCoordinatorNotFound' || mayPass(error.cause));

/** A broker from before the service was let ask for this. */
const isForbidden = (error: unknown): boolean =>
  error instanceof kafkajs.KafkaJSError && (('type' in error && error.type === 'TOPIC_AUTHORIZATION_FAILED') || isForbidden(error.cause));

/** A topic ends before what was to be read of it: it was deleted, or cut, after its end was asked for. */
export class TopicShrank extends Error {
  constructor(
    readonly topic: string,
    readonly lane: number,
    readonly end: bigint,
  ) {
    super(`Topic ${topic} ends at offset ${end} of lane ${lane} now, and had more a moment ago: it was deleted or cut meanwhile. Try again.`);
    this.name = 'TopicShrank';
  }
}

/** A topic as it lies on the brokers, read by nobody's group and without moving anybody's place. */
export class KafkaTopic implements KeptTopic {
  constructor(
    private readonly kafka: Kafka,
    private readonly topic: string,
  ) {}

  ends(): Promise<ReadonlyMap<number, KeptRange>> {
    return this.asAdmin(async (admin) => {
      failpoint('kept.admin-connected');
      const offsets = await admin.fetchTopicOffsets(this.topic);
      failpoint('kept.ends-fetched');
      return new Map(offsets.map(({ partition, low, high }) => [partition, { from: BigInt(low), to: BigInt(high) }]));
    });
  }

  mustKeepAll(): Promise<void> {
    return this.asAdmin((admin) => mustKeepAll(admin, [this.topic])).catch((error: unknown) => {
      if (!isForbidden(error)) throw error;
    });
  }

  private async asAdmin<Result>(work: (admin: Admin) => Promise<Result>): Promise<Result> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
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
    let look: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      look = setInterval(() => void this.shrunkUnder(open).then((shrank) => shrank && reject(shrank), () => undefined), lookMs);
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
    }).finally(() => clearInterval(look));
  }

  /** kafkajs begins such a partition anew, and would wait for ever for what it had. */
  private async shrunkUnder(open: ReadonlyMap<number, KeptRange>): Promise<TopicShrank | undefined> {
    const ends = await this.ends();
    for (const [lane, { to }] of open) {
      const end = ends.get(lane)?.to ?? 0n;
      if (end < to) return new TopicShrank(this.topic, lane, end);
    }
    return undefined;
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
