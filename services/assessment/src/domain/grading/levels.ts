// The level that a review works towards.
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';

import { nameOf, placeOf } from '../cells/grid.js';

type WithLevels = Pick<MatrixContent, 'levels'>;

/**
 * The level that a review works towards: what the manager set, else the next one up (the same at the top), else, for somebody
 * without a current level, the lowest. All are codes.
 * @throws DomainError `unknown-level`, `target-below-current`
 */
export function targetOf(matrix: WithLevels, current: string | null, target?: string | null): string {
  const from = current === null ? null : placeOf(matrix, current);
  if (target !== undefined && target !== null) {
    mustNotBeBelow(matrix, placeOf(matrix, target), from);
    return target;
  }
  const next = from === null ? 0 : Math.min(from + 1, matrix.levels.length - 1);
  const level = matrix.levels[next];
  if (level === undefined) throw new DomainError('unknown-level', 'The matrix has no levels.');
  return level.code;
}

/** @throws DomainError `target-below-current` */
export function mustNotBeBelow(matrix: WithLevels, target: number, current: number | null): void {
  if (current === null || target >= current) return;
  throw new DomainError(
    'target-below-current',
    `The target level "${nameOf(matrix, target)}" is below the current one, "${nameOf(matrix, current)}".`,
  );
}
