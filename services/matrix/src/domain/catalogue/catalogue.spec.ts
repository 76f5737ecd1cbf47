import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { inForceAt, matrixContent, matrixFaults, type LocalizedText, type MatrixContent } from '@rung/matrix-model';

import { readMatrixText, toMatrixContent } from '../importing/index.js';
import { catalogue, catalogueEntry } from './catalogue.js';

const text = readFileSync(fileURLToPath(new URL('../../../../../docs/examples/python-developer-matrix.ru.txt', import.meta.url)), 'utf8');
const seed = toMatrixContent(readMatrixText(text), { name: 'As the importer reads it' });
const { content } = catalogueEntry('python-developer');

/** The words alone: a comma or a dash that was mended makes no other statement. */
const wordsOf = (ru: string | undefined) => (ru ?? '').toLowerCase().replace(/[^\p{L}\p{N}+]+/gu, ' ').trim();
const cellsOf = (of: MatrixContent, group: string) => of.competencies.filter((one) => one.group === group).flatMap((one) => one.cells);
const statementsOf = (of: MatrixContent, group: string) => cellsOf(of, group).map((cell) => wordsOf(cell.statement['ru'])).sort();
const counts = (group: string) => content.levels.map(({ code }) => inForceAt(content, code).filter((one) => one.competency.group === group).length);
const textsIn = ({ competencies, terms }: MatrixContent): LocalizedText[] => [
  ...competencies.flatMap(({ title, cells, ended }) => [title, ...cells.flatMap((cell) => [cell.statement, ...cell.questions]), ...(ended === undefined ? [] : [ended.reason])]),
  ...terms.flatMap(({ words, definition, measure }) => [words ?? {}, definition, ...measure.map(({ labels }) => labels ?? {})]),
];

describe('the catalogue', () => {
  it.each(catalogue)('has sound entries: $entry', ({ entry, name, summary, content: of }) => {
    expect(matrixContent.parse(of)).toEqual(of);
    expect(matrixFaults(of)).toEqual([]);
    for (const said of [name, summary, ...textsIn(of)]) expect(Object.keys(said).sort()).toEqual(['en', 'ru']);
    expect(catalogueEntry(entry).content).toBe(of);
  });

  it('has no entry that it has not, and says which it has', () => expect(() => catalogueEntry('bakers')).toThrow('there is: python-developer'));
});

describe('the Python developer of the catalogue, held against the text', () => {
  it.each([
    ['soft', 12],
    ['hard', 42],
  ])('has each %s statement exactly once, and none that the text has not', (group, count) => {
    expect(statementsOf(content, group)).toHaveLength(count);
    expect(statementsOf(content, group)).toEqual(statementsOf(seed, group));
    expect(new Set(statementsOf(content, group)).size).toBe(count);
  });

  it('has each statement at the levels that list it', () => {
    const places = (of: MatrixContent) => of.competencies.flatMap((one) => one.cells.map((cell) => [wordsOf(cell.statement['ru']), cell.listedAt.join()])).sort();
    expect(places(content)).toEqual(places(seed));
  });

  it('has its levels with all their names, and the hards of Lead by reference', () => {
    expect(content.levels).toEqual(seed.levels);
    expect(content.levels.at(-1)).toEqual({ code: 'lead', names: ['Lead'], sameAs: { hard: 'senior' } });
  });

  it('has 4, 4, 7, 9 and 12 softs in force', () => expect(counts('soft')).toEqual([4, 4, 7, 9, 12]));

  it('carries a hard that a higher level does not name', () => {
    expect(counts('hard')).toEqual([7, 10, 18, 24, 24]);
    expect(inForceAt(content, 'senior').find((one) => one.competency.id === 'caching')?.state).toBe('carried');
    expect(inForceAt(content, 'lead').filter((one) => one.competency.group === 'hard').every((one) => one.inheritedFrom === 'senior')).toBe(true);
  });

  it('asks for evidence and puts questions where the text does', () => {
    const demands = (of: MatrixContent) =>
      of.competencies.flatMap((one) => one.cells).filter((cell) => cell.evidenceRequired || cell.mustHave || cell.questions.length > 0)
        .map((cell) => [wordsOf(cell.statement['ru']), cell.evidenceRequired, cell.mustHave, cell.questions.map((question) => question['ru'])]);
    expect(demands(content)).toEqual(demands(seed));
    expect(demands(content)).toHaveLength(1);
  });

  it('defines the term of the text, with its measure', () => {
    const terms = (of: MatrixContent) =>
      of.terms.map(({ word, definition, measure }) => [word, wordsOf(definition['ru']), measure.map(({ label, value }) => [label, value])]);
    expect(terms(content)).toEqual(terms(seed));
  });

  it('names its competencies by words of the text', () => {
    const beginning = (word: string) => word.slice(0, 3); // an ending is the title's own: "тесты" for "тестов"
    const known = new Set(wordsOf(text).split(' ').map(beginning));
    const strange = content.competencies.flatMap(({ title }) => wordsOf(title['ru']).split(' ')).filter((word) => !known.has(beginning(word)));
    expect(strange).toEqual([]);
  });
});
