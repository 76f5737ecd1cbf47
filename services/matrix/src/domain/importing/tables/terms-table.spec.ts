import { describe, expect, it } from '@jest/globals';

import { readMatrixFile } from '../index.js';
import { workbook } from '../sheets/workbook.fixture.js';

const ladder = { name: 'Ladder', rows: [['Skill', 'Junior', 'Senior'], ['Sawing', 'Saws straight', 'Saws curves']] };
const read = (...sheets: { readonly name: string; readonly rows: readonly (readonly string[])[] }[]) => {
  const { matrix, anomalies } = readMatrixFile({ bytes: workbook(sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => [...row]) }))), name: 'ladder.xlsx' });
  return { terms: matrix.terms, competencies: matrix.competencies.length, anomalies: anomalies.map(({ message }) => message) };
};

describe('a sheet of terms', () => {
  it.each([
    ['two columns', [['Term', 'Definition'], ['Kerf', 'What the saw takes away']], [{ word: 'Kerf', definition: { en: 'What the saw takes away' }, measure: [] }]],
    ['a title above them, in Russian', [['Глоссарий', ''], ['Понятие', 'Что это значит'], ['Пропил', 'Что забирает пила']], [{ word: 'Пропил', definition: { ru: 'Что забирает пила' }, measure: [] }]],
    ['two languages and a measure', [['Term', 'Definition (en)', 'Definition (ru)', 'Measure'], ['Kerf', 'A cut', 'Пропил', 'best: 2; limit: 3']], [{ word: 'Kerf', definition: { en: 'A cut', ru: 'Пропил' }, measure: [{ label: 'best', value: 2 }, { label: 'limit', value: 3 }] }]],
  ])('of %s is the glossary of the matrix', (_, rows, terms) => expect(read(ladder, { name: 'Words', rows })).toEqual({ terms, competencies: 1, anomalies: [] }));

  it('names what it defines by nothing, and a measure without numbers', () => {
    const { terms, anomalies } = read(ladder, { name: 'Words', rows: [['Term', 'Definition', 'Measure'], ['Kerf', '', ''], ['', 'A cut', ''], ['Burr', 'An edge', 'small']] });
    expect(terms.map(({ word }) => word)).toEqual(['Burr']);
    expect(anomalies).toEqual(['"Kerf" is defined by nothing and is not taken', 'a row that defines no term is not taken', 'the measure of "Burr" is not read: it has numbers with labels, as "optimum: 2; limit: 5"']);
  });

  it('of more terms than a matrix has is refused', () =>
    expect(() => read(ladder, { name: 'Words', rows: [['Term', 'Definition'], ...Array.from({ length: 5_001 }, (_, at) => [`Word ${at}`, 'A cut'])] })).toThrow(expect.objectContaining({ code: 'import-unreadable', message: expect.stringContaining('more than 5000 terms') })));

  it.each([
    ['has a column for a level', [['Term', 'Definition', 'Junior'], ['Kerf', 'A cut', 'Knows it']]],
    ['defines nothing', [['Term', 'Owner'], ['Kerf', 'Ann']]],
  ])('is none where it %s', (_, rows) => expect(read(ladder, { name: 'Words', rows }).terms).toEqual([]));
});

describe('the codes of levels', () => {
  const codesOf = (...rows: string[]) => readMatrixFile({ bytes: Buffer.from(['level,level code,competency,statement', ...rows].join('\n')), name: 'ladder.csv' }).matrix.levels.map(({ names, code }) => [names[0], code]);

  it('are kept, and no level that came without one gets one that is there', () =>
    expect(codesOf('Junior,senior,Sawing,Saws', 'Senior,,Sawing,Saws curves')).toEqual([['Junior', 'senior'], ['Senior', 'senior-2']]));
  it.each([
    ['of two levels', ['Junior,first,Sawing,Saws', 'Senior,first,Sawing,Saws curves'], [['Junior', 'first'], ['Senior', 'senior']]],
    ['that are running numbers', ['Junior,1,Sawing,Saws', 'Senior,2,Sawing,Saws curves'], [['Junior', 'junior'], ['Senior', 'senior']]],
    ['that are none', ['Junior,The First!,Sawing,Saws', 'Senior,__proto__,Sawing,Saws curves'], [['Junior', 'junior'], ['Senior', 'senior']]],
  ])('are not kept %s', (_, rows, codes) => expect(codesOf(...rows)).toEqual(codes));
});
