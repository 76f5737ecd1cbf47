// What the server never had of what is on this device.
import { cellsOf, answerTo, isNothing, isSame, type Answers, type CellAnswer } from '../answers/answers.js';
import type { DeviceCopy } from './device-copy.js';

export interface Unsent {
  readonly cell: string;
  readonly answer: CellAnswer;
}

/** @param submitted what was submitted from here, where that is known. */
export function unsentIn({ answers, base, others }: DeviceCopy, submitted: Answers = {}): Unsent[] {
  const cells = [...new Set([...cellsOf(answers), ...Object.keys(others)])];
  return cells.flatMap((cell) =>
    [answerTo(answers, cell), ...(others[cell] ?? [])]
      .filter((answer) => !isNothing(answer) && !isSame(answer, answerTo(base.answers, cell)) && !isSame(answer, answerTo(submitted, cell)))
      .map((answer) => ({ cell, answer })),
  );
}

/** Of several tabs, nothing twice. */
export function unsentOf(copies: readonly DeviceCopy[]): Unsent[] {
  const all = copies.flatMap((copy) => unsentIn(copy));
  return all.filter(({ cell, answer }, at) => all.findIndex((one) => one.cell === cell && isSame(one.answer, answer)) === at);
}

/** All that was typed, for where the server has let go of what it had. */
export const typedIn = (copies: readonly DeviceCopy[]): Unsent[] => unsentOf(copies.map((copy) => ({ ...copy, base: { version: 0, answers: {} } })));
