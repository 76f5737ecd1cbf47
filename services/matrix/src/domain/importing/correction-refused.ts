import { DomainError } from '@rung/event-sourcing';

import { inEnglish, type Why } from './reasons.js';

/** A correction that does not fit what was read: names it by its place in the list, and says why. */
export function correctionRefused(at: number, kind: string, why: Why): DomainError {
  const detail = `correction ${at + 1} (${kind}): ${inEnglish(why)}`;
  return new DomainError('correction-not-applicable', detail, { errors: [{ pointer: `/corrections/${at}`, detail, ...why }] });
}
