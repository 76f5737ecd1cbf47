// A matrix and its answers in a few words, for examples that a person can follow.
import type { Answer, Decision } from '@rung/assessment/grading';
import { gradingPolicy, type ExplainedCell, type RaterRole, type RatingValue } from '@rung/contracts';
import type { Competency, MatrixContent } from '@rung/matrix-model';

export const defaultPolicy = gradingPolicy.parse({});

export interface CellSketch {
  readonly at: readonly string[];
  readonly mustHave?: boolean;
}

export function competency(id: string, cells: readonly CellSketch[], group = 'hard'): Competency {
  return {
    id,
    group,
    title: { en: id },
    cells: cells.map(({ at, mustHave = false }) => ({
      listedAt: [...at],
      statement: { en: `${id} from ${at[0]}` },
      questions: [],
      evidenceRequired: mustHave,
      mustHave,
      weight: 1,
    })),
  };
}

export function matrixOf(levels: readonly string[], competencies: readonly Competency[]): MatrixContent {
  return {
    name: 'test',
    reading: 'complete',
    groups: ['soft', 'hard'],
    levels: levels.map((code) => ({ code, names: [code.toUpperCase()], sameAs: {} })),
    terms: [],
    competencies: [...competencies],
  };
}

export const everywhere = ['l1', 'l2', 'l3'];

/** `count` competencies with one cell each, in force at these levels. */
export function plain(count: number, at: readonly string[], prefix = 'c', group = 'hard'): Competency[] {
  return Array.from({ length: count }, (_, index) => competency(`${prefix}${index + 1}`, [{ at }], group));
}

export function gave(role: RaterRole, rater: string, ratings: Readonly<Record<string, RatingValue>>, level = 'l1'): Answer[] {
  return Object.entries(ratings).map(([id, value]) => ({ rater, role, competency: id, level, value }));
}

export function cellOf({ explanation }: Decision, id: string, gate = 0): ExplainedCell {
  const found = explanation.gates[gate]?.cells.find((cell) => cell.competency === id);
  if (found === undefined) throw new Error(`no cell ${id} in gate ${gate}`);
  return found;
}

/** One level, one competency, one cell. */
export const one = matrixOf(['l1'], [competency('only', [{ at: ['l1'] }])]);
export const atOne = { current: null, target: 'l1' };
