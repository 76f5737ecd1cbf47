import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import { uuidOfDigest, type RequestContext } from '@rung/service-kit';
import { canonicalize } from 'json-canonicalize';

import { matrixIdOf } from '../../domain/importing/index.js';
import { MatrixStreams } from '../../matrix-streams.js';
import type { Accepted, AcceptanceBody } from './import-api.js';
import { RememberedMappings } from './remembered-mappings.js';
import type { StagedImport } from './staged-import.entity.js';
import { StagedImports } from './staged-imports.js';
import { TextReader } from './text-reader.js';

/** Turns a staged file and its corrections into a draft, once. */
@Injectable()
export class ImportAcceptance {
  constructor(
    private readonly staged: StagedImports,
    private readonly reader: TextReader,
    private readonly remembered: RememberedMappings,
    private readonly matrices: MatrixStreams,
  ) {}

  /**
   * The import is its own idempotency key: accepted again in the same way it gives the first answer, in another way a
   * refusal that names the draft it became.
   * @throws DomainError not-found, import-already-accepted, correction-not-applicable, draft-exists, matrix-unsound
   */
  async accept(importId: string, body: AcceptanceBody, context: RequestContext): Promise<Accepted> {
    const asked = { ...context, commandId: commandIdOf(importId), requestDigest: digestOf(body) };
    const now = new Date(context.receivedAt);
    const file = await this.staged.find(importId, now);
    const first = await this.first(asked);
    if (first !== undefined) return first;
    try {
      const accepted = await this.draft(file, body, asked);
      // What was read well enough to be accepted is how the next file of this shape is read.
      if (file.shape !== null && file.mapping !== null) await this.remembered.remember(file.shape, file.mapping, now);
      return accepted;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // Another acceptance may have come first meanwhile; then the refusal speaks of the draft that it made.
      const ofAnother = await this.first(asked);
      if (ofAnother === undefined) throw error;
      return ofAnother;
    }
  }

  /** @throws DomainError import-already-accepted when it was accepted in another way. */
  private async first(asked: RequestContext & { readonly commandId: string }): Promise<Accepted | undefined> {
    const answered = await this.matrices.answerTo(asked);
    if (answered === undefined) return undefined;
    const first = await this.answer(answered.matrixId, answered.version);
    if (answered.isRepeat) return first;
    throw new DomainError('import-already-accepted', 'See the draft that it became, or import the file again.', first);
  }

  private async draft({ bytes, name, format, mapping }: StagedImport, body: AcceptanceBody, context: RequestContext): Promise<Accepted> {
    const matrixId = body.matrix ?? matrixIdOf(body.name);
    const content = await this.reader.content({ bytes, name: name ?? undefined, format: format ?? undefined, mapping: mapping ?? undefined }, body);
    const source = { kind: 'import' as const, textSha256: createHash('sha256').update(bytes).digest('hex') };
    const { version } = await this.matrices.run({ type: 'DraftVersion', matrixId, content, source, by: context.actor.personId, at: context.receivedAt }, context);
    return this.answer(matrixId, version);
  }

  private async answer(matrixId: string, version: number): Promise<Accepted> {
    return { matrix: matrixId, draft: (await this.matrices.at(matrixId, version)).versions.length, version };
  }
}

/** Of what is accepted; who asks is not part of it. */
function digestOf(body: AcceptanceBody): string {
  return createHash('sha256').update(canonicalize(body)).digest('hex');
}

/** Not the import's own id: that one is known to clients, who may have used it as the key of something else. */
function commandIdOf(importId: string): string {
  return uuidOfDigest(createHash('sha256').update(`accept-import ${importId}`).digest());
}
