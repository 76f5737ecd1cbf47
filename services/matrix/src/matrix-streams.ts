import { Inject, Injectable } from '@nestjs/common';
import { matrixEvents, type MatrixEvent } from '@rung/contracts';
import { fold } from '@rung/event-sourcing';
import { FoldedStreams, type EventLog } from '@rung/event-store';
import { Commands, type Answered, type RequestContext } from '@rung/service-kit';

import { matrix, type MatrixCommand } from './domain/matrix.js';
import type { Matrix } from './domain/versions/version.js';
import { EVENT_LOG } from './tokens.js';

const prefix = 'matrix/';
/** A large matrix with the changes of its drafts takes some ten MB. */
const mostKept = 8;

export interface MatrixAnswer extends Answered {
  readonly matrixId: string;
  readonly isRepeat: boolean;
}

/** The streams of the matrices: where commands are decided, and what they say. */
@Injectable()
export class MatrixStreams {
  readonly #folded: FoldedStreams<Matrix, MatrixEvent>;

  constructor(
    private readonly commands: Commands,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {
    this.#folded = new FoldedStreams({ log, decider: matrix, catalogue: matrixEvents, mostKept });
  }

  /** @throws as Commands.run does */
  run(command: MatrixCommand, context: RequestContext): Promise<Answered> {
    const streamId = streamOf(command.matrixId);
    return this.commands.run({ streamId, decider: matrix, catalogue: matrixEvents, command, context, load: () => this.#folded.load(streamId) });
  }

  /** What a command's key was answered with, and whether the same was asked; undefined where it is new. */
  async answerTo(asked: RequestContext & { readonly commandId: string }): Promise<MatrixAnswer | undefined> {
    const answered = await this.log.findCommand(asked.commandId);
    if (answered === undefined) return undefined;
    return { matrixId: answered.streamId.slice(prefix.length), version: answered.version, isRepeat: this.commands.isRepeat(answered, asked) };
  }

  /** As it is, or as it was at a version of its stream: a repeated command gets its first answer. */
  async at(matrixId: string, streamVersion?: number): Promise<Matrix> {
    if (streamVersion === undefined) return (await this.#folded.load(streamOf(matrixId))).state;
    const stored = await this.log.readStream(streamOf(matrixId));
    return fold(matrix, stored.filter((event) => event.streamVersion <= streamVersion).map((event) => matrixEvents.read(event)));
  }
}

const streamOf = (matrixId: string): string => `${prefix}${matrixId}`;
