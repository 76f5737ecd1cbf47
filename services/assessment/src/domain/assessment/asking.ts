// What each role is asked.
import type { CellRef, CyclePolicy, RaterRole } from '@rung/contracts';
import { inForceAt, levelIndex, type MatrixContent } from '@rung/matrix-model';

import { keyOf, refOf } from './cells.js';

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
      const asked = cells.filter((cell) => peersAsked.groups.includes(cell.group)).map((cell) => cell.ref);
      const offered = cells.filter((cell) => !peersAsked.groups.includes(cell.group)).map((cell) => cell.ref);
      return { asked, offered, chooses: Math.min(peersAsked.others, offered.length) };
    }
  }
}

function cellsBetween(matrix: MatrixContent, levels: { readonly current: string | null; readonly target: string }): { ref: CellRef; group: string }[] {
  const from = levels.current === null ? 0 : levelIndex(matrix, levels.current);
  const upTo = levelIndex(matrix, levels.target);
  const found = new Map<string, { ref: CellRef; group: string }>();
  for (const level of matrix.levels.slice(from, upTo + 1)) {
    for (const { competency, cell } of inForceAt(matrix, level.code)) {
      const ref = refOf({ competency, expectation: cell });
      found.set(keyOf(ref), { ref, group: competency.group });
    }
  }
  const place = new Map(matrix.competencies.map((competency, at) => [competency.id, at]));
  return [...found.values()].sort(
    (a, b) =>
      (place.get(a.ref.competency) ?? 0) - (place.get(b.ref.competency) ?? 0) || levelIndex(matrix, a.ref.level) - levelIndex(matrix, b.ref.level),
  );
}
