import { describe, expect, it } from '@jest/globals';

import { holdsUnstorable } from './unstorable.js';

describe('JSON that a database could not store', () => {
  it.each([
    [String.raw`{"a":"x\u0000"}`, true],
    [String.raw`{"a\u0000":1}`, true],
    [String.raw`["\\\u0000"]`, true],
    [String.raw`["\ud83d"]`, true],
    [String.raw`["\uDE00\uD83D"]`, true],
    [String.raw`["\ud83d\\\ude00"]`, true],
    [String.raw`["\ud83d\ud83d\ude00"]`, true],
    [String.raw`["\\u0000"]`, false],
    [String.raw`["\uD83D\uDE00 \u0416 \u0001"]`, false],
    ['["😀 Ж"]', false],
  ])('%s: %s', (json, holds) => {
    expect(holdsUnstorable(json)).toBe(holds);
    const text = Object.entries(JSON.parse(json) as object).flat().join('');
    expect(text.includes('\0') || Buffer.from(text).toString() !== text).toBe(holds);
  });
});
