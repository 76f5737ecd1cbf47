import type { EventLog, RecordedEvent } from '@rung/event-store';

import type { Feed } from './feed.js';

/** A service's own log, as a feed. */
export class LogFeed implements Feed {
  constructor(
    private readonly log: EventLog,
    readonly name: string,
  ) {}

  lanes(): Promise<readonly number[]> {
    return Promise.resolve(Array.from({ length: this.log.lanes }, (_, lane) => lane));
  }

  readLane(lane: number, after: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    return this.log.readLane(lane, after, limit);
  }

  async heads(): Promise<ReadonlyMap<number, bigint>> {
    return new Map([...(await this.log.heads()).entries()]);
  }

  onGrowth(listener: (lane: number) => void): () => void {
    return this.log.onGrowth(listener);
  }
}
