import { levelIndex } from '../in-force.js';
import type { Competency, Expectation, Level, MatrixContent } from '../matrix.js';

/** The matrix with the levels of each cell, and the cells of each competency, in the order of its levels. */
export function sorted(matrix: MatrixContent): MatrixContent {
  return { ...matrix, competencies: matrix.competencies.map((one) => ({ ...one, cells: sortedCells(one.cells, matrix.levels) })) };
}

/** Cells in the order of the levels that they start at. A level that is not among them comes last. */
export function sortedCells(cells: readonly Expectation[], levels: readonly Level[]): Expectation[] {
  const place = (levelCode: string): number => {
    const at = levelIndex({ levels: [...levels] }, levelCode);
    return at < 0 ? levels.length : at;
  };
  return cells
    .map((cell) => ({ ...cell, listedAt: cell.listedAt.toSorted((a, b) => place(a) - place(b)) }))
    .toSorted((a, b) => place(startOf(a)) - place(startOf(b)));
}

/** The level where a cell is new, or raises an earlier one. */
export function startOf(cell: Pick<Expectation, 'listedAt'>): string {
  return cell.listedAt[0] ?? '';
}

/** The cell of a competency that starts at a level. */
export function cellStartingAt(competency: Competency | undefined, levelCode: string): Expectation | undefined {
  return competency?.cells.find((cell) => startOf(cell) === levelCode);
}
