import { describe, expect, it } from '@jest/globals';

import { formatOccurredAt, parseOccurredAt } from './occurred-at.js';

const again = (text: string): string => {
  const { ms, dayOnly } = parseOccurredAt(text);
  return formatOccurredAt(ms, dayOnly);
};

describe('When an event happened', () => {
  it('comes back as the day where only the day was given', () => {
    expect(again('2026-11-22')).toBe('2026-11-22');
    expect(again('2028-02-29')).toBe('2028-02-29');
  });

  it('comes back as the instant in UTC', () => {
    expect(again('2026-11-22T10:20:30.456Z')).toBe('2026-11-22T10:20:30.456Z');
    expect(again('2026-11-22T02:20+03:00')).toBe('2026-11-21T23:20:00.000Z');
  });

  it.each(['', 'yesterday', '22.11.2026', '2026-02-30', '2026-13-01', '2026-11-22T10:20:30', '2026-11-22 10:20:30Z', '1763806830'])(
    'is refused as "%s"',
    (text) => expect(() => parseOccurredAt(text)).toThrow(RangeError),
  );
});
