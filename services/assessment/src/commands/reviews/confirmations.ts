import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { SealedText } from '@rung/contracts';
import { Commands, type Answered, type RequestContext } from '@rung/service-kit';

import { mustTakeConfirmations } from '../../domain/cycle/answering.js';
import { namedGrade } from '../../domain/review/levels.js';
import { CycleSecrets } from '../../privacy/cycle-secrets.js';
import { reviewIdOf } from '../../privacy/derived-ids.js';
import { SealingKeys } from '../../privacy/sealing-keys.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { reviewStream, Streams } from '../../streams.js';
import type { ConfirmationBody } from './review-api.js';

/** Confirms grades, as they were proposed or calibrated; each confirmation names who did. */
@Injectable()
export class Confirmations {
  constructor(
    private readonly commands: Commands,
    private readonly streams: Streams,
    private readonly matrices: Matrices,
    private readonly secrets: CycleSecrets,
    private readonly keys: SealingKeys,
  ) {}

  /**
   * The reason is sealed for the very event that will carry it.
   * @throws DomainError not-found, unknown-level, grade-not-proposed, grade-already-confirmed, cycle-not-in-calibration, own-grade,
   *   calibration-not-yours, reason-required, invalid-request
   */
  async confirm(cycleId: string, person: string, body: ConfirmationBody, context: RequestContext): Promise<Answered> {
    const before = await this.commands.firstAnswer('review', context);
    if (before !== undefined) return { version: before.version };
    const id = reviewIdOf(await this.secrets.of(cycleId), person);
    const cycle = await this.streams.cycle(cycleId);
    mustTakeConfirmations(cycle);
    const grade = body.grade === undefined ? undefined : namedGrade(await this.matrices.pinned(cycle.matrix), body.grade);
    const eventId = randomUUID();
    const reason = body.reason === undefined ? null : await this.sealed(body.reason, person, cycleId, eventId);
    const { actor, receivedAt: at } = context;
    const command = { type: 'ConfirmGrade', grade, reason, mayCalibrate: actor.roles.has('hr'), by: actor.personId, at } as const;
    return this.commands.run({ ...reviewStream(id), command, context, stamp: (event) => ({ ...event, eventId }) });
  }

  private async sealed(text: string, person: string, cycleId: string, eventId: string): Promise<SealedText> {
    await this.keys.drawLate(person, 'calibration', cycleId);
    return (await this.keys.sealer(person, 'calibration', cycleId))(text, eventId);
  }
}
