import type { RecordedEvent, SerializedEvent } from '@rung/event-store';

/** A batch of one lane of a topic, in order of position. At least once: positions may repeat, never skip. */
export interface Delivery {
  readonly topic: string;
  readonly lane: number;
  readonly events: readonly RecordedEvent[];
  /** Where the bus goes on after this batch, in the bus's own words; stored with the cursor, handed back on a restart. */
  readonly resume?: string;
}

/** Events of one lane that are handed to a topic, in order of position. */
export interface Publication extends Pick<Delivery, 'topic' | 'lane'> {
  readonly events: readonly (RecordedEvent | SerializedEvent)[];
}

/** How far a consumer has durably come in a lane. */
export interface LaneCursor {
  /** The last position taken; 0 for none. */
  readonly position: bigint;
  /** The `resume` of the delivery that was taken last. */
  readonly resume?: string;
}

/** Events of a lane that the producer's log lost in a restore and that an operator declared void: they never were. */
export interface Voiding {
  /** Names it, as a topic is read more than once. */
  readonly id: string;
  readonly topic: string;
  readonly lane: number;
  /** What came before this with a higher position is void. */
  readonly after: bigint;
  /** The epoch that goes on from there. */
  readonly epoch: string;
  readonly reason: string;
}

/** What a bus keeps of a topic, which outlives the producer's database. */
export interface KeptTopic {
  /** The first offset and the one after the last, by lane. */
  ends(): Promise<ReadonlyMap<number, KeptRange>>;
  /** Reads ranges of lanes, each in order; what is no event and no voiding is left out. */
  read(ranges: ReadonlyMap<number, KeptRange>, visit: (lane: number, records: readonly KeptRecord[]) => Promise<void>): Promise<void>;
  /** @throws WrongTopicConfig when it is set to drop some of what it holds, or to keep it as nobody can read it; nothing where it may not be asked. */
  mustKeepAll(): Promise<void>;
  /** Adds a voiding; durable when it resolves. */
  void(voiding: Voiding): Promise<void>;
}

export interface KeptRange {
  readonly from: bigint;
  /** Exclusive. */
  readonly to: bigint;
}

export type KeptRecord = { readonly offset: bigint; /** Who told it, by its own word. */ readonly source?: string } & (
  | { readonly event: RecordedEvent; /** False when its data cannot be read. */ readonly isWhole: boolean }
  | { readonly voiding: Voiding }
);

export interface Subscriber {
  readonly topic: string;
  /** Names the consumer to the broker; one subscriber of a group has a lane at a time. */
  readonly group: string;
  /** Asked at every (re)assignment of a lane, and after a take that threw. */
  cursor(lane: number): Promise<LaneCursor>;
  /**
   * Takes a batch durably. When it throws, the same events come again after a pause.
   * @returns the last position that it has of the lane; an earlier one than the batch's where all of that is void.
   * @throws PositionGap when the batch does not follow the cursor: then the bus goes back to it, or further.
   */
  take(delivery: Delivery): Promise<bigint>;
  /** Forgets what is void, durably, and goes on after `resume`. A subscriber that keeps nothing need not. */
  forget?(voiding: Voiding, resume: string): Promise<void>;
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
  publish(publication: Publication): Promise<void>;
  subscribe(subscriber: Subscriber): Promise<Subscription>;
  /** Absent where a topic is the producer's log itself. */
  kept?(topic: string): KeptTopic;
  close(): Promise<void>;
}

/** A topic is kept otherwise than its log: events would be lost or unreadable, or tell the hour that they must not. */
export class WrongTopicConfig extends Error {
  constructor(
    readonly topic: string,
    readonly config: string,
    readonly wanted: string,
    readonly found: string | undefined,
  ) {
    super(`Topic ${topic} has ${config}=${found}, and must have ${wanted}: kafka-configs.sh --alter --topic ${topic} --add-config ${config}=${wanted}`);
    this.name = 'WrongTopicConfig';
  }
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
export function mustFollow(source: string, lane: number, after: bigint, events: readonly Pick<RecordedEvent, 'position'>[]): void {
  let expected = after + 1n;
  for (const event of events) {
    if (event.position !== expected) throw new PositionGap(source, lane, expected, event.position);
    expected += 1n;
  }
}
