import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';

import { statusOf } from '../../domain/cycle/cycle.js';
import { Enrolments } from '../../processes/launching/enrolments.js';
import { Roster } from '../../processes/roster/roster.js';
import { Streams } from '../../streams.js';
import type { TargetBody } from './review-api.js';

/** Sets what somebody works towards, before the launch freezes it. */
@Injectable()
export class Targets {
  constructor(
    private readonly streams: Streams,
    private readonly enrolments: Enrolments,
    private readonly roster: Roster,
  ) {}

  /** The last one counts. @throws DomainError cycle-not-draft, not-found, participant-without-level, unknown-level, target-below-current, matrix-too-large, unavailable */
  async set(cycleId: string, person: string, { targetLevel: named }: TargetBody): Promise<void> {
    const cycle = await this.streams.cycle(cycleId);
    if (cycle.status !== 'draft') {
      throw new DomainError('cycle-not-draft', `Targets are frozen when a cycle opens; this one is ${statusOf(cycle)}.`);
    }
    const { targetLevel } = await this.enrolments.ofOne(cycle, person, named);
    await this.roster.nameTarget(cycleId, person, targetLevel);
  }
}
