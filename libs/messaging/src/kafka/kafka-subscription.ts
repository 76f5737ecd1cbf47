import { failpoint } from '@rung/event-store';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';

import type { Subscriber, Subscription } from '../event-bus.js';
import type { Logger } from '../logger.js';
import { Trouble } from '../trouble.js';
import type { KafkaMetrics } from './kafka-metrics.js';
import { LaneTaker } from './lane-taker.js';
import { LaneWatch } from './lane-watch.js';
import { withinMs } from './within.js';

export interface KafkaSubscriptionOptions {
  readonly kafka: Kafka;
  readonly subscriber: Subscriber;
  readonly metrics: KafkaMetrics;
  readonly logger: Logger;
  /** Between two looks at lanes that may stand still. */
  readonly watchMs: number | undefined;
}

const disconnectMs = 10_000;
const backoffMs = { first: 200, last: 5_000 };
const lanesAtOnce = 8;
/** A member of the group that cannot read what it fetches ends before that: it is not back, however often it joins. */
const steadyMs = 15_000;

/**
 * A consumer that lives until it is stopped. kafkajs ends a consumer for good on errors that it holds to be final, and
 * on any when it cannot connect at first: here every end is followed by a new one. One that stands
 * still without an end is ended.
 */
export class KafkaSubscription implements Subscription {
  private stopping: () => void = () => undefined;
  private isStopped = false;
  private readonly trouble: Trouble;
  private readonly ended: Promise<void>;

  constructor(private readonly options: KafkaSubscriptionOptions) {
    const { logger, subscriber } = options;
    const texts = { fails: 'consumer ended; keeps trying', healed: 'consumer is back' };
    this.trouble = new Trouble({ logger, about: { topic: subscriber.topic, group: subscriber.group }, texts });
    this.tellUp(false);
    this.ended = this.supervise();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.stopping();
    await this.ended;
  }

  private async supervise(): Promise<void> {
    while (!this.isStopped) {
      try {
        await this.session();
      } catch (error) {
        this.tellUp(false);
        const failures = this.trouble.failed(error);
        const pauseMs = Math.min(backoffMs.first * 2 ** (failures - 1), backoffMs.last);
        await withinMs(pauseMs, this.untilStopped());
      }
    }
  }

  /** One waits for it at a time, on a promise of its own: one of the whole life would keep all that ever waited. */
  private untilStopped(): Promise<void> {
    if (this.isStopped) return Promise.resolve();
    return new Promise((resolve) => {
      this.stopping = resolve;
    });
  }

  /** One consumer, from its connection to its end. Returns when stopped. @throws what ended it. */
  private async session(): Promise<void> {
    const { kafka, subscriber, metrics, logger, watchMs } = this.options;
    const consumer = kafka.consumer({
      // One per topic: a group deals the partitions of its leader's topics out to all of its members, those that did not
      // ask for the topic included, and nobody takes what these got.
      groupId: `${subscriber.group}.${subscriber.topic}`,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: 500, // as long as a stop may have to wait
      // A consumer that could not say goodbye keeps its lanes from the next one for so long. Being taken for dead while a
      // batch takes long does no harm: the cursor refuses what another consumer took.
      sessionTimeout: 10_000,
      heartbeatInterval: 2_500,
      rebalanceTimeout: 15_000,
      // Long enough to sit out a broker's restart as the same member of the group.
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 8, restartOnFailure: () => Promise.resolve(false) },
    });
    const taker = new LaneTaker({ consumer, subscriber, metrics, logger });
    const progress = async () => {
      await taker.seekPutBack();
      return taker.progress;
    };
    const watch = new LaneWatch({ kafka, topic: subscriber.topic, progress, everyMs: watchMs });
    let steady: NodeJS.Timeout | undefined;
    try {
      const crashed = this.crashOf(consumer);
      consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
        steady ??= setTimeout(() => this.steady(), steadyMs);
        void taker.assign(payload.memberAssignment[subscriber.topic] ?? []);
      });
      await consumer.connect();
      failpoint('kafka.consumer-connected');
      await consumer.subscribe({ topics: [subscriber.topic], fromBeginning: true });
      failpoint('kafka.subscribed');
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: lanesAtOnce,
        eachBatch: (payload: EachBatchPayload) => taker.take(payload),
      });
      await Promise.race([crashed, watch.start(), this.untilStopped()]);
    } finally {
      clearTimeout(steady);
      await taker.close();
      await Promise.all([watch.close(), withinMs(disconnectMs, consumer.disconnect())]);
    }
  }

  private steady(): void {
    this.trouble.healed();
    this.tellUp(true);
  }

  private tellUp(isUp: boolean): void {
    const { metrics, subscriber } = this.options;
    metrics.up(subscriber.group, subscriber.topic, isUp);
  }

  private crashOf(consumer: Consumer): Promise<never> {
    const crashed = new Promise<never>((_, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    });
    crashed.catch(() => undefined); // it may come while the connection is still being made
    return crashed;
  }
}
