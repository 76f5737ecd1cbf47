// What is typed of a cell, and the change that it means.
import type { LocalizedText } from '../../../i18n/in-language.js';
import type { ChangeOf } from '../../../matrices/draft-changes.js';
import { saidIn, textChange } from '../../../matrices/languages.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import { boundsOf, measureOf, type BoundWords } from '../fields/measure-words.js';

export interface CellWords {
  readonly statement: LocalizedText;
  readonly questions: readonly LocalizedText[];
  readonly examples: readonly LocalizedText[];
  readonly antipatterns: readonly LocalizedText[];
  readonly measure: readonly BoundWords[];
  readonly evidenceRequired: boolean;
  readonly mustHave: boolean;
  readonly weight: number;
  /** The levels whose lists have it; of complete lists alone. */
  readonly listedAt: readonly string[];
}

type Cell = Grid['competencies'][number]['cells'][number];

/** @param language that the labels of a measure are shown in where nobody said which one they are in. */
export const wordsOf = ({ examples = [], antipatterns = [], measure = [], ...cell }: Cell, language: string): CellWords => ({ ...cell, examples, antipatterns, measure: boundsOf(measure, language) });

export const newWords = (level: string): CellWords => ({
  statement: {},
  questions: [],
  examples: [],
  antipatterns: [],
  measure: [],
  evidenceRequired: false,
  mustHave: false,
  weight: 1,
  listedAt: [level],
});

const textsOf = (texts: readonly LocalizedText[]) => texts.map(saidIn).filter((text) => Object.keys(text).length > 0);

/** What is otherwise than the draft has it. */
export function cellChange(competency: string, cell: Cell, typed: CellWords): ChangeOf<'edit-cell'> {
  const otherwise = <Value>(before: Value, after: Value): Value | undefined => (JSON.stringify(before) === JSON.stringify(after) ? undefined : after);
  return {
    kind: 'edit-cell',
    competency,
    level: cell.listedAt[0] ?? '',
    statement: textChange(cell.statement, typed.statement),
    questions: otherwise(cell.questions, textsOf(typed.questions)),
    examples: otherwise(cell.examples ?? [], textsOf(typed.examples)),
    antipatterns: otherwise(cell.antipatterns ?? [], textsOf(typed.antipatterns)),
    measure: otherwise(cell.measure ?? [], measureOf(typed.measure)),
    evidenceRequired: otherwise(cell.evidenceRequired, typed.evidenceRequired),
    mustHave: otherwise(cell.mustHave, typed.mustHave),
    weight: otherwise(cell.weight, typed.weight),
    listedAt: otherwise(cell.listedAt, [...typed.listedAt]),
  };
}

export function newCell(typed: CellWords): ChangeOf<'add-cell'>['cell'] {
  const { evidenceRequired, mustHave, weight } = typed;
  const [examples, antipatterns, measure] = [textsOf(typed.examples), textsOf(typed.antipatterns), measureOf(typed.measure)];
  return {
    statement: saidIn(typed.statement),
    questions: textsOf(typed.questions),
    evidenceRequired,
    mustHave,
    weight,
    ...(examples.length > 0 && { examples }),
    ...(antipatterns.length > 0 && { antipatterns }),
    ...(measure.length > 0 && { measure }),
  };
}
