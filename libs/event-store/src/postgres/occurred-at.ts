// When an event happened: an instant, or a day that must not come back as more than the day.

const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

export interface OccurredAt {
  /** Milliseconds since 1970; a day's midnight in UTC. */
  readonly ms: number;
  readonly dayOnly: boolean;
}

/**
 * @param text ISO 8601: "2026-11-22", or a time with its offset.
 * @throws RangeError for anything else; a day that the calendar does not have is refused, not moved.
 */
export function parseOccurredAt(text: string): OccurredAt {
  const dayOnly = day.test(text);
  const ms = dayOnly || instant.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms) || (dayOnly && formatOccurredAt(ms, true) !== text)) {
    throw new RangeError(`"${text}" is neither a day nor a time with its offset.`);
  }
  return { ms, dayOnly };
}

/** @returns the day alone, or the instant in UTC with milliseconds. */
export function formatOccurredAt(ms: number, dayOnly: boolean): string {
  const iso = new Date(ms).toISOString();
  return dayOnly ? iso.slice(0, 10) : iso;
}
