import { describe, expect, it } from '@jest/globals';
import type { MatrixContent } from '@rung/matrix-model';

import { cellFinderByCode, cellFinderByName, needsEvidence } from './answers.js';
import { gridOf } from './grid.js';

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
  const byName = cellFinderByName(matrix);
  const byCode = cellFinderByCode(gridOf(matrix));

  it('is found by any name of any level at which it is in force, inherited or not', () => {
    for (const name of ['Junior', 'trainee', ' JUNIOR ']) expect(byName('git', name).cell.statement.en).toBe('uses it');
    for (const name of ['low', 'Lead']) expect(byName('git', name).cell.statement.en).toBe('explains it');
  });

  it('is found by the code of a level where the system stored it, whatever levels are called', () => {
    expect(byCode('git', 'low').cell.statement.en).toBe('uses it');
    expect(byCode('git', 'top')).toBe(byCode('git', 'mid'));
  });

  it('is stored by its competency and the lowest level at which it is in force', () => {
    expect(byName('git', 'Lead').ref).toEqual({ competency: 'git', level: 'mid' });
    expect(byCode(...(['git', byName('git', 'Lead').ref.level] as const)).cell.statement.en).toBe('explains it');
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

describe('evidence', () => {
  it.each([
    [true, 3, true],
    [true, 2, true],
    [true, 1, false],
    [true, 'n', false],
    [false, 3, false],
  ] as const)('where it is required (%s), an answer of %s needs it: %s', (evidenceRequired, value, needed) => {
    expect(needsEvidence({ evidenceRequired }, value)).toBe(needed);
  });
});
