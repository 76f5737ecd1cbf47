import { createHash } from 'node:crypto';

import type { RecordedEvent } from '@rung/event-store';

export interface Sample extends Partial<RecordedEvent> {
  readonly lane?: number;
  readonly position: bigint;
}

/** A recorded event with made-up but repeatable contents: the same position is the same event. */
export function sampleEvent(sample: Sample): RecordedEvent {
  const { lane = 0, position } = sample;
  const hex = createHash('sha256').update(`${lane}/${position}`).digest('hex');
  return {
    streamId: `plan/${lane}-${position % 3n}`,
    streamVersion: Number((position - 1n) / 3n) + 1,
    type: 'GoalSet',
    schemaVersion: 1,
    eventId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
    occurredAt: '2026-11-22T10:00:00.000Z',
    data: { goal: `goal ${position}` },
    metadata: { correlationId: `request-${position}` },
    epoch: '7/1/0',
    ...sample,
    lane,
  };
}

/** The events of a lane from one position to another, both included. */
export function sampleEvents(from: number, to: number, lane = 0): RecordedEvent[] {
  return Array.from({ length: to - from + 1 }, (_, index) => sampleEvent({ lane, position: BigInt(from + index) }));
}
