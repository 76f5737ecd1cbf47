// Runs in a thread of its own: what the text reader asks for. A refusal travels as data, because a thread's messages lose classes.
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';

import { previewOf, readMatrixText, toMatrixContent, type Acceptance, type PreviewJson } from '../../domain/importing/index.js';

export type Outcome<Result> =
  | { readonly result: Result }
  | { readonly refusal: { readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> } };

export function preview(text: string): Outcome<PreviewJson> {
  return outcomeOf(() => previewOf(text));
}

export function content({ text, acceptance }: { readonly text: string; readonly acceptance: Acceptance }): Outcome<MatrixContent> {
  return outcomeOf(() => toMatrixContent(readMatrixText(text), acceptance));
}

function outcomeOf<Result>(work: () => Result): Outcome<Result> {
  try {
    return { result: work() };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { refusal: { code: error.code, message: error.message, details: error.details } };
  }
}
