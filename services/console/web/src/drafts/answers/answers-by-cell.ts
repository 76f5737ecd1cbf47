// Several answers to a cell: what was sent of it, or what there is to choose from.
import { answerTo, cellsOf, isSame, type Answers, type CellAnswer } from './answers.js';

export type AnswersByCell = Readonly<Record<string, readonly CellAnswer[]>>;

export const has = (byCell: AnswersByCell, cell: string, answer: CellAnswer): boolean => byCell[cell]?.some((one) => isSame(one, answer)) === true;

export function withOne(byCell: AnswersByCell, cell: string, answer: CellAnswer): AnswersByCell {
  return has(byCell, cell, answer) ? byCell : { ...byCell, [cell]: [...(byCell[cell] ?? []), answer] };
}

/** Each change alone: whole drafts would grow to megabytes by the tries of an hour without a network. */
export function withChanges(unanswered: AnswersByCell, answers: Answers, base: Answers): AnswersByCell {
  const changed = cellsOf(answers, base).filter((cell) => !isSame(answerTo(answers, cell), answerTo(base, cell)));
  return changed.reduce((all, cell) => withOne(all, cell, answerTo(answers, cell)), unanswered);
}
