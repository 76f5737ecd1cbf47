import type { RecordedEvent } from '@rung/event-store';

export interface StreamRange {
  readonly lane: number;
  readonly streamId: string;
  readonly after: bigint;
  readonly until: bigint;
}

/** Something with lanes that a projection reads at its own pace: a service's own log, or its inbox of another's topic. */
export interface Feed {
  readonly name: string;
  /** The lanes that exist now; an inbox may learn of more. */
  lanes(): Promise<readonly number[]>;
  /** At most `limit` events, fewer where they are large, and none at the lane's end alone. */
  readLane(lane: number, after: bigint, limit: number): Promise<readonly RecordedEvent[]>;
  /** The events of one stream in a lane, after a position (exclusive) up to another (inclusive), in order. */
  readStream(range: StreamRange): Promise<readonly RecordedEvent[]>;
  heads(): Promise<ReadonlyMap<number, bigint>>;
  onGrowth(listener: (lane: number) => void): () => void;
}
