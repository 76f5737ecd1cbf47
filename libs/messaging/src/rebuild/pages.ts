import type { RecordedEvent } from '@rung/event-store';

import { mustFollow } from '../event-bus.js';
import type { Feed } from '../feed.js';

export interface Page {
  readonly lane: number;
  readonly after: bigint;
  readonly events: readonly RecordedEvent[];
}

/**
 * The pages of all lanes in turns, up to where their heads were. The next page is asked for while the one before it is
 * worked on.
 */
export async function* pagesOf(feed: Feed, from: ReadonlyMap<number, bigint>, pageEvents: number): AsyncGenerator<Page> {
  const positions = new Map(from);
  const heads = await feed.heads();
  const isLeft = (lane: number) => (positions.get(lane) ?? 0n) < (heads.get(lane) ?? 0n);
  const lanes = (await feed.lanes()).filter(isLeft);
  const ask = (lane: number | undefined) => {
    if (lane === undefined) return undefined;
    const after = positions.get(lane) ?? 0n;
    const events = feed.readLane(lane, after, pageEvents);
    events.catch(() => undefined); // heard of when it is awaited; whoever stops early never awaits it
    return { lane, after, events };
  };
  let asked = ask(lanes.shift());
  while (asked !== undefined) {
    const { lane, after } = asked;
    const events = await asked.events;
    mustFollow(feed.name, lane, after, events);
    positions.set(lane, after + BigInt(events.length));
    if (events.length > 0 && isLeft(lane)) lanes.push(lane);
    asked = ask(lanes.shift());
    if (events.length > 0) yield { lane, after, events };
  }
}
