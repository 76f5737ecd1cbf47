/** Time, handed in: deciders never read it, controllers pass it on, tests set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The day of an instant (ISO 8601, UTC), as YYYY-MM-DD: all that an anonymous event says of when it happened. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
