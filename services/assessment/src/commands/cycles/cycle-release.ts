import { Injectable } from '@nestjs/common';
import { Commands, type RequestContext } from '@rung/service-kit';

import { orUnavailable } from '../../processes/roster/caught-up.js';
import { Roster } from '../../processes/roster/roster.js';
import { cycleStream } from '../../streams.js';
import type { Answered } from '@rung/service-kit';

const patienceMs = 5_000;

/**
 * Releases a cycle. Whether every grade is proposed and confirmed is what the roster says once it has seen all that is in
 * the log: what was confirmed before the request counts.
 */
@Injectable()
export class CycleRelease {
  constructor(
    private readonly commands: Commands,
    private readonly roster: Roster,
  ) {}

  /** @throws DomainError unavailable when the roster is behind for long; what the decider refuses. */
  async release(id: string, confirmedOnly: boolean, context: RequestContext): Promise<Answered> {
    await orUnavailable(this.roster.caughtUp(patienceMs), 'Not all confirmations have been counted yet; try again.');
    const counts = await this.roster.counts(id);
    return this.commands.run({
      ...cycleStream(id),
      command: { type: 'ReleaseCycle', ...counts, confirmedOnly, by: context.actor.personId, at: context.receivedAt },
      context,
    });
  }
}
