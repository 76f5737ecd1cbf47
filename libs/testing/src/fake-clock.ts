// A clock that a test sets.

export interface FakeClock {
  now(): Date;
  /** @throws RangeError when the text is no ISO time. */
  set(iso: string): void;
  advance(by: { readonly days?: number; readonly hours?: number; readonly minutes?: number; readonly seconds?: number }): void;
}

/** Stands still until it is told otherwise. @param start an ISO time. */
export function fakeClock(start = '2026-03-02T09:00:00.000Z'): FakeClock {
  let millis = 0;
  const set = (iso: string): void => {
    const parsed = Date.parse(iso);
    if (Number.isNaN(parsed)) throw new RangeError(`"${iso}" is no ISO time.`);
    millis = parsed;
  };
  set(start);
  return {
    now: () => new Date(millis),
    set,
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      millis += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
  };
}
