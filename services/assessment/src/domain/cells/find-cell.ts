// The cells of a matrix by the names that people, and the system, use for them.
import { DomainError } from '@rung/event-sourcing';
import { findLevel, type Level, type MatrixContent } from '@rung/matrix-model';

import { gridOf, nameOf, type Cell, type Grid } from './grid.js';

/**
 * Finds the cell of a competency (by its id) that is in force at a level. What it cannot find it answers with the refusal:
 * `unknown-competency`, or `unknown-level` where there is no such level or no cell there.
 */
export type FindCell = (competency: string, level: string) => Cell | DomainError;

/** @throws DomainError the refusal. */
export function orRefuse(found: Cell | DomainError): Cell {
  if (found instanceof DomainError) throw found;
  return found;
}

/** Finds cells for people, who call a level by any of its names. */
export function cellFinderByName(matrix: MatrixContent): FindCell {
  return cellFinder(gridOf(matrix), findLevel);
}

/** Finds cells for what the system stores, where only a level's code is sure to mean it. */
export function cellFinderByCode(grid: Grid): FindCell {
  return cellFinder(grid, (matrix, code) => matrix.levels.find((level) => level.code === code));
}

type LevelOf = (matrix: MatrixContent, level: string) => Level | undefined;

/** Remembers what it found, so that a file of answers costs a look-up per row. */
function cellFinder(grid: Grid, levelOf: LevelOf): FindCell {
  const found = new Map<string, Map<string, Cell>>();
  return (competency, level) => {
    const known = found.get(competency)?.get(level);
    if (known !== undefined) return known;
    const cell = findCell(grid, competency, level, levelOf);
    if (cell instanceof DomainError) return cell;
    const ofCompetency = found.get(competency) ?? new Map<string, Cell>();
    found.set(competency, ofCompetency.set(level, cell));
    return cell;
  };
}

function findCell(grid: Grid, competency: string, levelName: string, levelOf: LevelOf): Cell | DomainError {
  const cells = grid.byCompetency.get(competency);
  if (cells === undefined) {
    return new DomainError('unknown-competency', `The matrix has no competency "${competency}".`, { competency });
  }
  const level = levelOf(grid.matrix, levelName);
  if (level === undefined) {
    const names = grid.matrix.levels.map(({ names: [name] }) => `"${name}"`).join(', ');
    return new DomainError('unknown-level', `The matrix has no level "${levelName}"; it has ${names}.`, { level: levelName });
  }
  const place = grid.matrix.levels.indexOf(level);
  const cell = cells.find((one) => one.inForceAt.includes(place));
  if (cell === undefined) {
    const places = [...new Set(cells.flatMap((one) => one.inForceAt))].sort((one, other) => one - other);
    const where = places.map((one) => `"${nameOf(grid.matrix, one)}"`).join(', ');
    return new DomainError(
      'unknown-level',
      `The competency "${competency}" is not in force at "${levelName}"${where === '' ? '' : `, but at ${where}`}.`,
      { competency, level: levelName },
    );
  }
  return cell;
}
