// What raters answer, checked against the matrix; the command-line tool and the service share it.
import type { RaterRole, RatingValue } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { findLevel, type Expectation, type Level, type MatrixContent } from '@rung/matrix-model';

import { gridOf, nameOf, type Grid, type GridCell } from './grid.js';

/** One answer of one rater to one cell. */
export interface Answer {
  /** Opaque: only whether two are equal matters. */
  readonly rater: string;
  readonly role: RaterRole;
  readonly competency: string;
  /** The code of any level at which the cell is in force. */
  readonly level: string;
  readonly value: RatingValue;
}

/**
 * Finds the cell of a competency (by its id) that is in force at a level.
 * It throws DomainError `unknown-competency`, or `unknown-level` where there is no such level or no cell there.
 */
export type FindCell = (competency: string, level: string) => GridCell;

/** Finds cells for people, who call a level by any of its names. */
export function cellFinderByName(matrix: MatrixContent): FindCell {
  return cellFinder(gridOf(matrix), findLevel);
}

/** Finds cells for what the system stores, where only a level's code is sure to mean it. */
export function cellFinderByCode(grid: Grid): FindCell {
  return cellFinder(grid, (matrix, code) => matrix.levels.find((level) => level.code === code));
}

/** Whether this answer needs evidence of the participant for the cell: a required 2 or 3 does. */
export function needsEvidence(cell: Pick<Expectation, 'evidenceRequired'>, value: RatingValue): boolean {
  return cell.evidenceRequired && (value === 2 || value === 3);
}

type LevelOf = (matrix: MatrixContent, level: string) => Level | undefined;

/** Remembers what it found, so that a file of answers costs a look-up per row. */
function cellFinder(grid: Grid, levelOf: LevelOf): FindCell {
  const found = new Map<string, Map<string, GridCell>>();
  return (competency, level) => {
    const known = found.get(competency)?.get(level);
    if (known !== undefined) return known;
    const cell = findCell(grid, competency, level, levelOf);
    const ofCompetency = found.get(competency) ?? new Map<string, GridCell>();
    found.set(competency, ofCompetency.set(level, cell));
    return cell;
  };
}

function findCell(grid: Grid, competency: string, levelName: string, levelOf: LevelOf): GridCell {
  const cells = grid.byCompetency.get(competency);
  if (cells === undefined) {
    throw new DomainError('unknown-competency', `The matrix has no competency "${competency}".`, { competency });
  }
  const level = levelOf(grid.matrix, levelName);
  if (level === undefined) {
    const names = grid.matrix.levels.map(({ names: [name] }) => `"${name}"`).join(', ');
    throw new DomainError('unknown-level', `The matrix has no level "${levelName}"; it has ${names}.`, { level: levelName });
  }
  const place = grid.matrix.levels.indexOf(level);
  const cell = cells.find((one) => one.inForceAt.includes(place));
  if (cell === undefined) {
    const places = [...new Set(cells.flatMap((one) => one.inForceAt))].sort((one, other) => one - other);
    const where = places.map((one) => `"${nameOf(grid.matrix, one)}"`).join(', ');
    throw new DomainError(
      'unknown-level',
      `The competency "${competency}" is not in force at "${levelName}"${where === '' ? '' : `, but at ${where}`}.`,
      { competency, level: levelName },
    );
  }
  return cell;
}
