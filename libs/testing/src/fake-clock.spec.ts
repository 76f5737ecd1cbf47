import { describe, expect, it } from '@jest/globals';
import { fakeClock } from './fake-clock.js';

describe('a clock that a test sets', () => {
  it('stands still until it is told otherwise', () => {
    const clock = fakeClock('2026-01-31T23:30:00.000Z');
    expect(clock.now()).toEqual(clock.now());
    clock.advance({ minutes: 31 });
    expect(clock.now().toISOString()).toBe('2026-02-01T00:01:00.000Z');
    clock.advance({ days: 1, hours: 1, seconds: 1 });
    expect(clock.now().toISOString()).toBe('2026-02-02T01:01:01.000Z');
    clock.set('2027-01-01T00:00:00.000Z');
    expect(clock.now().getUTCFullYear()).toBe(2027);
  });

  it('hands out dates that cannot move it', () => {
    const clock = fakeClock('2026-01-01T00:00:00.000Z');
    clock.now().setUTCFullYear(1999);
    expect(clock.now().getUTCFullYear()).toBe(2026);
  });

  it('refuses what is no time', () => {
    expect(() => fakeClock('soon')).toThrow(RangeError);
  });
});
