// What raters answer, checked against the matrix; the command-line tool and the service share it.
import type { RaterRole, RatingValue } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { Expectation } from '@rung/matrix-model';

import { gridOf, nameOf, type Grid, type GridCell } from './grid.js';
import { levelNamed } from './levels.js';

/** One answer of one rater to one cell. */
export interface Answer {
  /** Opaque: only whether two are equal matters. */
  readonly rater: string;
  readonly role: RaterRole;
  readonly competency: string;
  /** A name or the code of any level at which the cell is in force. */
  readonly level: string;
  readonly value: RatingValue;
}

/** Finds the cell that a competency id and any name (or the code) of a level at which it is in force stand for. */
export type FindCell = (competency: string, level: string) => GridCell;

/**
 * Makes the finder for a matrix; it remembers what it found, so that a file of answers costs a look-up per row.
 * The finder throws DomainError `unknown-competency`, or `unknown-level` where there is no such level or no cell there.
 */
export function cellFinder(grid: Grid): FindCell {
  const found = new Map<string, Map<string, GridCell>>();
  return (competency, level) => {
    const known = found.get(competency)?.get(level);
    if (known !== undefined) return known;
    const cell = findCell(grid, competency, level);
    const ofCompetency = found.get(competency) ?? new Map<string, GridCell>();
    found.set(competency, ofCompetency.set(level, cell));
    return cell;
  };
}

/** Makes the finder of a matrix that is not laid out yet. */
export function cellFinderOf(matrix: Grid['matrix']): FindCell {
  return cellFinder(gridOf(matrix));
}

/** Whether this answer needs evidence of the participant for the cell: a required 2 or 3 does. */
export function needsEvidence(cell: Pick<Expectation, 'evidenceRequired'>, value: RatingValue): boolean {
  return cell.evidenceRequired && (value === 2 || value === 3);
}

function findCell(grid: Grid, competency: string, levelName: string): GridCell {
  const cells = grid.byCompetency.get(competency);
  if (cells === undefined) {
    throw new DomainError('unknown-competency', `The matrix has no competency "${competency}".`, { competency });
  }
  const level = levelNamed(grid.matrix, levelName);
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
