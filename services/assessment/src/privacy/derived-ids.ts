// Ids that can be derived again by who has the cycle's secret, and mean nothing to anybody else.
import { createHmac } from 'node:crypto';

import type { RaterRole } from '@rung/contracts';
import { uuidOfDigest } from '@rung/service-kit';

/** The id of a person's review in the cycle that the secret is of. */
export function reviewIdOf(secret: Buffer, person: string): string {
  return derived(secret, 'review', person);
}

/** The id of what one rater says about one participant in one role: the same three are the same assessment. */
export function assessmentIdOf(secret: Buffer, person: string, rater: string, role: RaterRole): string {
  return derived(secret, 'assessment', person, rater, role);
}

/**
 * The idempotency key that is stored for an anonymous answer. The client's own key may be in the client's logs beside
 * the rater's name; this one leads nowhere.
 */
export function tracelessCommandId(secret: Buffer, assessment: string, commandId: string): string {
  return derived(secret, 'submit', assessment, commandId);
}

function derived(secret: Buffer, ...parts: readonly string[]): string {
  return uuidOfDigest(createHmac('sha256', secret).update(parts.join('\u0000'), 'utf8').digest());
}
