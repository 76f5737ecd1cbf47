import { describe, expect, it } from '@jest/globals';

import { lookAgainMs } from './deadline.js';

const now = Date.parse('2026-11-26T12:00:00Z');
const form = { state: 'open', deadline: '2026-11-26T12:00:10Z', tooLate: false } as const;

describe('a form that is looked at', () => {
  it('is looked up again right after its deadline', () => expect(lookAgainMs(form, now)).toBe(10_001));
  it('is asked for every few seconds while the server takes answers and this clock is past it', () => expect(lookAgainMs(form, now + 60_000)).toBe(5_000));
  it('is looked up daily until then', () => expect(lookAgainMs({ ...form, deadline: '2027-11-26T12:00:00Z' }, now)).toBe(86_400_000));
  it('is never looked up for a deadline that is none, has passed, or matters no more', () => {
    for (const other of [{ ...form, deadline: null }, { ...form, tooLate: true }, { ...form, state: 'submitted' as const }, undefined]) expect(lookAgainMs(other, now)).toBe(false);
  });
});
