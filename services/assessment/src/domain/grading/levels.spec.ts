import { describe, expect, it } from '@jest/globals';

import { targetOf } from './levels.js';

const matrix = { levels: ['low', 'mid', 'top'].map((code) => ({ code, names: [code.toUpperCase()], sameAs: {} })) };

describe('the target of a review', () => {
  it.each([
    ['the next level up', 'low', 'mid'],
    ['the same at the top', 'top', 'top'],
    ['the lowest without a current level', null, 'low'],
  ])('is %s', (_, current, target) => {
    expect(targetOf(matrix, current)).toBe(target);
    expect(targetOf(matrix, current, null)).toBe(target);
  });

  it('is what the manager set, at or above the current level', () => {
    expect(targetOf(matrix, 'low', 'top')).toBe('top');
    expect(targetOf(matrix, 'mid', 'mid')).toBe('mid');
    expect(targetOf(matrix, null, 'top')).toBe('top');
  });

  it('is refused below the current level, by the names of both', () => {
    expect(() => targetOf(matrix, 'mid', 'low')).toThrow(
      expect.objectContaining({ code: 'target-below-current', message: 'The target level "LOW" is below the current one, "MID".' }),
    );
  });

  it.each([
    ['current', 'none', null],
    ['target', 'low', 'none'],
  ])('is refused for a %s level that the matrix does not have', (_, current, target) => {
    expect(() => targetOf(matrix, current, target)).toThrow(expect.objectContaining({ code: 'unknown-level' }));
  });
});
