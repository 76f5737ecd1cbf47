import { describe, expect, it } from '@jest/globals';

import { needsEvidence } from './answers.js';

describe('evidence', () => {
  it.each([
    [true, 3, true],
    [true, 2, true],
    [true, 1, false],
    [true, 'n', false],
    [false, 3, false],
  ] as const)('where it is required (%s), an answer of %s needs it: %s', (evidenceRequired, value, needed) => {
    expect(needsEvidence({ evidenceRequired }, value)).toBe(needed);
  });
});
