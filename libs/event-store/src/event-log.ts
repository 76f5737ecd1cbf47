import type { DomainEvent, EventCatalogue } from '@rung/event-sourcing';

/** Who and what an event came from. Empty for anonymous answers: nothing in it may link an author. */
export interface EventMetadata {
  readonly correlationId?: string;
  readonly causationId?: string;
  /** The opaque id of the person who acted, where privacy allows. */
  readonly actor?: string;
}

export interface NewEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
  /** A UUID; given by the caller where sealed text is bound to it, else drawn by the log. */
  readonly eventId?: string;
  /** ISO 8601; the day alone for anonymous answers. The log's clock where absent. */
  readonly occurredAt?: string;
  readonly metadata: EventMetadata;
}

/** One command's events for one stream. */
export interface Append {
  readonly streamId: string;
  /** The version that the decision was made on; 0 for a new stream. */
  readonly expectedVersion: number;
  /** The idempotency key, a UUID: the same key has one effect and one answer, for ever. */
  readonly commandId?: string;
  /** 64 hexadecimal digits of what was asked under the key: kept beside it, so that a key reused for something else shows. */
  readonly commandDigest?: string;
  readonly events: readonly NewEvent[];
}

/** What is kept of a command: where its events are, and of what was asked no more than a digest. */
export interface AnsweredCommand {
  readonly streamId: string;
  /** The version that it left its stream at. */
  readonly version: number;
  /** As it came with the append; absent where none came. */
  readonly commandDigest?: string;
}

export interface Appended extends AnsweredCommand {
  readonly lane: number;
  /** The position of the last event in its lane. */
  readonly position: bigint;
  /** Whether the command had been answered before: then this is the first answer again, on whatever stream that was. */
  readonly repeated: boolean;
}

/** The idempotency record of an append, which its first event carries: so that it can be imported again with its events. */
export interface RecordedCommand {
  readonly id: string;
  /** How many events the append had. */
  readonly size: number;
  readonly digest?: string;
}

export interface RecordedEvent {
  readonly lane: number;
  /** Dense per lane: 1, 2, 3 … in order of commit. */
  readonly position: bigint;
  readonly streamId: string;
  readonly streamVersion: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly eventId: string;
  readonly occurredAt: string;
  readonly data: unknown;
  readonly metadata: EventMetadata;
  /** The log's incarnation: a new one after a restore (see docs/decisions). */
  readonly epoch: string;
  /** On the first event of an append, when a lane is read. */
  readonly command?: RecordedCommand;
}

/** An event as it is stored, for whoever hands it on: its data are JSON that nobody has parsed. */
export interface SerializedEvent extends Omit<RecordedEvent, 'data'> {
  readonly json: string;
}

/** The write side of truth, and its tail. Everything an adapter promises is in the contract suite. */
export interface EventLog {
  /** The number of lanes, fixed when the log was created. */
  readonly lanes: number;
  readonly epoch: string;
  /**
   * Durable when it resolves: the events and the command's key in one transaction.
   * @throws VersionConflict when the stream is not at `expectedVersion`.
   */
  append(append: Append): Promise<Appended>;
  /** A stream's events in order, from `afterVersion` (exclusive). Empty for an unknown stream. */
  readStream(streamId: string, afterVersion?: number): Promise<readonly RecordedEvent[]>;
  /**
   * The answer that a command had, if it was answered; as durable as when it was appended.
   * @throws CommitUnknown while that cannot be said.
   */
  findCommand(commandId: string): Promise<AnsweredCommand | undefined>;
  /**
   * Resolves when all that could be read before is as durable as an append. For who answers "done" from what was read.
   * @throws CommitUnknown while that cannot be said.
   */
  untilDurable(): Promise<void>;
  /**
   * At most `limit` events of a lane, after a position (exclusive), in order and without a gap: fewer where they are large, one at
   * least, and none at the lane's end alone.
   */
  readLane(lane: number, after: bigint, limit: number): Promise<readonly RecordedEvent[]>;
  /** The same, unparsed. */
  readSerializedLane(lane: number, after: bigint, limit: number): Promise<readonly SerializedEvent[]>;
  /** The last position of each lane; 0 for an empty one. Index = lane. */
  heads(): Promise<readonly bigint[]>;
  /** Calls back when a lane may have grown: soon after a commit (NOTIFY), and now and then in any case. */
  onGrowth(listener: (lane: number) => void): () => void;
  close(): Promise<void>;
}

export class VersionConflict extends Error {
  constructor(
    readonly streamId: string,
    readonly expectedVersion: number,
    readonly currentVersion: number,
  ) {
    super(`Stream ${streamId} is at version ${currentVersion}, not at ${expectedVersion}.`);
    this.name = 'VersionConflict';
  }
}

/** Domain events as the log takes them. */
export function toNewEvents<Event extends DomainEvent>(
  catalogue: EventCatalogue<Event>,
  events: readonly Event[],
  metadata: EventMetadata,
): NewEvent[] {
  return events.map((event) => ({
    type: event.type,
    schemaVersion: catalogue.schemaVersionOf(event.type),
    data: event.data,
    metadata,
  }));
}
