import { Kafka, logLevel } from 'kafkajs';
import type { Registry } from 'prom-client';

import type { EventBus, KeptTopic, Publication, Subscriber, Subscription } from '../event-bus.js';
import type { Logger } from '../logger.js';
import { accessOf, type KafkaAccess } from './kafka-access.js';
import { kafkaMetrics, type KafkaMetrics } from './kafka-metrics.js';
import { KafkaTopic } from './kafka-topic.js';
import { KafkaPublisher } from './kafka-publisher.js';
import { KafkaSubscription } from './kafka-subscription.js';

export interface KafkaBusOptions extends KafkaAccess {
  readonly clientId: string;
  readonly logger: Logger;
  readonly registry?: Registry;
  /**
   * A lane that stands still at four looks in a row, though the broker has more of it, ends its consumer: within a minute,
   * unless the looks are further apart than 12 s.
   */
  readonly watchMs?: number;
}

/**
 * The bus between services. Neither publishing nor subscribing needs a broker at the start: a publish fails and is tried
 * again by the relay, a subscription keeps trying. Topics are created by a deploy step (ensureTopics), never by use.
 */
export class KafkaBus implements EventBus {
  private readonly kafka: Kafka;
  private readonly publisher: KafkaPublisher;
  private readonly metrics: KafkaMetrics;
  private readonly subscriptions = new Set<Subscription>();

  constructor(private readonly options: KafkaBusOptions) {
    const { clientId, registry } = options;
    this.kafka = new Kafka({
      ...accessOf(options),
      clientId,
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      // It would tell of every attempt; the relay and the subscriptions tell when something starts or stops to fail.
      logLevel: logLevel.NOTHING,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
    });
    this.publisher = new KafkaPublisher(this.kafka);
    this.metrics = kafkaMetrics(registry);
  }

  publish(publication: Publication): Promise<void> {
    return this.publisher.publish(publication);
  }

  subscribe(subscriber: Subscriber): Promise<Subscription> {
    const { logger, watchMs } = this.options;
    const consumer = new KafkaSubscription({ kafka: this.kafka, subscriber, metrics: this.metrics, logger, watchMs });
    const subscription: Subscription = {
      stop: () => {
        this.subscriptions.delete(subscription);
        return consumer.stop();
      },
    };
    this.subscriptions.add(subscription);
    return Promise.resolve(subscription);
  }

  kept(topic: string): KeptTopic {
    return new KafkaTopic(this.kafka, topic);
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await this.publisher.close();
  }
}
