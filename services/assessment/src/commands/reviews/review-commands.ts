import { randomUUID } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import type { NewEvent } from '@rung/event-store';
import { Commands, PERSON_ID_SECRET, personIdFrom, type RequestContext } from '@rung/service-kit';

import { findCell, refOf } from '../../domain/assessment/cells.js';
import { mustBeCollecting, mustTakeConfirmations } from '../../domain/cycle/answering.js';
import { mustHaveBegun } from '../../domain/review/evidence-day.js';
import type { ReviewCommand } from '../../domain/review/review.js';
import { Enrolments } from '../../processes/launching/enrolments.js';
import { Roster } from '../../processes/roster/roster.js';
import { CycleSecrets } from '../../privacy/cycle-secrets.js';
import { reviewIdOf } from '../../privacy/derived-ids.js';
import { SealingKeys } from '../../privacy/sealing-keys.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { reviewStream, Streams } from '../../streams.js';
import type { Answered } from '@rung/service-kit';
import type { EvidenceAnswer, EvidenceBody, ParticipantBody } from './review-api.js';

/** What is done with one participant of a cycle. */
@Injectable()
export class ReviewCommands {
  constructor(
    private readonly commands: Commands,
    private readonly streams: Streams,
    private readonly matrices: Matrices,
    private readonly secrets: CycleSecrets,
    private readonly keys: SealingKeys,
    private readonly roster: Roster,
    private readonly enrolments: Enrolments,
    @Inject(PERSON_ID_SECRET) private readonly personIdSecret: string,
  ) {}

  /** @throws DomainError cycle-not-open, not-found, participant-exists, participant-without-level, target-below-current, unavailable */
  async add(cycleId: string, { person, targetLevel }: ParticipantBody, context: RequestContext): Promise<Answered> {
    const before = await this.firstAnswer(context);
    if (before !== undefined) return before;
    const cycle = await this.streams.cycle(cycleId);
    mustBeCollecting(cycle);
    const enrolment = await this.enrolments.ofOne(cycle, personIdFrom(this.personIdSecret, person), targetLevel);
    await this.mustBeNew(enrolment.review, context);
    await this.keys.draw(cycleId, [enrolment.person]);
    await this.roster.enrol([enrolment]);
    return this.run(enrolment.review, { type: 'AddParticipant', launch: { ...enrolment, at: context.receivedAt } }, context);
  }

  /** The text is sealed for the very event that will carry it. @throws DomainError invalid-request, cycle-not-open, not-found, unknown-competency, unknown-level */
  async recordEvidence(cycleId: string, person: string, body: EvidenceBody, context: RequestContext): Promise<EvidenceAnswer> {
    const evidence = context.commandId ?? randomUUID();
    const before = await this.firstAnswer(context);
    if (before !== undefined) return { evidence, ...before };
    const { competency, level, on, text } = body;
    mustHaveBegun(on, context.receivedAt);
    const cycle = await this.streams.cycle(cycleId);
    const id = await this.reviewId(cycleId, person);
    const cell = findCell(await this.matrices.pinned(cycle.matrix), competency, level);
    if (typeof cell === 'string') throw new DomainError(cell, `The matrix has no cell "${competency}" at the level "${level}".`);
    mustBeCollecting(cycle);
    const eventId = randomUUID();
    const sealText = await this.keys.sealer(person, 'evidence', cycleId);
    const command = { type: 'RecordEvidence', evidence, ...refOf(cell), on, text: sealText(text, eventId) } as const;
    const { version } = await this.run(id, command, context, (event) => ({ ...event, eventId }));
    return { evidence, version };
  }

  /** @throws DomainError not-found, grade-not-proposed, grade-already-confirmed, cycle-not-in-calibration */
  async confirm(cycleId: string, person: string, context: RequestContext): Promise<Answered> {
    const before = await this.firstAnswer(context);
    if (before !== undefined) return before;
    const id = await this.reviewId(cycleId, person);
    mustTakeConfirmations(await this.streams.cycle(cycleId));
    return this.run(id, { type: 'ConfirmGrade', by: context.actor.personId, at: context.receivedAt }, context);
  }

  /** A retry gets it even when the cycle has moved on meanwhile. */
  private async firstAnswer(context: RequestContext): Promise<Answered | undefined> {
    const answered = await this.commands.firstAnswer('review', context);
    return answered && { version: answered.version };
  }

  private run(id: string, command: ReviewCommand, context: RequestContext, stamp?: (event: NewEvent) => NewEvent): Promise<Answered> {
    return this.commands.run({ ...reviewStream(id), command, context, stamp });
  }

  private async reviewId(cycle: string, person: string): Promise<string> {
    return reviewIdOf(await this.secrets.of(cycle), person);
  }

  /** Refuses before anything is written; a repeated request goes on to its first answer. */
  private async mustBeNew(id: string, { commandId }: RequestContext): Promise<void> {
    const { status } = await this.streams.reviewIfAny(id);
    if (status !== 'none' && commandId === undefined) throw new DomainError('participant-exists', 'This person takes part in the cycle already.');
  }
}
