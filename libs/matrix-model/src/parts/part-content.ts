import { mustNotHaveNewFaults } from '../editing/new-faults.js';
import { ownReference } from '../in-force.js';
import type { MatrixContent } from '../matrix.js';
import { applyParts } from './apply-parts.js';
import { headingOf, headOf } from './changed-parts.js';
import { swapped, type PartChange, type PartName } from './part.js';
import { same } from './same.js';
import { cellStartingAt } from './sorted.js';

/** What a part is; undefined where it is not there. */
export function contentOfPart(matrix: MatrixContent, name: PartName): NonNullable<PartChange['after']> | undefined {
  switch (name.part) {
    case 'frame':
      return headingOf(matrix);
    case 'groups':
    case 'levels':
    case 'terms':
      return matrix[name.part];
    case 'competency': {
      const at = matrix.competencies.findIndex(({ id }) => id === name.competency);
      const found = matrix.competencies[at];
      return found && headOf(found, matrix.competencies[at - 1]?.id ?? null);
    }
    case 'reference':
      return ownReference(matrix.competencies.find(({ id }) => id === name.competency) ?? {}, name.level);
    case 'cell':
      return cellStartingAt(matrix.competencies.find(({ id }) => id === name.competency), name.level);
  }
}

/** Whether a part still is what the change made of it. Its neighbours may have come and gone. */
export function isAsItBecame(matrix: MatrixContent, change: PartChange): boolean {
  const now = contentOfPart(matrix, change) ?? null;
  return same(withoutPlace(now), withoutPlace(change.after));
}

function withoutPlace(content: unknown): unknown {
  return typeof content === 'object' && content !== null && 'after' in content ? { ...content, after: undefined } : content;
}

/**
 * The matrix with parts as they were before a change. A competency goes back behind its old neighbour, or to the end where that is gone.
 * @throws DomainError matrix-unsound where what came since does not go with it.
 */
export function takenBack(matrix: MatrixContent, parts: readonly PartChange[]): MatrixContent {
  const before = applyParts(matrix, swapped(parts));
  mustNotHaveNewFaults(matrix, before);
  return before;
}
