import { readFileSync } from 'node:fs';

import { expect, it } from '@jest/globals';
import { zipSync } from 'fflate';

import { pythonDeveloper } from '../catalogue/python-developer/python-developer.js';
import { previewOf, readMatrixFile, toPreviewJson } from './index.js';

const examples = new URL('../../../../../docs/examples/', import.meta.url);
const files = Object.fromEntries(['en', 'ru'].map((language) => [`python-developer-matrix.${language}.txt`, readFileSync(new URL(`python-developer-matrix.${language}.txt`, examples))] as const));
const both = readMatrixFile({ bytes: zipSync(files), name: 'both.zip' });
const alone = previewOf(files['python-developer-matrix.ru.txt']?.toString() ?? '');
/** Slips of the text that the catalogue mends, and a full stop, make no other statement. */
const bare = (text = ''): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim().toLowerCase();

it('the first real matrix and its translation are one, with the levels, lists and references of the text', () => {
  const preview = toPreviewJson(both);
  expect(preview.questions).toEqual([]);
  expect(preview.levels).toEqual(alone.levels);
  expect(preview.competencies.map(({ titles }) => titles?.['ru'])).toEqual(alone.competencies.map(({ title }) => title));
  expect(preview.competencies.map(({ cells }) => cells.map(({ levels }) => levels))).toEqual(alone.competencies.map(({ cells }) => cells.map(({ levels }) => levels)));
});

it('the translation says of each statement and question what the catalogue does', () => {
  const texts = pythonDeveloper.content.competencies.flatMap(({ cells }) => cells.flatMap(({ statement, questions }) => [statement, ...questions]));
  const english = new Map(texts.map((text) => [bare(text['ru']), text['en']]));
  const read = both.matrix.competencies.flatMap(({ cells }) => cells.flatMap(({ statement, questions }) => [statement, ...questions]));
  expect(read).toHaveLength(56);
  for (const text of read) expect([text['ru'], text['en']]).toEqual([text['ru'], english.get(bare(text['ru']))]);
});

it('the term has its word, meaning and measure from both', () =>
  expect(both.matrix.terms).toMatchObject([{ words: { en: 'Multitasking', ru: 'Многозадачность' }, measure: [{ value: 2 }, { value: 5 }], definition: { en: expect.stringMatching(/switch/), ru: expect.stringMatching(/переключаться/) } }]));
