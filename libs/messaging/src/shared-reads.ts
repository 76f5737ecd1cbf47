import type { RecordedEvent } from '@rung/event-store';

import type { Feed } from './feed.js';

type ReadLane = Feed['readLane'];

interface Shared {
  /** The most that anybody asks for. */
  limit: number;
  readonly answer: Promise<readonly RecordedEvent[]>;
}

/**
 * Growth wakes all followers of a lane at once, and most of them stand at the same place: who asks for the same place in the
 * same turn of the event loop shares one read, and the events that it finds. The read begins after the last of them has
 * asked, so nobody is answered by what was read before his question.
 */
export function sharedReads(read: ReadLane): ReadLane {
  const asked = new Map<string, Shared>();
  const ask = (place: string, lane: number, after: bigint): Shared => {
    const answer = new Promise<void>((resolve) => void setImmediate(resolve)).then(() => {
      asked.delete(place);
      return read(lane, after, shared.limit);
    });
    const shared: Shared = { limit: 0, answer };
    asked.set(place, shared);
    return shared;
  };
  return async (lane, after, limit) => {
    const place = `${lane}/${after}`;
    const shared = asked.get(place) ?? ask(place, lane, after);
    shared.limit = Math.max(shared.limit, limit);
    const events = await shared.answer;
    return events.length > limit ? events.slice(0, limit) : events;
  };
}
