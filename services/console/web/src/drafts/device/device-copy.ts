// What a page leaves on the device of a draft, and how far the server has it.
import type { AnswersByCell } from '../answers/answers-by-cell.js';
import { answerTo, cellsOf, isSameEverywhere, withAnswer, type Answers } from '../answers/answers.js';

/** What the server keeps. */
export interface KeptDraft {
  readonly version: number;
  readonly answers: Answers;
}

/** What is kept on the device: enough to go on after the page was killed. */
export interface DeviceCopy {
  readonly answers: Answers;
  /** What the server had when this page last heard of it. */
  readonly base: KeptDraft;
  /** What was sent without an answer: it may be on the server. */
  readonly unanswered: AnswersByCell;
  /** What was typed elsewhere and is yet to be chosen from. */
  readonly others: AnswersByCell;
}

/** What the server should have: a cell that is yet to be chosen stays there as it is. */
export function wanted({ answers, base, others }: DeviceCopy): Answers {
  return Object.keys(others).reduce((all, cell) => withAnswer(all, cell, answerTo(base.answers, cell)), answers);
}

export const isKept = (copy: DeviceCopy): boolean => Object.keys(copy.others).length === 0 && isSameEverywhere(copy.answers, copy.base.answers);

/** A copy stays when all of it was taken back. */
export const hasContent = ({ answers, others }: DeviceCopy): boolean => cellsOf(answers).length > 0 || Object.keys(others).length > 0;
