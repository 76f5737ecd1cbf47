// Exports that people edit come back: the same in force at every level, as far as the format holds it.
import { describe, expect, it } from '@jest/globals';
import { inForceAt, type LocalizedText, type MatrixContent } from '@rung/matrix-model';

import { catalogueEntry } from '../catalogue/catalogue.js';
import { exportFormats } from '../exporting/index.js';
import { nameOfLevel } from '../exporting/subject.js';
import { readMatrixFile, toMatrixContent } from './index.js';

const { content: catalogued } = catalogueEntry('python-developer');
const [first, ...others] = catalogued.competencies;
if (first === undefined) throw new Error('the catalogue has competencies');

/** With a text that lacks a language, questions, lists and a measure beside what the catalogue has. */
const told: MatrixContent = {
  ...catalogued,
  competencies: [
    {
      ...first,
      cells: first.cells.map((cell) => ({
        ...cell,
        mustHave: true,
        questions: [{ ru: 'Что ты изучил?', en: 'What did you learn?' }, { ru: 'Где применил?', en: 'Where did you apply it?' }],
        examples: [{ ru: 'Читает исходники', en: 'Reads the sources' }],
        antipatterns: [{ ru: 'Ждёт курсов', en: 'Waits for courses' }],
        measure: [{ label: 'книг', value: 2 }, { label: 'докладов', value: 5 }],
      })),
    },
    { id: 'steam', group: 'hard', title: { en: 'Steam engines' }, cells: [{ listedAt: [catalogued.levels[0]?.code ?? ''], statement: { en: 'Keeps the fire even' }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 }] },
    ...others,
  ],
};

/** With cells that are the same as another level's, one of them through the other, and above it one of its own. */
const [lowest = '', second = '', third = '', ...above] = catalogued.levels.map(({ code }) => code);
const referring: MatrixContent = {
  ...catalogued,
  levels: catalogued.levels.map((level) => ({ ...level, sameAs: {} })),
  competencies: [
    ...catalogued.competencies,
    {
      id: 'knots', group: 'hard', title: { ru: 'Узлы', en: 'Knots' },
      cells: [
        { listedAt: [lowest], statement: { ru: 'Вяжет узлы', en: 'Ties knots' }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 },
        { listedAt: [second], statement: { ru: 'Вяжет сети', en: 'Ties nets' }, questions: [], evidenceRequired: true, mustHave: true, weight: 1 },
      ],
      sameAs: { [third]: lowest, [above[0] ?? '']: third },
    },
  ],
};

const formats = ['markdown', 'csv', 'xlsx'] as const;
const back = (format: (typeof formats)[number], content: MatrixContent) => {
  const { write, extension } = exportFormats[format];
  const written = write({ matrix: 'm', version: 2, status: 'published', changedAt: '2026-11-27T10:00:00.000Z', languages: ['ru', 'en'], content });
  const preview = readMatrixFile({ bytes: Buffer.from(written), name: `m.${extension}` });
  return { preview, content: toMatrixContent(preview, { name: content.name }) };
};

const sorted = (text: LocalizedText) => JSON.stringify(Object.entries(text).sort());

function gridOf(content: MatrixContent, withLists: boolean): unknown {
  return content.levels.map(({ code }) => [
    nameOfLevel(content, code),
    inForceAt(content, code)
      .map(({ competency: { group, title }, cell }) =>
        [group, sorted(title), sorted(cell.statement), ...cell.questions.map(sorted), cell.evidenceRequired, cell.mustHave || cell.evidenceRequired, ...(withLists ? [...(cell.examples ?? []).map(sorted), ...(cell.antipatterns ?? []).map(sorted), JSON.stringify(cell.measure ?? [])] : [])].join(' | '),
      )
      .sort(),
  ]);
}

describe.each(formats)('an export in %s', (format) => {
  it.each([['the catalogue', catalogued], ['all that a cell tells', told], ['cells by reference', referring]])('of %s comes back with the same in force at every level, in both languages', (_, content) => {
    const { preview, content: again } = back(format, content);
    expect(preview.questions.filter(({ kind }) => kind !== 'translations-missing')).toEqual([]);
    expect(gridOf(again, format === 'markdown')).toEqual(gridOf(content, format === 'markdown'));
  });
});

it.each(formats)('an export in %s brings back which cells are the same as another level’s, as references', (format) => {
  const { preview, content } = back(format, referring);
  expect(content.competencies.flatMap(({ title, sameAs }) => (sameAs === undefined ? [] : [[title['en'], Object.entries(sameAs).map((pair) => pair.map((code) => nameOfLevel(content, code)))]]))).toEqual([
    ['Knots', [[third, lowest], [above[0] ?? '', third]].map((pair) => pair.map((code) => nameOfLevel(referring, code)))],
  ]);
  expect(preview.anomalies.filter(({ message }) => message.includes('same as'))).toEqual([]);
});

it('Markdown brings its terms and the name of the matrix back', () => {
  const { preview, content } = back('markdown', catalogued);
  expect(preview.source?.name).toBe(catalogued.name);
  expect(content.terms.map(({ definition }) => sorted(definition))).toEqual(catalogued.terms.map(({ definition }) => sorted(definition)));
  expect(content.terms.map(({ measure }) => measure.map(({ value }) => value))).toEqual(catalogued.terms.map(({ measure }) => measure.map(({ value }) => value)));
});

describe.each(['csv', 'xlsx'] as const)('an export in %s keeps the identity of its competencies', (format) => {
  const renamed = { ...catalogued, competencies: catalogued.competencies.map((one, at) => ({ ...one, id: `kept-${at}` })) };

  it('whatever they are called', () => {
    const { content } = back(format, renamed);
    expect(content.competencies.map(({ id }) => id).sort()).toEqual(renamed.competencies.map(({ id }) => id).sort());
    expect(gridOf(content, false)).toEqual(gridOf(renamed, false));
  });
});

describe('a table with ids', () => {
  const read = (...rows: string[]) => readMatrixFile({ bytes: Buffer.from(rows.join('\n')), name: 'ladder.csv' }).matrix.competencies.map(({ id, title, cells }) => [id, title['en'], cells.length]);

  it('has a competency for each of them: of two names, of one name twice, and of a row that was added without', () => {
    expect(read('id,competency,level,statement', 'knots,Knots,Junior,Ties knots', 'knots,Splices,Senior,Splices ropes', 'reef,Knots,Junior,Ties reefs')).toEqual([['knots', 'Knots', 2], ['reef', 'Knots', 1]]);
    expect(read('id,competency,level,statement', 'the-ropes,Knots,Junior,Ties knots', ',Knots,Senior,Splices ropes', ',Sails,Junior,Mends sails')).toEqual([['the-ropes', 'Knots', 2], ['sails', 'Sails', 1]]);
  });

  it('gives nothing new an id that is there', () => {
    expect(read('id,competency,level,statement', ',Knots,Junior,Ties knots', 'knots,Sails,Junior,Mends sails')).toEqual([['knots-2', 'Knots', 1], ['knots', 'Sails', 1]]);
  });

  it('takes no running number for one', () => {
    expect(read('id,competency,level,statement', '1,Knots,Junior,Ties knots', '2,Knots,Senior,Splices ropes')).toEqual([['knots', 'Knots', 2]]);
  });
});
