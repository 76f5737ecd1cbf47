// The day that evidence is dated.
import { DomainError } from '@rung/event-sourcing';

/** What is today somewhere on earth is not in the future: the server's day is not everybody's. */
const eastMs = 14 * 3_600_000;

/** A calendar has days that no database can keep, such as those of a year 0. */
const earliest = '1900-01-01';

/**
 * @param on the day, `2026-11-22`.
 * @param now an ISO instant.
 * @throws DomainError `invalid-request` for a day that has begun nowhere yet, or that nobody remembers.
 */
export function mustHaveBegun(on: string, now: string): void {
  const latest = new Date(Date.parse(now) + eastMs).toISOString().slice(0, 10);
  if (on >= earliest && on <= latest) return;
  const detail = `${on} lies ${on < earliest ? 'too far back' : 'in the future'}; give the day on which it happened, from ${earliest} to ${latest} at the latest`;
  throw new DomainError('invalid-request', 'Evidence is of something that has happened.', { errors: [{ pointer: '/on', detail }] });
}
