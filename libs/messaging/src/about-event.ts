// What a log line says of an event: where it is, and the request that it came from, but nothing of what it holds.
import type { RecordedEvent } from '@rung/event-store';

const events = new WeakMap<object, RecordedEvent>();

/** Peers' and upward answers have no correlation id. */
export function aboutEvent({ streamId: stream, position, type, metadata: { correlationId } }: RecordedEvent): object {
  return { stream, position: String(position), type, ...(correlationId !== undefined && { correlationId }) };
}

/** Remembers at which event a failure came up, for the line that tells of it where the event is not known. @returns the failure. */
export function cameUpAt(event: RecordedEvent, failure: unknown): unknown {
  if (typeof failure === 'object' && failure !== null) events.set(failure, event);
  return failure;
}

/** Nothing where no single event is known to be the one. */
export function aboutCause(failure: unknown): object {
  const event = typeof failure === 'object' && failure !== null ? events.get(failure) : undefined;
  return event === undefined ? {} : aboutEvent(event);
}
