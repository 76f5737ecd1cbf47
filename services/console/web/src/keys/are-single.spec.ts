import { describe, expect, it } from '@jest/globals';

import { areSingle } from './are-single.js';

describe('keys that can be switched off', () => {
  it.each([
    [['?'], true],
    [['j', 'k'], true],
    [['g', 't'], true],
    [['[', ']'], true],
    [['0', '1', '2', '3'], true],
    [['Ctrl', 'K'], false],
    [['Ctrl', 'Enter'], false],
    [['Ctrl', 'z'], false],
    [['←', '↑', '↓', '→'], false],
    [['Esc'], false],
  ])('%j: %s', (keys, expected) => expect(areSingle(keys)).toBe(expected));
});
