import { describe, expect, it } from '@jest/globals';

import { fatesOf, isWhole, withFate } from './entry-of.js';

const later = ['git', 'reviews', 'testing'];

describe('what becomes of a competency', () => {
  it('is anything where the later version has it, and only what leads elsewhere where it has not', () => {
    expect(fatesOf('git', later)).toEqual(['kept', 'asked-again', 'merged', 'split', 'dropped']);
    expect(fatesOf('svn', later)).toEqual(['merged', 'split', 'dropped']);
  });

  it('keeps where it led to, when it becomes something else', () => {
    expect(withFate({ becomes: 'split', competency: 'git', into: ['git', 'testing'] }, 'merged', later)).toEqual({ becomes: 'merged', competency: 'git', into: 'testing' });
    expect(withFate({ becomes: 'merged', competency: 'svn', into: 'git' }, 'split', later)).toEqual({ becomes: 'split', competency: 'svn', into: ['git'] });
    expect(withFate({ becomes: 'kept', competency: 'git' }, 'merged', later)).toEqual({ becomes: 'merged', competency: 'git', into: 'reviews' });
    expect(withFate({ becomes: 'merged', competency: 'git', into: 'testing' }, 'dropped', later)).toEqual({ becomes: 'dropped', competency: 'git' });
  });

  it('is no split before it leads to two', () => {
    expect(isWhole({ becomes: 'split', competency: 'svn', into: ['git'] })).toBe(false);
    expect(isWhole({ becomes: 'split', competency: 'svn', into: ['git', 'testing'] })).toBe(true);
  });
});
