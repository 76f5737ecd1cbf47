import type { RecordedEvent } from '@rung/event-store';

/** Something with lanes that a projection reads at its own pace: a service's own log, or its inbox of another's topic. */
export interface Feed {
  readonly name: string;
  /** The lanes that exist now; an inbox may learn of more. */
  lanes(): Promise<readonly number[]>;
  readLane(lane: number, after: bigint, limit: number): Promise<readonly RecordedEvent[]>;
  heads(): Promise<ReadonlyMap<number, bigint>>;
  onGrowth(listener: (lane: number) => void): () => void;
}
