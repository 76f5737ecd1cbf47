import type { RecordedEvent } from '@rung/event-store';

/** A batch of one lane of a topic, in order of position. At least once: positions may repeat, never skip. */
export interface Delivery {
  readonly topic: string;
  readonly lane: number;
  readonly events: readonly RecordedEvent[];
  /** Where the bus goes on after this batch, in the bus's own words; stored with the cursor, handed back on a restart. */
  readonly resume?: string;
}

/** How far a consumer has durably come in a lane. */
export interface LaneCursor {
  /** The last position taken; 0 for none. */
  readonly position: bigint;
  /** The `resume` of the delivery that was taken last. */
  readonly resume?: string;
}

export interface Subscriber {
  readonly topic: string;
  /** Names the consumer to the broker; one subscriber of a group has a lane at a time. */
  readonly group: string;
  /** Asked at every (re)assignment of a lane, and after a take that threw. */
  cursor(lane: number): Promise<LaneCursor>;
  /**
   * Takes a batch durably. When it throws, the same events come again after a pause.
   * @throws PositionGap when the batch does not follow the cursor: then the bus goes back to it, or further.
   */
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

/** Events are missing between the cursor and what came: nothing may be taken over the hole. */
export class PositionGap extends Error {
  constructor(
    readonly source: string,
    readonly lane: number,
    readonly expected: bigint,
    readonly found: bigint,
  ) {
    super(`Lane ${lane} of ${source} continues at position ${found}, not at ${expected}.`);
    this.name = 'PositionGap';
  }
}

/** A position that was taken came again as another event: the producer's log was restored to an earlier state. */
export class LaneRewritten extends Error {
  constructor(
    readonly source: string,
    readonly lane: number,
    readonly position: bigint,
  ) {
    super(`Lane ${lane} of ${source} has another event at position ${position} than the one that was taken; the inbox must be rebuilt.`);
    this.name = 'LaneRewritten';
  }
}

/** Asserts what every reader relies on: positions follow one another without a gap. @throws PositionGap */
export function mustFollow(source: string, lane: number, after: bigint, events: readonly RecordedEvent[]): void {
  let expected = after + 1n;
  for (const event of events) {
    if (event.position !== expected) throw new PositionGap(source, lane, expected, event.position);
    expected += 1n;
  }
}
