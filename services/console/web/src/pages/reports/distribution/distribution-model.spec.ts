import { describe, expect, it } from '@jest/globals';

import { barsOf, peaksOf } from './distribution-model.js';

const level = (name: string) => ({ code: name.toLowerCase(), name });
// as the demo's company has it
const grades = [
  { level: null, people: 7 },
  { level: level('Junior'), people: 30 },
  { level: level('Lead'), people: 3 },
];

describe('the bars of a distribution', () => {
  it('go from the highest level down, with the share of all', () => {
    expect(barsOf({ grades, people: 40 })).toEqual([
      { level: 'Lead', people: 3, share: 3 / 40 },
      { level: 'Junior', people: 30, share: 30 / 40 },
      { level: null, people: 7, share: 7 / 40 },
    ]);
  });

  it('are none where the numbers are hidden', () => {
    expect(barsOf({ grades: null, people: null })).toEqual([]);
  });

  it('have no share where nobody is', () => {
    expect(barsOf({ grades: [{ level: null, people: 0 }], people: 0 })).toEqual([{ level: null, people: 0, share: 0 }]);
  });
});

describe('where most people are', () => {
  const levelsOf = (...report: Parameters<typeof barsOf>) => peaksOf(barsOf(...report)).map((bar) => bar.level);

  it('is the longest bar, and each that is as long', () => {
    expect(levelsOf({ grades, people: 40 })).toEqual(['Junior']);
    expect(levelsOf({ grades: [...grades, { level: level('Head'), people: 30 }], people: 70 })).toEqual(['Head', 'Junior']);
  });

  it('is nowhere where nobody is', () => {
    expect(levelsOf({ grades: [{ level: null, people: 0 }], people: 0 })).toEqual([]);
  });
});
