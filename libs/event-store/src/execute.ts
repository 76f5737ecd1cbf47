import { DomainError, fold, type Decider, type DomainEvent, type EventCatalogue } from '@rung/event-sourcing';

import { toNewEvents, VersionConflict, type EventLog, type EventMetadata, type NewEvent } from './event-log.js';

export interface Execution<State, Command, Event extends DomainEvent> {
  readonly streamId: string;
  readonly decider: Decider<State, Command, Event>;
  readonly catalogue: EventCatalogue<Event>;
  readonly command: Command;
  /** The idempotency key. */
  readonly commandId?: string;
  /** From If-Match: refuse unless the stream is at this version. */
  readonly expectedVersion?: number;
  readonly metadata: EventMetadata;
  /** The last touch before the append: an event id that sealed text is bound to, a day in place of a time. */
  readonly stamp?: (event: NewEvent) => NewEvent;
}

const attempts = 5;

/**
 * Load, decide, append. A stream that moved meanwhile is decided again, unless the caller named the version.
 * @returns the version that the command left the stream at.
 * @throws DomainError from the decider, and idempotency-key-reused when the key answered a command of another stream, which
 *   would else be lost in silence; VersionConflict when the caller's version is not the stream's, or it moved
 *   five times in a row.
 */
export async function execute<State, Command, Event extends DomainEvent>(
  log: EventLog,
  execution: Execution<State, Command, Event>,
): Promise<{ version: number }> {
  const { streamId, decider, catalogue, command, commandId, expectedVersion, metadata } = execution;
  const stamp = execution.stamp ?? ((event: NewEvent) => event);
  for (let attempt = 1; ; attempt += 1) {
    if (commandId !== undefined) {
      const answered = await log.findCommand(commandId);
      if (answered?.streamId === streamId) return { version: answered.version };
      if (answered !== undefined) {
        throw new DomainError('idempotency-key-reused', 'This idempotency key was used for something else; draw a new one.');
      }
    }
    const recorded = await log.readStream(streamId);
    const version = recorded.at(-1)?.streamVersion ?? 0;
    if (expectedVersion !== undefined && expectedVersion !== version) {
      throw new VersionConflict(streamId, expectedVersion, version);
    }
    const decided = decider.decide(command, fold(decider, recorded.map((event) => catalogue.read(event))));
    if (decided.length === 0) return { version };
    try {
      const events = toNewEvents(catalogue, decided, metadata).map(stamp);
      const appended = await log.append({ streamId, expectedVersion: version, commandId, events });
      return { version: appended.version };
    } catch (error) {
      const mayRetry = error instanceof VersionConflict && expectedVersion === undefined && attempt < attempts;
      if (!mayRetry) throw error;
    }
  }
}
