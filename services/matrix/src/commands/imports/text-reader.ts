// Reads files beside the event loop: one that is made to be slow costs its sender time, and nobody else.
import { fileURLToPath } from 'node:url';

import type { OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';
import { Piscina } from 'piscina';

import type { Acceptance, Correction, Mapping, PreviewJson, SourceFile } from '../../domain/importing/index.js';
import { inTurn } from './in-turn.js';
import { readingMemoryMb } from './reading-memory.js';
import type { Outcome } from './reading-worker.js';

/** A thread runs JavaScript, so it is the built file, seen from the sources as well as from the build. */
const worker = fileURLToPath(new URL('../../../dist/commands/imports/reading-worker.js', import.meta.url));

/** How long a text may wait for the thread, and how long the thread may then take. */
export interface Patience {
  readonly waitMs: number;
  readonly readMs: number;
}

export interface FileToRead extends SourceFile {
  readonly bytes: Buffer;
  /** What its columns are, where somebody has said it. */
  readonly mapping?: Mapping | undefined;
}

export interface ReadPreview {
  readonly preview: PreviewJson;
  readonly shape: string | undefined;
}

interface Task {
  readonly file: FileToRead;
  readonly corrections?: readonly Correction[];
  readonly acceptance?: Acceptance;
}

export class TextReader implements OnApplicationShutdown {
  readonly #threads: Piscina;
  readonly #inTurn: ReturnType<typeof inTurn>;
  readonly #readMs: number;

  constructor(
    { waitMs, readMs }: Patience = { waitMs: 20_000, readMs: 30_000 },
    private readonly memoryMb = readingMemoryMb(),
  ) {
    this.#threads = new Piscina({
      filename: worker,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 10_000,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    this.#inTurn = inTurn({ mostWaiting: 20, mostWaitingBytes: 100 * 1024 * 1024, waitMs });
    this.#readMs = readMs;
  }

  /** With what a person says of it. @throws DomainError import-unreadable, unavailable, correction-not-applicable */
  preview(file: FileToRead, corrections: readonly Correction[] = []): Promise<ReadPreview> {
    return this.#ask<ReadPreview>('preview', { file, corrections });
  }

  /** @throws DomainError import-unreadable, unavailable, correction-not-applicable, matrix-unsound */
  content(file: FileToRead, acceptance: Acceptance): Promise<MatrixContent> {
    return this.#ask<MatrixContent>('content', { file, acceptance });
  }

  onApplicationShutdown(): Promise<void> {
    return this.#threads.destroy();
  }

  async #ask<Result>(name: 'preview' | 'content', task: Task): Promise<Result> {
    const outcome = (await this.#inTurn(task.file.bytes.length, () => this.#run(name, task))) as Outcome<Result>;
    if ('refusal' in outcome) {
      throw new DomainError(outcome.refusal.code, outcome.refusal.message, outcome.refusal.details);
    }
    return outcome.result;
  }

  async #run(name: string, task: unknown): Promise<unknown> {
    try {
      return await this.#threads.run(task, { name, signal: AbortSignal.timeout(this.#readMs) });
    } catch (error) {
      if (isTooMuch(error)) {
        const detail = `the file takes more than ${this.#readMs / 1_000} s or ${this.memoryMb} MB to read; import it in parts`;
        throw new DomainError('import-unreadable', detail, { errors: [{ line: 1, column: 1, detail }] });
      }
      throw error;
    }
  }
}

function isTooMuch(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'));
}
