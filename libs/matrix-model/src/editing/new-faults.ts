import { DomainError } from '@rung/event-sourcing';

import { matrixFaults } from '../faults.js';
import type { MatrixContent } from '../matrix.js';

/** @throws DomainError matrix-unsound with the faults that were not there before. */
export function mustNotHaveNewFaults(before: MatrixContent, after: MatrixContent): void {
  const faults = matrixFaults(after);
  if (faults.length === 0) return;
  const known = new Set(matrixFaults(before).map(({ detail }) => detail));
  const errors = faults.filter(({ detail }) => !known.has(detail));
  if (errors.length > 0) throw new DomainError('matrix-unsound', `The change would leave a contradiction: ${errors[0]?.detail}.`, { errors });
}
