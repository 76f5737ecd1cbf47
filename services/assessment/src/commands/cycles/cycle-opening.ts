import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import { Commands, type Answered, type RequestContext } from '@rung/service-kit';

import { KnownLevels } from '../../processes/launching/known-levels.js';
import { Directory } from '../../reference/directory/directory.js';
import { cycleStream, Streams } from '../../streams.js';

/** Opens cycles over people who can take part. */
@Injectable()
export class CycleOpening {
  constructor(
    private readonly commands: Commands,
    private readonly streams: Streams,
    private readonly directory: Directory,
    private readonly levels: KnownLevels,
  ) {}

  /**
   * @throws DomainError population-empty when no position of these people is assessed by the cycle's matrix; unknown-level when it
   *   lacks the level of somebody; cycle-not-draft, deadline-passed.
   */
  async open(id: string, context: RequestContext): Promise<Answered> {
    const before = await this.commands.firstAnswer('cycle', context);
    if (before !== undefined) return { version: before.version };
    const cycle = await this.streams.cycle(id);
    if ((await this.directory.countMembers(cycle.population, cycle.matrix.id)) === 0) {
      throw new DomainError('population-empty', `Nobody in the population has a position that the matrix "${cycle.matrix.id}" assesses.`);
    }
    if (cycle.status === 'draft') await this.levels.mustHaveAll(cycle);
    const command = { type: 'OpenCycle', by: context.actor.personId, at: context.receivedAt } as const;
    return this.commands.run({ ...cycleStream(id), command, context });
  }
}
