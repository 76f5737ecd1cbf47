import type { RecordedEvent } from '@rung/event-store';

/** A batch of one lane of a topic, in order of position. At least once: positions may repeat, never skip. */
export interface Delivery {
  readonly topic: string;
  readonly lane: number;
  readonly events: readonly RecordedEvent[];
}

export interface Subscriber {
  readonly topic: string;
  /** Names the consumer to the broker; one subscriber of a group has a lane at a time. */
  readonly group: string;
  /** The last position of each lane that this consumer has durably taken; asked at every (re)assignment of a lane. */
  cursor(lane: number): Promise<bigint>;
  /** Takes a batch durably. When it throws, the same batch comes again after a pause. */
  take(delivery: Delivery): Promise<void>;
}

export interface Subscription {
  /** Stops after the batch in hand. */
  stop(): Promise<void>;
}

/** How events cross from a service to the others: Kafka, or a tail of the producer's log in the same process. */
export interface EventBus {
  /**
   * Hands a lane's events to the topic, in order; durable (acks=all) when it resolves. Lane = partition, key = stream id.
   * The in-process adapter reads the log itself, so it has nothing to do here.
   */
  publish(delivery: Delivery): Promise<void>;
  subscribe(subscriber: Subscriber): Promise<Subscription>;
  close(): Promise<void>;
}
