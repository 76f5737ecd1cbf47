// What somebody typed in an assessment that was closed without an answer, and where it is.
import { answerTo, cellsOf, isNothing, isSame, type CellAnswer } from '../../../drafts/answers/answers.js';
import { isKept } from '../../../drafts/device/device-copy.js';
import type { TypedEvidence } from '../../../drafts/device/typed-evidence.js';
import type { Draft } from '../../../drafts/draft.js';

export interface Kept {
  readonly draft: Draft;
  /** Never recorded: on this device alone. */
  readonly evidence: readonly TypedEvidence[];
}

export interface KeptAnswer {
  readonly answer: CellAnswer;
  readonly isOnServer: boolean;
}

/** By the name of the cell; several where two places have changed one. */
export function keptAnswers({ draft: { answers, others, base } }: Kept): ReadonlyMap<string, readonly KeptAnswer[]> {
  const cells = [...new Set([...cellsOf(answers), ...Object.keys(others)])];
  return new Map(
    cells.map((cell) => {
      const all = [answerTo(answers, cell), ...(others[cell] ?? [])].filter((answer) => !isNothing(answer));
      return [cell, all.map((answer) => ({ answer, isOnServer: isSame(answer, answerTo(base.answers, cell)) }))];
    }),
  );
}

export type Place = 'server' | 'device' | 'both';

export function placeOf({ draft, evidence }: Kept): Place {
  if (cellsOf(draft.base.answers).length === 0) return 'device';
  return isKept(draft) && evidence.length === 0 ? 'server' : 'both';
}
