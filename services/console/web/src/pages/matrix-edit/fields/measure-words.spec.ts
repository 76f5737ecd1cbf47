import { describe, expect, it } from '@jest/globals';

import { boundsOf, measureOf } from './measure-words.js';

describe('a measure as it is typed', () => {
  it('comes back as it was, in one language and in several', () => {
    const measure = [
      { label: 'at least', value: 2 },
      { label: 'at most', value: 5, labels: { en: 'at most', ru: 'не больше' } },
    ];
    expect(measureOf(boundsOf(measure, 'en'))).toEqual(measure);
  });

  it('is without a bound that nobody has finished', () => {
    expect(measureOf([{ label: { en: ' ' }, value: 3 }, { label: { en: 'at least' }, value: null }])).toEqual([]);
  });

  it('takes the label that is left where a language was emptied', () => {
    expect(measureOf([{ label: { en: '', ru: 'не больше' }, value: 5 }])).toEqual([{ label: 'не больше', value: 5 }]);
  });
});
