/** Time, handed in: deciders never read it, controllers pass it on, tests set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The day of a time in UTC, as midnight in ISO 8601: what an anonymous event says of when it happened. */
export function dayOf(time: Date): string {
  return `${time.toISOString().slice(0, 10)}T00:00:00.000Z`;
}
