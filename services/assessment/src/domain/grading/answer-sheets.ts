// All that one rater said in one role, cell by cell, with what follows from it.
import type { RaterRole, RatingValue } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';

import { orRefuse, type FindCell } from '../cells/find-cell.js';
import type { Cell, Grid } from '../cells/grid.js';
import type { Answer } from './answers.js';

export type NumericRating = Exclude<RatingValue, 'n'>;

export interface SheetEntry {
  readonly value: RatingValue;
  /** It was not answered, but follows from a 2 or 3 for a later cell of the competency. */
  readonly implied: boolean;
}

export type Sheet = ReadonlyMap<Cell, SheetEntry>;
export type Sheets = Readonly<Record<RaterRole, readonly Sheet[]>>;

/**
 * Sorts answers by role and rater, and adds the implied ones: a 2 or 3 for a later cell counts as a 2 for the same rater's
 * unanswered earlier cells of that competency. "Unable to judge" is an answer and stays.
 * @throws DomainError `unknown-competency`, `unknown-level`; `cell-rated-twice` for a second answer of one rater in one role
 *   for one cell; `rater-not-allowed` for a second manager
 */
export function sheetsOf(grid: Grid, answers: readonly Answer[], find: FindCell): Sheets {
  const byRole: Record<RaterRole, Map<string, Map<Cell, SheetEntry>>> = {
    self: new Map(),
    peer: new Map(),
    manager: new Map(),
    upward: new Map(),
  };
  for (const { rater, role, competency, level, value } of answers) {
    const cell = orRefuse(find(competency, level));
    const sheet = byRole[role].get(rater) ?? new Map<Cell, SheetEntry>();
    if (sheet.has(cell)) {
      throw new DomainError('cell-rated-twice', `"${competency}" at "${level}" is rated twice by one rater.`, { competency, level });
    }
    byRole[role].set(rater, sheet.set(cell, { value, implied: false }));
  }
  if (byRole.manager.size > 1) {
    throw new DomainError('rater-not-allowed', 'Two raters answered as the manager; a grade has one manager.');
  }
  for (const sheets of Object.values(byRole)) for (const sheet of sheets.values()) addImplied(grid, sheet);
  return {
    self: [...byRole.self.values()],
    peer: [...byRole.peer.values()],
    manager: [...byRole.manager.values()],
    upward: [...byRole.upward.values()],
  };
}

/** Whether an answer says that the cell is shown: what implies the earlier ones. */
export function isShown(value: RatingValue): boolean {
  return value === 2 || value === 3;
}

function addImplied(grid: Grid, sheet: Map<Cell, SheetEntry>): void {
  const shown = [...sheet].filter(([, { value }]) => isShown(value)).map(([cell]) => cell);
  for (const later of shown) {
    for (const earlier of grid.byCompetency.get(later.competency.id) ?? []) {
      if (earlier.startsAt < later.startsAt && !sheet.has(earlier)) sheet.set(earlier, { value: 2, implied: true });
    }
  }
}
