import { createHmac } from 'node:crypto';

import type { Decider, DomainEvent, EventCatalogue } from '@rung/event-sourcing';
import { answerAgain, execute, type AnsweredCommand, type EventLog, type Loaded, type NewEvent } from '@rung/event-store';

import { dayOf } from '../lifecycle/clock.js';
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
  /** Loads the stream as it is by now; reads and folds all of it where absent. */
  readonly load?: () => Promise<Loaded<State>>;
}

/** The way from a controller to a decider and its log. One per service, provided by the service's module. */
export class Commands {
  constructor(
    private readonly log: EventLog,
    /** PERSON_ID_SECRET: under it what is kept of a request tells nothing to who reads the log. */
    private readonly secret: string,
  ) {}

  /**
   * What the request's idempotency key was answered with; for a command that cannot be decided a second time.
   * @param kind what the command's streams are called: "cycle" for `cycle/…`.
   * @throws DomainError idempotency-key-reused when the key answered something else.
   */
  async firstAnswer(kind: string, context: RequestContext): Promise<AnsweredCommand | undefined> {
    if (context.commandId === undefined) return undefined;
    const answered = await this.log.findCommand(context.commandId);
    if (answered === undefined) return undefined;
    const streamId = answered.streamId.startsWith(`${kind}/`) ? answered.streamId : `${kind}/`;
    answerAgain(answered, { streamId, commandDigest: this.digestOf(context) });
    return answered;
  }

  /**
   * @returns the version that the command left the stream at; a repeated command id gets its first answer.
   * @throws DomainError from the decider, and idempotency-key-reused when the key answered something else; VersionConflict when the stream is not at `context.expectedVersion`.
   */
  run<State, Command, Event extends DomainEvent>(run: CommandRun<State, Command, Event>): Promise<{ version: number }> {
    const { streamId, decider, catalogue, command, context, load, anonymous = false } = run;
    const stamp = run.stamp ?? ((event: NewEvent) => event);
    return execute(this.log, {
      streamId,
      decider,
      catalogue,
      command,
      load,
      commandId: context.commandId,
      // A digest of anonymous answers could be compared with what somebody is known to have sent.
      commandDigest: anonymous ? undefined : this.digestOf(context),
      expectedVersion: context.expectedVersion,
      metadata: anonymous ? {} : { correlationId: context.correlationId, actor: context.actor.personId },
      // last, so that no stamp can put back the time that an anonymous event must not have
      stamp: anonymous ? (event) => ({ ...stamp(event), occurredAt: dayOf(context.receivedAt), metadata: {} }) : stamp,
    });
  }

  /** Whether a key's first answer was given to this very request; one that was kept without a digest counts as it. */
  isRepeat(answered: AnsweredCommand, context: RequestContext): boolean {
    return answered.commandDigest === undefined || answered.commandDigest === this.digestOf(context);
  }

  private digestOf({ requestDigest }: RequestContext): string | undefined {
    return requestDigest === undefined ? undefined : createHmac('sha256', this.secret).update(`command ${requestDigest}`).digest('hex');
  }
}
