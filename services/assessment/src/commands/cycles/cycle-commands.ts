import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { Injectable } from '@nestjs/common';
import type { Phase } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';
import { Commands, type Answered, type RequestContext } from '@rung/service-kit';

import type { CycleCommand } from '../../domain/cycle/cycle.js';
import { mustHaveRoom } from '../../domain/grading/index.js';
import { CycleSecrets } from '../../privacy/cycle-secrets.js';
import { Directory } from '../../reference/directory/directory.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { cycleStream, Streams } from '../../streams.js';
import { defaultGroups, type CreatedCycle, type CycleBody } from './cycle-api.js';

type Plain = 'CloseCycle' | 'CancelCycle';

/** What HR does with a cycle. */
@Injectable()
export class CycleCommands {
  constructor(
    private readonly commands: Commands,
    private readonly streams: Streams,
    private readonly matrices: Matrices,
    private readonly directory: Directory,
    private readonly secrets: CycleSecrets,
  ) {}

  /**
   * Without an id of the client's, the idempotency key is the id, so that a retry finds the same cycle.
   * @throws DomainError idempotency-key-reused, matrix-version-unknown, matrix-version-retired, matrix-too-large, invalid-request for units that the directory does not have, and groups that the matrix
   * does not have, deadline-passed, cycle-exists
   */
  async create(body: CycleBody, context: RequestContext): Promise<CreatedCycle> {
    const { name, matrix, population, policy } = body;
    const id = body.id ?? context.commandId ?? randomUUID();
    const answered = await this.commands.firstAnswer('cycle', context);
    if (answered !== undefined) return { id: answered.streamId.slice(cycleStream('').streamId.length), version: answered.version };
    const { pin, content } = await this.matrices.choosable(matrix.id, matrix.version);
    mustHaveRoom(content);
    mustHaveGroups(content, policy.peersAsked.groups);
    await this.mustKnow(population.units);
    await this.secrets.draw(id);
    const { version } = await this.run(id, { type: 'CreateCycle', cycle: id, name, matrix: pin, population, policy, ...act(context) }, context);
    return { id, version };
  }

  endPhase(id: string, phase: Phase, context: RequestContext): Promise<Answered> {
    return this.run(id, { type: 'EndPhase', phase, ...act(context) }, context);
  }

  plain(id: string, type: Plain, context: RequestContext): Promise<Answered> {
    return this.run(id, { type, ...act(context) }, context);
  }

  private run(id: string, command: CycleCommand, context: RequestContext): Promise<Answered> {
    return this.commands.run({ ...cycleStream(id), command, context });
  }

  private async mustKnow(units: readonly string[]): Promise<void> {
    const unknown = await this.directory.unknownUnits(units);
    if (unknown.length === 0) return;
    const errors = unknown.map((unit) => ({ pointer: `/population/units/${units.indexOf(unit)}`, detail: `there is no unit "${unit}"` }));
    throw new DomainError('invalid-request', 'The population names units that the directory does not have.', { errors });
  }
}

/** The default is softs, which a matrix need not have: peers choose of the others then. */
function mustHaveGroups({ groups: known }: MatrixContent, groups: readonly string[]): void {
  if (isDeepStrictEqual(groups, defaultGroups)) return;
  const errors = groups.flatMap((group, at) =>
    known.includes(group) ? [] : [{ pointer: `/policy/peersAsked/groups/${at}`, detail: `the matrix has no group "${group}"; it has ${known.join(', ')}` }],
  );
  if (errors.length > 0) throw new DomainError('invalid-request', 'Peers are asked about groups that the matrix does not have.', { errors });
}

/** Who did it, and when. */
function act({ actor, receivedAt }: RequestContext): { by: string; at: string } {
  return { by: actor.personId, at: receivedAt };
}
