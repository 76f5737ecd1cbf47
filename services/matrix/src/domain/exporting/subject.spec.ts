import { describe, expect, it } from '@jest/globals';

import { awkward } from './matrix.fixture.js';
import { languagesOf, spoken, spokenIn } from './subject.js';

describe('a text', () => {
  it('is told in the language asked for, else in another that is named', () => {
    expect(spoken({ en: 'a', ru: 'b' }, 'ru')).toEqual({ language: 'ru', text: 'b' });
    expect(spoken({ ru: 'b', en: 'a' }, 'de')).toEqual({ language: 'en', text: 'a', insteadOf: 'de' });
  });

  it('that stands in for two languages is told once', () => expect(spokenIn({ en: 'a' }, ['de', 'fr'])).toEqual([{ language: 'en', text: 'a', insteadOf: 'de' }]));
});

it('a matrix has the languages of all its texts', () => {
  expect(languagesOf(awkward.content)).toEqual(['en', 'ru']);
  expect(languagesOf({ ...awkward.content, terms: [], competencies: [] })).toEqual(['en']);
});
