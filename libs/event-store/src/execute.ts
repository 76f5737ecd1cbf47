import { DomainError, fold, type Decider, type DomainEvent, type EventCatalogue } from '@rung/event-sourcing';

import { toNewEvents, VersionConflict, type AnsweredCommand, type EventLog, type EventMetadata, type NewEvent } from './event-log.js';
import { failpoint } from './failpoint.js';
import type { Loaded } from './folded-streams.js';

export interface Execution<State, Command, Event extends DomainEvent> {
  readonly streamId: string;
  readonly decider: Decider<State, Command, Event>;
  readonly catalogue: EventCatalogue<Event>;
  readonly command: Command;
  /** The idempotency key. */
  readonly commandId?: string;
  /** Of what was asked under the key; see Append. Nothing that differs between a request and its retry may be in it. */
  readonly commandDigest?: string;
  /** From If-Match: refuse unless the stream is at this version. */
  readonly expectedVersion?: number;
  readonly metadata: EventMetadata;
  /** The last touch before the append: an event id that sealed text is bound to, a day in place of a time. */
  readonly stamp?: (event: NewEvent) => NewEvent;
  /** Loads the stream as it is by now; reads and folds all of it where absent. */
  readonly load?: () => Promise<Loaded<State>>;
}

const attempts = 5;

/**
 * Load, decide, append. A stream that moved meanwhile is decided again, unless the caller named the version.
 * @returns the version that the command left the stream at.
 * @throws DomainError from the decider, and idempotency-key-reused when the key answered another command, be it of another
 *   stream or with another digest: this one would else be lost in silence. VersionConflict when the caller's version is not the stream's, or it moved
 *   five times in a row.
 */
export async function execute<State, Command, Event extends DomainEvent>(
  log: EventLog,
  execution: Execution<State, Command, Event>,
): Promise<{ version: number }> {
  const { streamId, decider, catalogue, command, commandId, commandDigest, expectedVersion, metadata } = execution;
  const stamp = execution.stamp ?? ((event: NewEvent) => event);
  const load = execution.load ?? (() => loadWhole(log, execution));
  for (let attempt = 1; ; attempt += 1) {
    if (commandId !== undefined) {
      const answered = await log.findCommand(commandId);
      failpoint('command.looked-up');
      if (answered !== undefined) return answerAgain(answered, { streamId, commandDigest });
    }
    const { version, state } = await load();
    failpoint('command.loaded');
    if (expectedVersion !== undefined && expectedVersion !== version) {
      throw new VersionConflict(streamId, expectedVersion, version);
    }
    const decided = decider.decide(command, state);
    if (decided.length === 0) {
      await log.untilDurable(); // what was decided on may be here alone
      return { version };
    }
    try {
      const events = toNewEvents(catalogue, decided, metadata).map(stamp);
      const appended = await log.append({ streamId, expectedVersion: version, commandId, commandDigest, events });
      failpoint('command.appended');
      // Between the look above and the append, the same key may have been answered for something else.
      return appended.repeated ? answerAgain(appended, { streamId, commandDigest }) : { version: appended.version };
    } catch (error) {
      // The next look finds the caller's version passed, where one was named.
      if (!(error instanceof VersionConflict) || attempt >= attempts) throw error;
    }
  }
}

async function loadWhole<State, Command, Event extends DomainEvent>(
  log: EventLog,
  { streamId, decider, catalogue }: Execution<State, Command, Event>,
): Promise<Loaded<State>> {
  const recorded = await log.readStream(streamId);
  return { version: recorded.at(-1)?.streamVersion ?? 0, state: fold(decider, recorded.map((event) => catalogue.read(event))) };
}

/**
 * The first answer of a key, for a retry of the same command.
 * @param asked without a stream where the caller has yet to learn it; without a digest nothing is compared.
 * @throws DomainError idempotency-key-reused for another command.
 */
export function answerAgain(
  answered: AnsweredCommand,
  asked: { readonly streamId?: string; readonly commandDigest?: string },
): { version: number } {
  const isOfAnotherStream = asked.streamId !== undefined && asked.streamId !== answered.streamId;
  const isAnother = [asked.commandDigest, answered.commandDigest].every((digest) => digest !== undefined)
    && asked.commandDigest !== answered.commandDigest;
  if (isOfAnotherStream || isAnother) {
    throw new DomainError('idempotency-key-reused', 'This idempotency key was used for something else; draw a new one.');
  }
  return { version: answered.version };
}
