import { describe, expect, it } from '@jest/globals';

import { changedWords } from './changed-words.js';

const cell = (before: object | null, after: object | null) => ({ part: 'cell', competency: 'git', level: 'junior', before: before && { statement: before }, after: after && { statement: after } });
const place = 'git junior';

describe('the words that a change changed', () => {
  it.each([
    ['in each language in which they are others', cell({ en: 'A', ru: 'А' }, { en: 'B', ru: 'А' }), [{ place, language: 'en', before: 'A', after: 'B' }]],
    ['a translation that came', cell({ en: 'A' }, { en: 'A', ru: 'А' }), [{ place, language: 'ru', before: undefined, after: 'А' }]],
    ['of a new cell in the reader’s language alone', cell(null, { en: 'A', ru: 'А' }), [{ place, language: 'ru', before: undefined, after: 'А' }]],
    ['of a cell that went, in the language that it has', cell({ en: 'A' }, null), [{ place, language: 'en', before: 'A', after: undefined }]],
    ['of a title', { part: 'competency', competency: 'git', before: { title: { en: 'A' } }, after: { title: { en: 'B' } } }, [{ place: 'git', language: 'en', before: 'A', after: 'B' }]],
    ['none where something else changed', { part: 'groups', before: ['a'], after: ['b'] }, []],
  ])('%s', (_, part, words) => expect(changedWords([part] as Parameters<typeof changedWords>[0], 'ru')).toEqual(words));
});
