// The decision: a grade and its explanation as a pure function of policy, matrix, levels and answers.
import type { Explanation, GradingPolicy } from '@rung/contracts';
import type { MatrixContent } from '@rung/matrix-model';
import Fraction from 'fraction.js';

import { cellFinderByCode } from '../cells/find-cell.js';
import { gridOf, nameOf, placeOf, type Cell, type Grid } from '../cells/grid.js';
import { sheetsOf, type Sheets } from './answer-sheets.js';
import type { Answer } from './answers.js';
import { cellName } from './cell-name.js';
import { valueOf, type Weights } from './cell-value.js';
import { contradictions } from './contradictions.js';
import { explainCell, gateOf, smallestLift, verdictOn, type Gate, type JudgedCell } from './gate.js';
import { mustNotBeBelow } from './levels.js';

export interface ReviewLevels {
  /** Codes of levels; null where there is no current level. */
  readonly current: string | null;
  readonly target: string;
}

export interface Decision {
  /** The code of a level, or null for none. */
  readonly grade: string | null;
  readonly explanation: Explanation;
}

/**
 * Decides a grade by a policy. The same inputs give the same bytes for ever, in whatever order the answers come and whatever
 * the raters are called.
 * @throws DomainError `unknown-level`, `target-below-current`, `unknown-competency`, `cell-rated-twice`, `rater-not-allowed`
 */
export function decideGrade(
  policy: GradingPolicy,
  matrix: MatrixContent,
  levels: ReviewLevels,
  answers: readonly Answer[],
): Decision {
  return graderOf(policy, matrix)(levels, answers);
}

/** `decideGrade` for many people: lays out the matrix once. */
export function graderOf(
  policy: GradingPolicy,
  matrix: MatrixContent,
): (levels: ReviewLevels, answers: readonly Answer[]) => Decision {
  const grid = gridOf(matrix);
  const find = cellFinderByCode(grid);
  const weights = { manager: new Fraction(policy.weights.manager), peers: new Fraction(policy.weights.peers) };
  return (levels, answers) => {
    const current = levels.current === null ? null : placeOf(matrix, levels.current);
    const target = placeOf(matrix, levels.target);
    mustNotBeBelow(matrix, target, current);
    const sheets = sheetsOf(grid, answers, find);
    const judged = judge(grid, policy, weights, sheets, { current, target });
    const gates = placesBetween(current ?? 0, target).map((place) =>
      gateOf(grid, policy, place, (grid.byLevel[place] ?? []).flatMap((cell) => judged.get(cell) ?? [])),
    );
    const grade = highestPassed(gates, current ?? 0);
    return {
      grade: matrix.levels[grade]?.code ?? null,
      explanation: {
        policy: { name: policy.name, version: policy.version },
        currentLevel: current === null ? null : nameOf(matrix, current),
        targetLevel: nameOf(matrix, target),
        grade: grade < 0 ? null : nameOf(matrix, grade),
        metFrom: policy.metFrom,
        minimumPeers: policy.minimumPeers,
        gates: gates.map((gate) => gate.explained),
        lift: liftOf(grid, policy, gates, grade),
        warnings: contradictions(grid, sheets, policy, new Set(judged.keys())),
      },
    };
  };
}

/** Each cell in force at any level from current to target, judged once. */
function judge(
  grid: Grid,
  policy: GradingPolicy,
  weights: Weights,
  sheets: Sheets,
  { current, target }: { current: number | null; target: number },
): Map<Cell, JudgedCell> {
  const metFrom = new Fraction(policy.metFrom);
  const cells = new Set(placesBetween(current ?? 0, target).flatMap((place) => grid.byLevel[place] ?? []));
  return new Map(
    [...cells].map((cell) => {
      const { value, contributions, beside } = valueOf(cell, sheets, policy, weights);
      const verdict = verdictOn(cell, value, metFrom, current);
      const explained = explainCell(grid, cell, { value, contributions, beside, verdict });
      return [cell, { cell, value, verdict, explained }];
    }),
  );
}

/** The highest level up to which every gate passes; where the first gate fails, the level below it (-1: none). */
function highestPassed(gates: readonly Gate[], first: number): number {
  const failed = gates.findIndex((gate) => !gate.passed);
  return first + (failed < 0 ? gates.length : failed) - 1;
}

/** The gate of the next level above the grade, and what would open it; null at the target. */
function liftOf(grid: Grid, policy: GradingPolicy, gates: readonly Gate[], grade: number): Explanation['lift'] {
  const next = gates.find((gate) => gate.place === grade + 1);
  if (next === undefined) return null;
  return { level: nameOf(grid.matrix, next.place), cells: smallestLift(grid, policy, next).map(cellName) };
}

function placesBetween(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
