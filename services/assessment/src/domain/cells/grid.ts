// The matrix by its cells: in order, each with its name and the levels at which it is in force.
import type { CellRef } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { levelIndex, levelsOf, type Competency, type Expectation, type Level, type MatrixContent } from '@rung/matrix-model';

export interface Cell {
  readonly competency: Competency;
  readonly expectation: Expectation;
  /** What names it: its competency and the code of the lowest level at which it is in force. */
  readonly ref: CellRef;
  /** Its place among all cells: competencies as the matrix lists them, the cells of each by the level they start at. */
  readonly order: number;
  /** The place of the level whose text lists it first; of two cells of a competency the later one starts higher. */
  readonly startsAt: number;
  /** The places of the levels at which this very cell is in force, carried and inherited included. */
  readonly inForceAt: readonly number[];
}

export interface Grid {
  readonly matrix: MatrixContent;
  readonly cells: readonly Cell[];
  /** Competency id → its cells, earlier ones first. */
  readonly byCompetency: ReadonlyMap<string, readonly Cell[]>;
  /** Per level, from the lowest: the cells in force there, in the order of the matrix. */
  readonly byLevel: readonly (readonly Cell[])[];
}

const laidOut = new WeakMap<MatrixContent, Grid>();

/** Lays a matrix out once, for any number of grades, forms and answers: nothing changes a matrix that is made. */
export function gridOf(matrix: MatrixContent): Grid {
  const grid = laidOut.get(matrix) ?? layOut(matrix);
  laidOut.set(matrix, grid);
  return grid;
}

function layOut(matrix: MatrixContent): Grid {
  const cells = matrix.competencies
    .flatMap((competency) =>
      competency.cells
        .map((expectation) => ({ competency, expectation, startsAt: startOf(matrix, expectation), inForceAt: placesOf(matrix, competency, expectation) }))
        .sort((one, other) => one.startsAt - other.startsAt),
    )
    .map((cell, order): Cell => ({ ...cell, order, ref: refOf(matrix, cell) }));
  return {
    matrix,
    cells,
    byCompetency: new Map(
      matrix.competencies.map((competency) => [competency.id, cells.filter((cell) => cell.competency === competency)]),
    ),
    byLevel: matrix.levels.map((_, place) => cells.filter((cell) => cell.inForceAt.includes(place))),
  };
}

/**
 * The place of a level from the lowest (0).
 * @throws DomainError `unknown-level`
 */
export function placeOf(matrix: Pick<MatrixContent, 'levels'>, code: string): number {
  const place = levelIndex(matrix, code);
  if (place < 0) throw new DomainError('unknown-level', `The matrix has no level "${code}".`, { level: code });
  return place;
}

/** The first name of the level at this place: what people read. */
export function nameOf(matrix: Pick<MatrixContent, 'levels'>, place: number): string {
  return levelAt(matrix, place).names[0] as string;
}

function codeOf(matrix: Pick<MatrixContent, 'levels'>, place: number): string {
  return levelAt(matrix, place).code;
}

function levelAt(matrix: Pick<MatrixContent, 'levels'>, place: number): Level {
  const level = matrix.levels[place];
  if (level === undefined) throw new RangeError(`there is no level at place ${place}`);
  return level;
}

/** A cell that no level has in force keeps the level that its text lists it at. */
function refOf(matrix: MatrixContent, { competency, startsAt, inForceAt }: Pick<Cell, 'competency' | 'startsAt' | 'inForceAt'>): CellRef {
  return { competency: competency.id, level: codeOf(matrix, inForceAt[0] ?? startsAt) };
}

function startOf(matrix: MatrixContent, { listedAt }: Expectation): number {
  return Math.min(...listedAt.map((code) => levelIndex(matrix, code)));
}

function placesOf(matrix: MatrixContent, competency: Competency, expectation: Expectation): number[] {
  return levelsOf(matrix, competency, expectation).map((code) => levelIndex(matrix, code));
}
