import { describe, expect, it } from '@jest/globals';
import type { MatrixContent } from '@rung/matrix-model';

import { cellFinderByCode, cellFinderByName, orRefuse } from './find-cell.js';
import { gridOf } from '../cells/grid.js';

const cell = (listedAt: string[], statement: string) => ({
  listedAt, statement: { en: statement }, questions: [], evidenceRequired: false, mustHave: false, weight: 1,
});
const matrix: MatrixContent = {
  name: 'test',
  reading: 'complete',
  groups: ['hard'],
  // The second level has a name that is the code of the first one.
  levels: [
    { code: 'low', names: ['Junior', 'Trainee'], sameAs: {} },
    { code: 'mid', names: ['low'], sameAs: {} },
    { code: 'top', names: ['Lead'], sameAs: { hard: 'mid' } },
  ],
  terms: [],
  competencies: [
    { id: 'git', group: 'hard', title: { en: 'Git' }, cells: [cell(['low'], 'uses it'), cell(['mid'], 'explains it')] },
    { id: 'late', group: 'hard', title: { en: 'Late' }, cells: [cell(['mid'], 'late')] },
  ],
};

describe('the cell that an answer means', () => {
  const [findByName, findByCode] = [cellFinderByName(matrix), cellFinderByCode(gridOf(matrix))];
  const byName = (competency: string, level: string) => orRefuse(findByName(competency, level));
  const byCode = (competency: string, level: string) => orRefuse(findByCode(competency, level));

  it('is found by any name of any level at which it is in force, inherited or not', () => {
    for (const name of ['Junior', 'trainee', ' JUNIOR ']) expect(byName('git', name).expectation.statement.en).toBe('uses it');
    for (const name of ['low', 'Lead']) expect(byName('git', name).expectation.statement.en).toBe('explains it');
  });

  it('is found by the code of a level where the system stored it, whatever levels are called', () => {
    expect(byCode('git', 'low').expectation.statement.en).toBe('uses it');
    expect(byCode('git', 'top')).toBe(byCode('git', 'mid'));
  });

  it('is stored by its competency and the lowest level at which it is in force', () => {
    expect(byName('git', 'Lead').ref).toEqual({ competency: 'git', level: 'mid' });
    expect(byCode('git', byName('git', 'Lead').ref.level).expectation.statement.en).toBe('explains it');
  });

  it('is what its name leads back to, in whatever order its text lists levels, inherited or not', () => {
    const levels: MatrixContent['levels'] = [
      { code: 'low', names: ['Low'], sameAs: { soft: 'mid' } },
      { code: 'mid', names: ['Mid'], sameAs: {} },
      { code: 'top', names: ['Top'], sameAs: {} },
    ];
    const competencies = [
      { id: 'git', group: 'hard', title: { en: 'Git' }, cells: [cell(['top', 'low'], 'uses it'), cell(['mid'], 'explains it')] },
      { id: 'heed', group: 'soft', title: { en: 'Heed' }, cells: [cell(['mid', 'top'], 'heeds')] },
    ];
    for (const reading of ['complete', 'additive'] as const) {
      const grid = gridOf({ ...matrix, reading, groups: ['soft', 'hard'], levels, competencies });
      const find = cellFinderByCode(grid);
      expect(grid.cells.map(({ ref }) => find(ref.competency, ref.level))).toEqual(grid.cells);
      expect(grid.cells.map(({ ref }) => ref.level)).toEqual(['low', 'mid', 'low']);
    }
  });

  it.each([
    ['unknown-competency', 'flying', 'Junior'],
    ['unknown-level', 'git', 'Principal'],
    ['unknown-level', 'late', 'Junior'],
  ])('is refused as %s', (code, competency, level) => {
    expect(() => byName(competency, level)).toThrow(expect.objectContaining({ code }));
  });

  it('is told where it would be in force', () => {
    expect(() => byName('late', 'Junior')).toThrow('The competency "late" is not in force at "Junior", but at "low", "Lead".');
  });
});
