import { Inject, Injectable } from '@nestjs/common';
import type { Decider, DomainEvent, EventCatalogue } from '@rung/event-sourcing';
import { execute, type EventLog, type RecordedEvent } from '@rung/event-store';
import { CLOCK, dayOf, type Clock } from '@rung/service-kit';

import { EVENT_LOG } from '../tokens.js';

export interface ProcessRun<State, Command, Event extends DomainEvent> {
  readonly streamId: string;
  readonly decider: Decider<State, Command, Event>;
  readonly catalogue: EventCatalogue<Event>;
  /** The command, given the time at which it is given, ISO 8601. */
  readonly command: (at: string) => Command;
  /** The event that made the process act; left out for a peer's or upward assessment, which nothing may be linked to. */
  readonly cause?: RecordedEvent;
}

/** Commands of the processes: nobody's, and safe to give twice, as their deciders answer a second one with nothing. */
@Injectable()
export class ProcessCommands {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  run<State, Command, Event extends DomainEvent>({ cause, command, ...stream }: ProcessRun<State, Command, Event>): Promise<{ version: number }> {
    const at = this.clock.now().toISOString();
    const run = { ...stream, command: command(at) };
    if (cause === undefined) return execute(this.log, { ...run, metadata: {}, stamp: (event) => ({ ...event, occurredAt: dayOf(at) }) });
    const { correlationId } = cause.metadata;
    return execute(this.log, { ...run, metadata: { causationId: cause.eventId, ...(correlationId !== undefined && { correlationId }) } });
  }
}
