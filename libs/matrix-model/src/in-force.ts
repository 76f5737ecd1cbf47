import type { Competency, Expectation, Level, MatrixContent } from './matrix.js';
import { ownValue } from './own-value.js';

export type CellState = 'new' | 'raised' | 'carried';

/** A cell that holds at a level. */
export interface CellInForce {
  readonly competency: Competency;
  readonly cell: Expectation;
  /** Against the level below: a competency that was not there, a cell that replaces an earlier one, or the same cell. */
  readonly state: CellState;
  /** The level that it is inherited from by reference, its own or its group's, if it is. */
  readonly inheritedFrom?: string;
}

/** What refers to other levels: a competency, or with its group alone what has no reference of its own. */
type Referring = Pick<Competency, 'group' | 'sameAs'>;

/**
 * The level that a competency's cell at `levelCode` really comes from: itself, or the end of its chain of references, its own before its group's.
 * A chain that dangles or bites its tail ends where it stands; `matrixFaults` refuses such a matrix.
 */
export function sourceLevel(matrix: Pick<MatrixContent, 'levels'>, levelCode: string, referring: Referring): string {
  return chainFrom(matrix, levelCode, referring).at(-1) ?? levelCode;
}

/** The levels that a chain of references goes through behind `levelCode`, up to the first that comes again. */
export function chainFrom(matrix: Pick<MatrixContent, 'levels'>, levelCode: string, referring: Referring): string[] {
  const chain = new Set([levelCode]);
  for (let next = referenceAt(matrix, levelCode, referring); next !== undefined && !chain.has(next); next = referenceAt(matrix, next, referring)) chain.add(next);
  return [...chain].slice(1);
}

/** The level that this one is said to be the same as: by the competency for itself, or else by the level for the whole group. */
export function referenceAt({ levels }: Pick<MatrixContent, 'levels'>, levelCode: string, { group, sameAs }: Referring): string | undefined {
  const level = levels.find(({ code }) => code === levelCode);
  return ownReference({ sameAs }, levelCode) ?? (level && groupReference(level, group));
}

/** The level that a competency is said, for itself, to be the same as at this one. */
export function ownReference({ sameAs }: Pick<Competency, 'sameAs'>, levelCode: string): string | undefined {
  return ownValue(sameAs, levelCode);
}

/** The level that a whole group is said to be the same as at this one. */
export function groupReference({ sameAs }: Pick<Level, 'sameAs'>, group: string): string | undefined {
  return ownValue(sameAs, group);
}

/** The cell of a competency that holds at a level, or undefined where it is not expected. */
export function cellAt(matrix: Pick<MatrixContent, 'levels' | 'reading'>, competency: Competency, levelCode: string): Expectation | undefined {
  return cellFrom(matrix, competency, sourceLevel(matrix, levelCode, competency), (code) => levelIndex(matrix, code));
}

/** @param source the level that the competency's cell really comes from. */
function cellFrom(matrix: Pick<MatrixContent, 'reading'>, competency: Competency, source: string, placeOf: (code: string) => number): Expectation | undefined {
  if (matrix.reading === 'complete') return competency.cells.find((cell) => cell.listedAt.includes(source));
  const at = placeOf(source);
  if (competency.ended !== undefined && placeOf(competency.ended.level) <= at) return undefined;
  return competency.cells.findLast((cell) => cell.listedAt.some((code) => placeOf(code) <= at));
}

/** Every cell in force at a level, in the order of the matrix. */
export function inForceAt(matrix: MatrixContent, levelCode: string): CellInForce[] {
  const below = matrix.levels[levelIndex(matrix, levelCode) - 1]?.code;
  // looked up once for the whole level: a large matrix has thousands of cells
  const places = new Map(matrix.levels.map(({ code }, at) => [code, at]));
  const placeOf = (code: string) => places.get(code) ?? -1;
  const sourceOf = sourcesAt(matrix, levelCode);
  const sourceBelow = below === undefined ? undefined : sourcesAt(matrix, below);
  return matrix.competencies.flatMap((competency) => {
    const source = sourceOf(competency);
    const cell = cellFrom(matrix, competency, source, placeOf);
    if (cell === undefined) return [];
    const before = sourceBelow && cellFrom(matrix, competency, sourceBelow(competency), placeOf);
    const state: CellState = before === undefined ? 'new' : before === cell ? 'carried' : 'raised';
    return [{ competency, cell, state, ...(source === levelCode ? {} : { inheritedFrom: source }) }];
  });
}

/** `sourceLevel` for the competencies of a matrix; that of those without references of their own is looked up once for their group. */
function sourcesAt(matrix: MatrixContent, levelCode: string): (competency: Competency) => string {
  const known = new Map<string, string>();
  return ({ group, sameAs }) => {
    if (sameAs !== undefined) return sourceLevel(matrix, levelCode, { group, sameAs });
    const source = known.get(group) ?? sourceLevel(matrix, levelCode, { group });
    known.set(group, source);
    return source;
  };
}

/** The codes of the levels, in order, at which this very cell is in force. */
export function levelsOf(matrix: MatrixContent, competency: Competency, cell: Expectation): string[] {
  return matrix.levels.filter((level) => cellAt(matrix, competency, level.code) === cell).map((level) => level.code);
}

/** A level's place from the lowest (0); -1 for a code that the matrix does not have. */
export function levelIndex(matrix: Pick<MatrixContent, 'levels'>, levelCode: string): number {
  return matrix.levels.findIndex((level) => level.code === levelCode);
}
