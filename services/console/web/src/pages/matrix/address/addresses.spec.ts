import { describe, expect, it } from '@jest/globals';

import { matrixSearchOf } from './matrix-search.js';
import { newestVersion } from './newest-version.js';

describe('what an address says', () => {
  it('of the grid: words, a group, a level; nothing else', () => {
    expect(matrixSearchOf({ q: 2024, group: 'soft', level: 'senior', other: 1 })).toEqual({ q: '2024', group: 'soft', level: 'senior' });
    expect(matrixSearchOf({ q: '', group: null, level: ['senior'] })).toEqual({});
  });

  it('of the grid: a moment, wherever its clock is', () => {
    expect(matrixSearchOf({ at: '2026-11-22T14:05+03:00' })).toEqual({ at: '2026-11-22T11:05:00.000Z' });
    expect(matrixSearchOf({ at: '2026' })).toEqual({});
    expect(matrixSearchOf({ at: 'sometimeT' })).toEqual({});
  });
});

describe('the version that is shown first', () => {
  const version = (number: number, status: 'draft' | 'published') => ({ version: number, status, hash: null });
  const matrix = (name: string, ...versions: ReturnType<typeof version>[]) => ({ matrix: name, name, versions });

  it('is the last that is published, of the first matrix that has one', () => {
    const matrices = [matrix('a', version(1, 'draft')), matrix('b', version(1, 'published'), version(2, 'published'), version(3, 'draft'))];
    expect(newestVersion({ matrices })).toEqual({ matrix: 'b', version: 2 });
  });

  it('is of the matrix by which one is assessed, wherever that stands in the list', () => {
    const matrices = [matrix('accountants', version(1, 'published')), matrix('developers', version(1, 'published'), version(2, 'published'))];
    expect(newestVersion({ matrices }, 'developers')).toEqual({ matrix: 'developers', version: 2 });
    expect(newestVersion({ matrices }, 'forgotten')).toEqual({ matrix: 'accountants', version: 1 });
  });

  it('is a draft where nothing is published, and none where there is none', () => {
    expect(newestVersion({ matrices: [matrix('a', version(1, 'draft'))] })).toEqual({ matrix: 'a', version: 1 });
    expect(newestVersion({ matrices: [] })).toBeUndefined();
  });
});
