import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import { Commands, type Answered, type RequestContext } from '@rung/service-kit';

import { mustBeCollecting } from '../../domain/cycle/answering.js';
import { Enrolments } from '../../processes/launching/enrolments.js';
import { Roster } from '../../processes/roster/roster.js';
import { SealingKeys } from '../../privacy/sealing-keys.js';
import { reviewStream, Streams } from '../../streams.js';
import type { ParticipantBody } from './review-api.js';

/** Adds people to cycles that are open already. */
@Injectable()
export class NewParticipants {
  constructor(
    private readonly commands: Commands,
    private readonly streams: Streams,
    private readonly enrolments: Enrolments,
    private readonly roster: Roster,
    private readonly keys: SealingKeys,
  ) {}

  /** @throws DomainError cycle-not-open, not-found, participant-exists, participant-without-level, target-below-current, unavailable */
  async add(cycleId: string, { person, targetLevel }: ParticipantBody, context: RequestContext): Promise<Answered> {
    const before = await this.commands.firstAnswer('review', context);
    if (before !== undefined) return { version: before.version };
    const cycle = await this.streams.cycle(cycleId);
    mustBeCollecting(cycle);
    const enrolment = await this.enrolments.ofOne(cycle, person, targetLevel);
    await this.mustBeNew(enrolment.review, context);
    await this.keys.draw(cycleId, [enrolment.person]);
    await this.roster.enrol([enrolment]);
    const command = { type: 'AddParticipant', launch: { ...enrolment, at: context.receivedAt } } as const;
    return this.commands.run({ ...reviewStream(enrolment.review), command, context });
  }

  /** Refuses before anything is written; a repeated request goes on to its first answer. */
  private async mustBeNew(id: string, { commandId }: RequestContext): Promise<void> {
    const { status } = await this.streams.reviewIfAny(id);
    if (status !== 'none' && commandId === undefined) throw new DomainError('participant-exists', 'This person takes part in the cycle already.');
  }
}
