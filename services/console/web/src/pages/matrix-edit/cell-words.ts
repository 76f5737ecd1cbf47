// What is typed of a cell, and the change that it means.
import type { LocalizedText } from '../../i18n/in-language.js';
import type { Grid } from '../matrix/matrix-queries.js';
import type { ChangeOf } from './draft-changes.js';
import { saidIn, textChange } from './languages.js';

export interface CellWords {
  readonly statement: LocalizedText;
  readonly questions: readonly LocalizedText[];
  readonly evidenceRequired: boolean;
  readonly mustHave: boolean;
  readonly weight: number;
  /** The levels whose lists have it; of complete lists alone. */
  readonly listedAt: readonly string[];
}

type Cell = Grid['competencies'][number]['cells'][number];

export const wordsOf = ({ statement, questions, evidenceRequired, mustHave, weight, listedAt }: Cell): CellWords => ({ statement, questions, evidenceRequired, mustHave, weight, listedAt });

export const newWords = (level: string): CellWords => ({ statement: {}, questions: [], evidenceRequired: false, mustHave: false, weight: 1, listedAt: [level] });

const questionsOf = (words: CellWords) => words.questions.map(saidIn).filter((question) => Object.keys(question).length > 0);

/** What is otherwise than the draft has it. */
export function cellChange(competency: string, cell: Cell, typed: CellWords): ChangeOf<'edit-cell'> {
  const otherwise = <Value>(before: Value, after: Value): Value | undefined => (JSON.stringify(before) === JSON.stringify(after) ? undefined : after);
  return {
    kind: 'edit-cell',
    competency,
    level: cell.listedAt[0] ?? '',
    statement: textChange(cell.statement, typed.statement),
    questions: otherwise(cell.questions, questionsOf(typed)),
    evidenceRequired: otherwise(cell.evidenceRequired, typed.evidenceRequired),
    mustHave: otherwise(cell.mustHave, typed.mustHave),
    weight: otherwise(cell.weight, typed.weight),
    listedAt: otherwise(cell.listedAt, [...typed.listedAt]),
  };
}

export function newCell(typed: CellWords): ChangeOf<'add-cell'>['cell'] {
  const { evidenceRequired, mustHave, weight } = typed;
  return { statement: saidIn(typed.statement), questions: questionsOf(typed), evidenceRequired, mustHave, weight };
}
