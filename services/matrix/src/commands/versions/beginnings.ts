import { Injectable } from '@nestjs/common';
import type { MatrixContent } from '@rung/matrix-model';
import type { RequestContext } from '@rung/service-kit';

import { catalogueEntry } from '../../domain/catalogue/catalogue.js';
import { contentHash } from '../../domain/content-hash.js';
import { matrixIdOf } from '../../domain/importing/index.js';
import type { MatrixCommand } from '../../domain/matrix.js';
import { versionOf } from '../../domain/versions/version.js';
import { MatrixStreams } from '../../matrix-streams.js';
import type { Begun, MatrixBody } from './begin-api.js';

/** Drafts that begin without a text. */
@Injectable()
export class Beginnings {
  constructor(private readonly matrices: MatrixStreams) {}

  /** @throws DomainError matrix-exists, matrix-unsound; not-found for a version to copy that is not there. */
  async matrix(body: MatrixBody, context: RequestContext): Promise<Begun> {
    const { name, from, id = matrixIdOf(name) } = body;
    const source = from === undefined ? { kind: 'new' as const } : { kind: 'branch' as const, ...from };
    const content = from === undefined ? emptyMatrix(body) : { ...(await this.contentOf(from)), name };
    return this.begin({ type: 'DraftVersion', matrixId: id, content, source, ...actIn(context) }, context);
  }

  /** Of an entry of the catalogue. @throws DomainError matrix-exists, not-found */
  copy(entry: string, name: string, context: RequestContext): Promise<Begun> {
    const { content } = catalogueEntry(entry);
    const source = { kind: 'catalogue' as const, entry, hash: contentHash(content) };
    return this.begin({ type: 'DraftVersion', matrixId: matrixIdOf(name), content: { ...content, name }, source, ...actIn(context) }, context);
  }

  /** @throws DomainError draft-exists, not-found */
  branch(id: string, from: number, context: RequestContext): Promise<Begun> {
    return this.begin({ type: 'BranchVersion', matrixId: id, from, ...actIn(context) }, context);
  }

  private async begin(command: MatrixCommand, context: RequestContext): Promise<Begun> {
    const { version } = await this.matrices.run(command, context);
    return { matrix: command.matrixId, draft: (await this.matrices.at(command.matrixId, version)).versions.length, version };
  }

  private async contentOf({ matrix: id, version }: { matrix: string; version: number }): Promise<MatrixContent> {
    return versionOf(await this.matrices.at(id), id, version).content;
  }
}

function emptyMatrix({ name, levels = [], groups = ['soft', 'hard'], reading = 'additive' }: MatrixBody): MatrixContent {
  return { name, reading, groups, levels: levels.map((level) => ({ ...level, sameAs: {} })), terms: [], competencies: [] };
}

function actIn({ actor, receivedAt }: RequestContext): { by: string; at: string } {
  return { by: actor.personId, at: receivedAt };
}
