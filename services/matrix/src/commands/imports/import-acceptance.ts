import { createHash } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { matrixEvents } from '@rung/contracts';
import { DomainError, fold } from '@rung/event-sourcing';
import type { EventLog } from '@rung/event-store';
import { Commands, uuidOfDigest, type RequestContext } from '@rung/service-kit';
import { canonicalize } from 'json-canonicalize';

import { matrixIdOf } from '../../domain/importing/index.js';
import { matrix } from '../../domain/matrix.js';
import { EVENT_LOG } from '../../tokens.js';
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
    private readonly commands: Commands,
    @Inject(EVENT_LOG) private readonly log: EventLog,
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
    const answered = await this.log.findCommand(asked.commandId);
    if (answered === undefined) return undefined;
    const first = await this.answer(answered.streamId, answered.version);
    if (this.commands.isRepeat(answered, asked)) return first;
    throw new DomainError('import-already-accepted', 'See the draft that it became, or import the file again.', first);
  }

  private async draft({ bytes, name, format, mapping }: StagedImport, body: AcceptanceBody, context: RequestContext): Promise<Accepted> {
    const matrixId = body.matrix ?? matrixIdOf(body.name);
    const content = await this.reader.content({ bytes, name: name ?? undefined, format: format ?? undefined, mapping: mapping ?? undefined }, body);
    const streamId = `matrix/${matrixId}`;
    const { version } = await this.commands.run({
      streamId,
      decider: matrix,
      catalogue: matrixEvents,
      command: {
        type: 'DraftVersion',
        matrixId,
        content,
        source: { kind: 'import', textSha256: createHash('sha256').update(bytes).digest('hex') },
        by: context.actor.personId,
        at: context.receivedAt,
      },
      context,
    });
    return this.answer(streamId, version);
  }

  private async answer(streamId: string, version: number): Promise<Accepted> {
    const stored = await this.log.readStream(streamId);
    const events = stored.filter((event) => event.streamVersion <= version).map((event) => matrixEvents.read(event));
    return { matrix: streamId.slice('matrix/'.length), draft: fold(matrix, events).versions.length, version };
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
