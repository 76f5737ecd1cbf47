// When a form that is looked at has to be looked up again, as its deadline passes.
import type { AssessmentForm } from './form/assess-queries.js';

/** The server's clock counts, which this one may be ahead of. */
const tryAgainMs = 5_000;
/** Longer waits overflow the browser's timers. */
const longestMs = 24 * 3_600_000;

/** @returns how long from now; false for never. */
export function lookAgainMs(form: Pick<AssessmentForm, 'state' | 'deadline' | 'tooLate'> | undefined, nowMs: number): number | false {
  if (form === undefined || form.state !== 'open' || form.tooLate || form.deadline === null) return false;
  const leftMs = Date.parse(form.deadline) - nowMs;
  return Math.min(Math.max(leftMs + 1, tryAgainMs), longestMs);
}
