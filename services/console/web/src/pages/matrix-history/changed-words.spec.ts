import { describe, expect, it } from '@jest/globals';

import { changedWords } from './changed-words.js';

const cell = (before: object | null, after: object | null) => ({ part: 'cell', competency: 'git', level: 'junior', before: before && { statement: before }, after: after && { statement: after } });
const asking = (before: object, after: object) => ({ part: 'cell', competency: 'git', level: 'junior', before: { statement: { en: 'A' }, ...before }, after: { statement: { en: 'A' }, ...after } });
const place = 'git junior';

describe('the words that a change changed', () => {
  it.each([
    ['in each language in which they are others', cell({ en: 'A', ru: 'А' }, { en: 'B', ru: 'А' }), [{ place, language: 'en', before: 'A', after: 'B' }]],
    ['a translation that came', cell({ en: 'A' }, { en: 'A', ru: 'А' }), [{ place, language: 'ru', before: undefined, after: 'А' }]],
    ['of a new cell in the reader’s language alone', cell(null, { en: 'A', ru: 'А' }), [{ place, language: 'ru', before: undefined, after: 'А' }]],
    ['of a cell that went, in the language that it has', cell({ en: 'A' }, null), [{ place, language: 'en', before: 'A', after: undefined }]],
    ['of a title', { part: 'competency', competency: 'git', before: { title: { en: 'A' } }, after: { title: { en: 'B' } } }, [{ place: 'git', language: 'en', before: 'A', after: 'B' }]],
    ['of an example that came, and none of what only moved', asking({ questions: [{ en: 'Q' }, { en: 'R' }] }, { questions: [{ en: 'R' }, { en: 'Q' }], examples: [{ en: 'E' }] }), [{ place: 'git junior examples 0', language: 'en', before: undefined, after: 'E' }]],
    ['of a term', { part: 'terms', before: [{ word: 'CI', definition: { en: 'A' } }], after: [{ word: 'CI', definition: { en: 'B' } }] }, [{ place: 'CI', language: 'en', before: 'A', after: 'B' }]],
    ['of what a group is called', { part: 'frame', before: {}, after: { groupNames: { soft: { en: 'People' } } } }, [{ place: 'soft', language: 'en', before: undefined, after: 'People' }]],
    ['none where something else changed', { part: 'groups', before: ['a'], after: ['b'] }, []],
  ])('%s', (_, part, words) => expect(changedWords([part] as Parameters<typeof changedWords>[0], 'ru')).toEqual(words));
});
