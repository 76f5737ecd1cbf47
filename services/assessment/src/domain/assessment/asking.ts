// What each role is asked.
import type { CellRef, CyclePolicy, RaterRole } from '@rung/contracts';
import type { MatrixContent } from '@rung/matrix-model';

import { gridOf, placeOf, type Cell } from '../cells/grid.js';

export interface Asking {
  /** Must all be answered. */
  readonly asked: CellRef[];
  /** May be answered, at most `chooses` of them. */
  readonly offered: CellRef[];
  readonly chooses: number;
}

/**
 * The cells in force at any level from the current one (or the lowest) to the target, each once, in the order of the
 * matrix. Self and manager are asked them all; peers and upward raters all of some groups, and a few others of their choice.
 */
export function askingOf(
  matrix: MatrixContent,
  levels: { readonly current: string | null; readonly target: string },
  role: RaterRole,
  peersAsked: CyclePolicy['peersAsked'],
): Asking {
  const cells = cellsBetween(matrix, levels);
  switch (role) {
    case 'self':
    case 'manager':
      return { asked: cells.map((cell) => cell.ref), offered: [], chooses: 0 };
    case 'peer':
    case 'upward': {
      const asked = cells.filter((cell) => peersAsked.groups.includes(cell.competency.group)).map((cell) => cell.ref);
      const offered = cells.filter((cell) => !peersAsked.groups.includes(cell.competency.group)).map((cell) => cell.ref);
      return { asked, offered, chooses: Math.min(peersAsked.others, offered.length) };
    }
  }
}

function cellsBetween(matrix: MatrixContent, { current, target }: { readonly current: string | null; readonly target: string }): Cell[] {
  const from = current === null ? 0 : placeOf(matrix, current);
  const upTo = placeOf(matrix, target);
  return gridOf(matrix).cells.filter(({ inForceAt }) => inForceAt.some((place) => place >= from && place <= upTo));
}
