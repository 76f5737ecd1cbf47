// What every append bench appends.
import type { EventLog } from '@rung/event-store';
import { randomUUID } from 'node:crypto';

import { sideBySide } from './clients.js';
import { counted } from './counted.js';
import { eventData, eventMetadata } from './event-of-600-bytes.js';

/** An event of 600 bytes on a new stream, under a key of its own. */
export async function appendOne(log: EventLog): Promise<void> {
  await log.append({
    streamId: `assessment/${randomUUID()}`,
    expectedVersion: 0,
    commandId: randomUUID(),
    events: [{ type: 'AssessmentSubmitted', schemaVersion: 1, data: eventData, metadata: eventMetadata }],
  });
}

/** @returns how many appends a second so many clients get acknowledged. @throws Error when the log has not grown by as many. */
export function appendsPerSecond(log: EventLog, clients: number, runMs: number): Promise<number> {
  return counted(() => eventsIn(log), () => sideBySide(clients, runMs, () => appendOne(log)));
}

/** Positions are dense. */
export async function eventsIn(log: EventLog): Promise<number> {
  return (await log.heads()).reduce((sum, head) => sum + Number(head), 0);
}
