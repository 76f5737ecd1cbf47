import { Injectable } from '@nestjs/common';
import { Commands, type Answered, type RequestContext } from '@rung/service-kit';

import { mustTakeConfirmations } from '../../domain/cycle/answering.js';
import { CycleSecrets } from '../../privacy/cycle-secrets.js';
import { reviewIdOf } from '../../privacy/derived-ids.js';
import { reviewStream, Streams } from '../../streams.js';

/** Confirms proposed grades; each confirmation names who did. */
@Injectable()
export class Confirmations {
  constructor(
    private readonly commands: Commands,
    private readonly streams: Streams,
    private readonly secrets: CycleSecrets,
  ) {}

  /** @throws DomainError not-found, grade-not-proposed, grade-already-confirmed, cycle-not-in-calibration */
  async confirm(cycleId: string, person: string, context: RequestContext): Promise<Answered> {
    const before = await this.commands.firstAnswer('review', context);
    if (before !== undefined) return { version: before.version };
    const id = reviewIdOf(await this.secrets.of(cycleId), person);
    mustTakeConfirmations(await this.streams.cycle(cycleId));
    const command = { type: 'ConfirmGrade', by: context.actor.personId, at: context.receivedAt } as const;
    return this.commands.run({ ...reviewStream(id), command, context });
  }
}
