import type { RecordedEvent } from '@rung/event-store';

/** A topic holds later events and lacks earlier ones, as one does that was created anew and told the next ones, or was compacted. */
export class TopicHole extends Error {
  constructor(
    readonly topic: string,
    readonly lane: number,
    readonly position: bigint,
  ) {
    super(`Topic ${topic} has no event at position ${position} of lane ${lane}, but later ones: nobody who begins with it can follow. Delete it and create it with the deploy step; everything is handed over again.`);
    this.name = 'TopicHole';
  }
}

/**
 * Whether something is missing between these, or before them where they are all of a lane. It need not be: what was handed over a second time
 * may stand among them, without what came between.
 * @param from the offset from which on these were read, to the end of the partition; no voiding is among them.
 */
export function mayHaveHole(from: bigint, events: readonly Pick<RecordedEvent, 'position'>[]): boolean {
  const [first] = events;
  let highest = from === 0n || first === undefined ? 0n : first.position;
  for (const { position } of events) {
    if (position > highest + 1n) return true;
    if (position > highest) highest = position;
  }
  return false;
}
