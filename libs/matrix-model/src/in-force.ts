import type { Competency, Expectation, MatrixContent } from './matrix.js';

export type CellState = 'new' | 'raised' | 'carried';

/** A cell that holds at a level. */
export interface CellInForce {
  readonly competency: Competency;
  readonly cell: Expectation;
  /** Against the level below: a competency that was not there, a cell that replaces an earlier one, or the same cell. */
  readonly state: CellState;
  /** The level that the whole group is inherited from by reference, if it is. */
  readonly inheritedFrom?: string;
}

/**
 * The level that a group's cells at `levelCode` really come from: itself, or the end of its chain of references.
 * A chain that dangles or bites its tail ends where it stands; `matrixFaults` refuses such a matrix.
 */
export function sourceLevel(matrix: MatrixContent, levelCode: string, group: string): string {
  const seen = new Set<string>();
  let current = levelCode;
  for (;;) {
    seen.add(current);
    const next = matrix.levels.find((level) => level.code === current)?.sameAs[group];
    if (next === undefined || seen.has(next)) return current;
    current = next;
  }
}

/** The cell of a competency that holds at a level, or undefined where it is not expected. */
export function cellAt(matrix: MatrixContent, competency: Competency, levelCode: string): Expectation | undefined {
  const source = sourceLevel(matrix, levelCode, competency.group);
  if (matrix.reading === 'complete') return competency.cells.find((cell) => cell.listedAt.includes(source));
  const at = levelIndex(matrix, source);
  if (competency.ended !== undefined && levelIndex(matrix, competency.ended.level) <= at) return undefined;
  return competency.cells.findLast((cell) => startOf(matrix, cell) <= at);
}

/** Every cell in force at a level, in the order of the matrix. */
export function inForceAt(matrix: MatrixContent, levelCode: string): CellInForce[] {
  const below = matrix.levels[levelIndex(matrix, levelCode) - 1]?.code;
  return matrix.competencies.flatMap((competency) => {
    const cell = cellAt(matrix, competency, levelCode);
    if (cell === undefined) return [];
    const before = below === undefined ? undefined : cellAt(matrix, competency, below);
    const state: CellState = before === undefined ? 'new' : before === cell ? 'carried' : 'raised';
    const source = sourceLevel(matrix, levelCode, competency.group);
    return [{ competency, cell, state, ...(source === levelCode ? {} : { inheritedFrom: source }) }];
  });
}

/** The codes of the levels, in order, at which this very cell is in force. */
export function levelsOf(matrix: MatrixContent, competency: Competency, cell: Expectation): string[] {
  return matrix.levels.filter((level) => cellAt(matrix, competency, level.code) === cell).map((level) => level.code);
}

/** A level's place from the lowest (0); -1 for a code that the matrix does not have. */
export function levelIndex(matrix: Pick<MatrixContent, 'levels'>, levelCode: string): number {
  return matrix.levels.findIndex((level) => level.code === levelCode);
}

function startOf(matrix: MatrixContent, cell: Expectation): number {
  return Math.min(...cell.listedAt.map((code) => levelIndex(matrix, code)));
}
