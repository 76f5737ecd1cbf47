// The day that evidence is dated.
import { DomainError } from '@rung/event-sourcing';

/** What is today somewhere on earth is not in the future: the server's day is not everybody's. */
const eastMs = 14 * 3_600_000;

/**
 * @param on the day, `2026-11-22`.
 * @param now an ISO instant.
 * @throws DomainError `invalid-request` for a day that has begun nowhere yet.
 */
export function mustHaveBegun(on: string, now: string): void {
  const latest = new Date(Date.parse(now) + eastMs).toISOString().slice(0, 10);
  if (on <= latest) return;
  const detail = `${on} lies in the future; give the day on which it happened, ${latest} at the latest`;
  throw new DomainError('invalid-request', 'Evidence is of something that has happened.', { errors: [{ pointer: '/on', detail }] });
}
