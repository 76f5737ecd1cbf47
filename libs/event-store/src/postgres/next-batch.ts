// Which of the queued appends go into the next batch.
import type { PendingAppend } from './pending-append.js';

const mostEvents = 500;
const mostBytes = 8 * 1024 * 1024;

/**
 * A batch holds one append per stream and one per command id, because its checks see only what was there before it. A
 * stream's appends keep their order. A single append may exceed the limits: then it goes alone.
 * @param queue not empty, in order of arrival.
 * @returns the batch sorted by stream, as the index likes it, and what stays queued.
 */
export function takeBatch(queue: readonly PendingAppend[]): { batch: PendingAppend[]; rest: PendingAppend[] } {
  const batch: PendingAppend[] = [];
  const rest: PendingAppend[] = [];
  const streams = new Set<string>();
  const commands = new Set<string>();
  let events = 0;
  let bytes = 0;
  let full = false;
  for (const append of queue) {
    const tooMuch = events + append.rows.length > mostEvents || bytes + append.bytes > mostBytes;
    full ||= batch.length > 0 && tooMuch;
    if (full || streams.has(append.streamId) || commands.has(append.commandId)) {
      rest.push(append);
    } else {
      batch.push(append);
      events += append.rows.length;
      bytes += append.bytes;
    }
    // Also of an append that waits: what is behind it on its stream waits, too.
    streams.add(append.streamId);
    commands.add(append.commandId);
  }
  batch.sort((one, other) => (one.streamId < other.streamId ? -1 : 1));
  return { batch, rest };
}
