import type { EventLog, RecordedEvent } from '@rung/event-store';

import type { Feed, StreamRange } from './feed.js';
import { sharedReads } from './shared-reads.js';

/** A service's own log, as a feed. */
export class LogFeed implements Feed {
  readonly readLane: Feed['readLane'];

  constructor(
    private readonly log: EventLog,
    readonly name: string,
  ) {
    this.readLane = sharedReads((lane, after, limit) => log.readLane(lane, after, limit));
  }

  lanes(): Promise<readonly number[]> {
    return Promise.resolve(Array.from({ length: this.log.lanes }, (_, lane) => lane));
  }

  async readStream({ lane, streamId, after, until }: StreamRange): Promise<readonly RecordedEvent[]> {
    // the log finds a stream's events by their versions, and what comes first tells where to begin
    const [first] = await this.log.readLane(lane, after, 1);
    const isFirstOfStream = first?.streamId === streamId;
    const events = await this.log.readStream(streamId, isFirstOfStream ? first.streamVersion - 1 : 0);
    return events.filter((event) => event.lane === lane && event.position > after && event.position <= until);
  }

  async heads(): Promise<ReadonlyMap<number, bigint>> {
    return new Map([...(await this.log.heads()).entries()]);
  }

  onGrowth(listener: (lane: number) => void): () => void {
    return this.log.onGrowth(listener);
  }
}
