// Runs in a thread of its own: what the text reader asks for. A refusal travels as data, because a thread's messages lose classes.
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';

import { applyCorrections, readMatrixFile, saidLinesIn, toMatrixContent, toPreviewJson, type Acceptance, type Correction, type Preview } from '../../domain/importing/index.js';
import type { FileToRead, ReadPreview } from './text-reader.js';

export type Outcome<Result> =
  | { readonly result: Result }
  | { readonly refusal: { readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> } };

type Corrections = readonly Correction[];

export function preview({ file, corrections }: { readonly file: FileToRead; readonly corrections: Corrections }): Outcome<ReadPreview> {
  return outcomeOf(() => {
    const read = previewOf(file, corrections);
    return { preview: toPreviewJson(applyCorrections(read, corrections)), shape: read.source?.shape };
  });
}

export function content({ file, acceptance }: { readonly file: FileToRead; readonly acceptance: Acceptance }): Outcome<MatrixContent> {
  return outcomeOf(() => toMatrixContent(previewOf(file, acceptance.corrections), acceptance));
}

function previewOf({ mapping, ...file }: FileToRead, corrections: Corrections = []): Preview {
  return readMatrixFile(file, mapping, saidLinesIn(corrections));
}

function outcomeOf<Result>(work: () => Result): Outcome<Result> {
  try {
    return { result: work() };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { refusal: { code: error.code, message: error.message, details: error.details } };
  }
}
