import { describe, expect, it } from '@jest/globals';

import { asCorrected } from './as-corrected.js';
import type { Correction } from './import-queries.js';
import { preview } from './preview.fixture.js';

const corrected = (...corrections: Correction[]) => asCorrected(preview, corrections);
const competency = (id: string, ...corrections: Correction[]) => corrected(...corrections).competencies.find((one) => one.id === id);

describe('a preview as a person has corrected it', () => {
  it('is the same where nothing was said', () => {
    expect(corrected()).toBe(preview);
  });

  it('has one cell of two, in the first one’s words, wherever either stands', () => {
    const merged = corrected({ kind: 'merge', competencies: ['oop', 'oop-deep'] });
    expect(merged.competencies.map(({ id }) => id)).toEqual(['asks', 'oop', 'git']);
    expect(merged.competencies[1]?.cells).toMatchObject([{ statement: 'Knows OOP', levels: ['Junior', 'Senior'] }]);
  });

  it('has one competency of several, each keeping its words', () => {
    expect(competency('oop', { kind: 'link', competencies: ['oop', 'oop-deep'] })?.cells.map(({ statement }) => statement)).toEqual(['Knows OOP', 'Knows OOP deeply']);
  });

  it('demands what was said, and a must-have by evidence alone goes with it', () => {
    expect(competency('oop', { kind: 'evidence', competency: 'oop', required: true })?.cells[0]).toMatchObject({ evidenceRequired: true, mustHave: true });
    expect(competency('asks', { kind: 'evidence', competency: 'asks', required: false })?.cells[0]).toMatchObject({ evidenceRequired: false, mustHave: false });
    expect(competency('git', { kind: 'must-have', competency: 'git', value: true, level: 'Senior' })?.cells.map(({ mustHave }) => mustHave)).toEqual([false, true]);
  });

  it('has other groups, readings and names, everywhere where a level is named', () => {
    const said = corrected({ kind: 'regroup', competency: 'asks', group: 'hard' }, { kind: 'reading', value: 'additive' }, { kind: 'rename-level', level: 'Senior', names: ['Expert', 'Guru'] });
    expect([said.competencies[0]?.group, said.reading, said.levels[1]?.names]).toEqual(['hard', 'additive', ['Expert', 'Guru']]);
    expect(said.competencies[0]?.cells[0]?.levels).toEqual(['Junior', 'Expert']);
  });

  it('goes from the lowest level to the highest when turned round', () => {
    expect(corrected({ kind: 'reverse-levels' }).levels.map(({ names }) => names[0])).toEqual(['Senior', 'Junior']);
  });

  it('lets later corrections see what earlier ones made', () => {
    const said = corrected({ kind: 'link', competencies: ['oop', 'oop-deep'] }, { kind: 'must-have', competency: 'oop', value: true });
    expect(said.competencies.find(({ id }) => id === 'oop')?.cells.map(({ mustHave }) => mustHave)).toEqual([true, true]);
  });
});
