import type { Decider, DomainEvent, EventCatalogue } from '@rung/event-sourcing';
import { execute, type EventLog, type NewEvent } from '@rung/event-store';

import { dayOf, systemClock, type Clock } from '../lifecycle/clock.js';
import type { RequestContext } from './request-context.js';

export interface CommandRun<State, Command, Event extends DomainEvent> {
  readonly streamId: string;
  readonly decider: Decider<State, Command, Event>;
  readonly catalogue: EventCatalogue<Event>;
  readonly command: Command;
  readonly context: RequestContext;
  /** Nothing of the author: no actor, no correlation id, the day in place of the time. For peers' and upward answers. */
  readonly anonymous?: boolean;
  /** The last touch before the append: an event id that sealed text is bound to. */
  readonly stamp?: (event: NewEvent) => NewEvent;
}

/** The way from a controller to a decider and its log. One per service, provided by the service's module. */
export class Commands {
  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock = systemClock,
  ) {}

  /**
   * @returns the version that the command left the stream at; a repeated command id gets its first answer.
   * @throws DomainError from the decider; VersionConflict when the stream is not at `context.expectedVersion`.
   */
  run<State, Command, Event extends DomainEvent>(run: CommandRun<State, Command, Event>): Promise<{ version: number }> {
    const { streamId, decider, catalogue, command, context, anonymous = false } = run;
    const stamp = run.stamp ?? ((event: NewEvent) => event);
    return execute(this.log, {
      streamId,
      decider,
      catalogue,
      command,
      commandId: context.commandId,
      expectedVersion: context.expectedVersion,
      metadata: anonymous ? {} : { correlationId: context.correlationId, actor: context.actor.personId },
      // last, so that no stamp can put back the time that an anonymous event must not have
      stamp: anonymous ? (event) => ({ ...stamp(event), occurredAt: dayOf(this.clock.now()), metadata: {} }) : stamp,
    });
  }
}
