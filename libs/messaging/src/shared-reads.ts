import type { RecordedEvent } from '@rung/event-store';

import { answeredTogether } from './answered-together.js';
import type { Feed } from './feed.js';

type ReadLane = Feed['readLane'];

interface Read {
  readonly lane: number;
  readonly after: bigint;
  readonly limit: number;
}

const placeOf = ({ lane, after }: Read): string => `${lane}/${after}`;

/**
 * Growth wakes all followers of a lane at once, and most of them stand at the same place: who asks for the same place in the
 * same turn of the event loop shares one read, and the events that it finds.
 */
export function sharedReads(read: ReadLane): ReadLane {
  const ask = answeredTogether((asked: readonly Read[]) => {
    const widest = new Map<string, Read>();
    for (const one of asked) {
      const { limit = -1 } = widest.get(placeOf(one)) ?? {};
      if (one.limit > limit) widest.set(placeOf(one), one);
    }
    return new Map([...widest].map(([place, { lane, after, limit }]) => [place, read(lane, after, limit)]));
  });
  return async (lane, after, limit) => {
    const one = { lane, after, limit };
    const events = (await (await ask(one)).get(placeOf(one))) as readonly RecordedEvent[];
    return events.length > limit ? events.slice(0, limit) : events;
  };
}
