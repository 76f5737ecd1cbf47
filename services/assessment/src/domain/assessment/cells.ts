// Finding a cell of the matrix by the names that people use for it.
import type { CellRef } from '@rung/contracts';
import { cellAt, findLevel, type Competency, type Expectation, type MatrixContent } from '@rung/matrix-model';

export interface Cell {
  readonly competency: Competency;
  readonly expectation: Expectation;
}

/** The level that a cell starts at: with its competency it names the cell. */
export function startOf(expectation: Expectation): string {
  return expectation.listedAt[0] as string;
}

export function refOf(cell: Cell): CellRef {
  return { competency: cell.competency.id, level: startOf(cell.expectation) };
}

/** A cell reference as one string, for sets and maps. */
export function keyOf(ref: CellRef): string {
  return `${ref.competency}@${ref.level}`;
}

/**
 * The cell that a competency has in force at a level, by any name of the level.
 * @returns which of the two names is unknown, where one is.
 */
export function findCell(matrix: MatrixContent, competencyId: string, level: string): Cell | 'unknown-competency' | 'unknown-level' {
  const competency = matrix.competencies.find((candidate) => candidate.id === competencyId);
  if (competency === undefined) return 'unknown-competency';
  const found = findLevel(matrix, level);
  const expectation = found === undefined ? undefined : cellAt(matrix, competency, found.code);
  return expectation === undefined ? 'unknown-level' : { competency, expectation };
}
