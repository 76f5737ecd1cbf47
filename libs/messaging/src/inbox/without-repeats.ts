import type { RecordedEvent } from '@rung/event-store';

import { LaneRewritten } from '../event-bus.js';

/**
 * Parts a batch into what goes up and what comes again. A relay that lost the answer of the bus hands over twice, and one
 * fetch may bring both: …, 110, 101, …, 120.
 * @returns the events above all before them, and the others, which may have been taken long ago.
 * @throws LaneRewritten when a position comes again as another event.
 */
export function withoutRepeats(
  source: string,
  lane: number,
  batch: readonly RecordedEvent[],
): { events: readonly RecordedEvent[]; repeats: readonly RecordedEvent[] } {
  const kept = new Map<bigint, RecordedEvent>();
  const repeats: RecordedEvent[] = [];
  let highest = 0n;
  for (const event of batch) {
    if (event.position > highest) {
      kept.set(event.position, event);
      highest = event.position;
    } else {
      const first = kept.get(event.position);
      if (first !== undefined && first.eventId !== event.eventId) throw new LaneRewritten(source, lane, event.position);
      repeats.push(event);
    }
  }
  return { events: [...kept.values()], repeats };
}
