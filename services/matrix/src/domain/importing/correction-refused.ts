import { DomainError } from '@rung/event-sourcing';

/** A correction that does not fit what was read: names it by its place in the list, and says why. */
export function correctionRefused(at: number, kind: string, why: string): DomainError {
  const detail = `correction ${at + 1} (${kind}): ${why}`;
  return new DomainError('correction-not-applicable', detail, { errors: [{ pointer: `/corrections/${at}`, detail }] });
}
