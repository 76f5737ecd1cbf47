import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { Inject, Injectable } from '@nestjs/common';
import { matrixEvents } from '@rung/contracts';
import { DomainError, fold } from '@rung/event-sourcing';
import type { EventLog } from '@rung/event-store';
import { CLOCK, Commands, uuidOfDigest, type Clock, type RequestContext } from '@rung/service-kit';

import { matrixIdOf } from '../../domain/importing/index.js';
import { matrix } from '../../domain/matrix.js';
import { EVENT_LOG } from '../../tokens.js';
import type { Accepted, AcceptanceBody } from './import-api.js';
import { StagedImports } from './staged-imports.js';
import { TextReader } from './text-reader.js';

/** Turns a staged text and its corrections into a draft, once. */
@Injectable()
export class ImportAcceptance {
  constructor(
    private readonly staged: StagedImports,
    private readonly reader: TextReader,
    private readonly commands: Commands,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The import is its own idempotency key: accepted again in the same way it gives the first answer, in another way a
   * refusal that names the draft it became.
   * @throws DomainError not-found, import-already-accepted, correction-not-applicable, draft-exists, matrix-unsound
   */
  async accept(importId: string, body: AcceptanceBody, context: RequestContext): Promise<Accepted> {
    const { text, acceptance } = await this.staged.find(importId);
    const commandId = commandIdOf(importId);
    const answered = await this.log.findCommand(commandId);
    if (answered !== undefined) {
      const first = await this.answer(answered.streamId, answered.version);
      if (isDeepStrictEqual(acceptance, body)) return first;
      throw new DomainError('import-already-accepted', 'See the draft that it became, or import the text again.', first);
    }
    await this.staged.accept(importId, body);
    const matrixId = body.matrix ?? matrixIdOf(body.name);
    const content = await this.reader.content(text, body);
    const streamId = `matrix/${matrixId}`;
    const { version } = await this.commands.run({
      streamId,
      decider: matrix,
      catalogue: matrixEvents,
      command: {
        type: 'DraftVersion',
        matrixId,
        content,
        source: { kind: 'import', textSha256: createHash('sha256').update(text).digest('hex') },
        by: context.actor.personId,
        at: this.clock.now().toISOString(),
      },
      // What was asked is compared above; who asks is not part of it.
      context: { ...context, commandId, requestDigest: undefined },
    });
    return this.answer(streamId, version);
  }

  private async answer(streamId: string, version: number): Promise<Accepted> {
    const stored = await this.log.readStream(streamId);
    const events = stored.filter((event) => event.streamVersion <= version).map((event) => matrixEvents.read(event));
    return { matrix: streamId.slice('matrix/'.length), draft: fold(matrix, events).versions.length, version };
  }
}

/** Not the import's own id: that one is known to clients, who may have used it as the key of something else. */
function commandIdOf(importId: string): string {
  return uuidOfDigest(createHash('sha256').update(`accept-import ${importId}`).digest());
}
