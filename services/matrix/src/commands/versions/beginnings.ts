import { Inject, Injectable } from '@nestjs/common';
import { matrixEvents } from '@rung/contracts';
import { fold } from '@rung/event-sourcing';
import type { EventLog } from '@rung/event-store';
import type { MatrixContent } from '@rung/matrix-model';
import { Commands, type RequestContext } from '@rung/service-kit';

import { matrixIdOf } from '../../domain/importing/index.js';
import { matrix, type MatrixCommand } from '../../domain/matrix.js';
import { versionOf } from '../../domain/versions/version.js';
import { EVENT_LOG } from '../../tokens.js';
import type { Begun, MatrixBody } from './begin-api.js';

/** Drafts that begin without a text. */
@Injectable()
export class Beginnings {
  constructor(
    private readonly commands: Commands,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /** @throws DomainError matrix-exists, matrix-unsound; not-found for a version to copy that is not there. */
  async matrix(body: MatrixBody, context: RequestContext): Promise<Begun> {
    const { name, from, id = matrixIdOf(name) } = body;
    const source = from === undefined ? { kind: 'new' as const } : { kind: 'branch' as const, ...from };
    const content = from === undefined ? emptyMatrix(body) : { ...(await this.contentOf(from)), name };
    return this.begin(id, { type: 'DraftVersion', matrixId: id, content, source, ...actIn(context) }, context);
  }

  /** @throws DomainError draft-exists, not-found */
  branch(id: string, from: number, context: RequestContext): Promise<Begun> {
    return this.begin(id, { type: 'BranchVersion', matrixId: id, from, ...actIn(context) }, context);
  }

  private async begin(id: string, command: MatrixCommand, context: RequestContext): Promise<Begun> {
    const { version } = await this.commands.run({ streamId: `matrix/${id}`, decider: matrix, catalogue: matrixEvents, command, context });
    return { matrix: id, draft: (await this.matrixAt(id, version)).versions.length, version };
  }

  private async contentOf({ matrix: id, version }: { matrix: string; version: number }): Promise<MatrixContent> {
    return versionOf(await this.matrixAt(id), id, version).content;
  }

  /** As it is, or as it was at a version of its stream: a repeated command gets its first answer. */
  private async matrixAt(id: string, streamVersion = Infinity) {
    const stored = await this.log.readStream(`matrix/${id}`);
    return fold(matrix, stored.filter((event) => event.streamVersion <= streamVersion).map((event) => matrixEvents.read(event)));
  }
}

function emptyMatrix({ name, levels = [], groups = ['soft', 'hard'], reading = 'additive' }: MatrixBody): MatrixContent {
  return { name, reading, groups, levels: levels.map((level) => ({ ...level, sameAs: {} })), terms: [], competencies: [] };
}

function actIn({ actor, receivedAt }: RequestContext): { by: string; at: string } {
  return { by: actor.personId, at: receivedAt };
}
