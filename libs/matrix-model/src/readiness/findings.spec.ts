import { describe, expect, it } from '@jest/globals';

import { edit } from '../editing/edit.js';
import { intent } from '../editing/intent.js';
import type { Competency, Expectation, LocalizedText, MatrixContent } from '../matrix.js';
import { findingsIn, type Finding } from './findings.js';

const cell = (level: string, statement: LocalizedText): Expectation => ({ listedAt: [level], statement, questions: [], evidenceRequired: false, mustHave: false, weight: 1 });
const pruning: Competency = { id: 'pruning', group: 'hard', title: { en: 'Pruning', ru: 'Обрезка' }, cells: [cell('novice', { en: 'Prunes', ru: 'Режет' })] };
const sound: MatrixContent = {
  name: 'Gardeners', reading: 'additive', groups: ['hard'], terms: [],
  levels: ['novice', 'master'].map((code) => ({ code, names: [code], sameAs: {} })),
  competencies: [pruning],
};
const all = (matrix: MatrixContent): Finding[] => [...findingsIn(matrix).must, ...findingsIn(matrix).should];

describe('what is found in a matrix', () => {
  it('is nothing in one that is ready', () => expect(findingsIn(sound)).toEqual({ must: [], should: [] }));

  it.each<[string, Finding['kind'], string, MatrixContent]>([
    ['a reference to a level that is gone', 'contradiction', '/levels/1/sameAs/hard', { ...sound, levels: [sound.levels[0]!, { ...sound.levels[1]!, sameAs: { hard: 'wizard' } }] }],
    ['a cell that refers to a level that is gone', 'contradiction', '/competencies/0/sameAs/master', { ...sound, competencies: [{ ...pruning, sameAs: { master: 'wizard' } }] }],
    ['an end at a level that is gone', 'contradiction', '/competencies/0/ended/level', { ...sound, competencies: [{ ...pruning, ended: { level: 'wizard', reason: { en: 'x' } } }] }],
    ['no competency', 'no-competencies', '/competencies', { ...sound, competencies: [] }],
    ['a group without competencies', 'empty-group', '/groups/1', { ...sound, groups: ['hard', 'soft'] }],
    ['a level at which nothing holds', 'empty-level', '/levels/1', { ...sound, reading: 'complete' }],
    ['a cell behind the end', 'never-in-force', '/competencies/0/cells/1', { ...sound, competencies: [{ ...pruning, cells: [...pruning.cells, cell('master', { en: 'Prunes all', ru: 'Режет всё' })], ended: { level: 'master', reason: { en: 'x' } } }, { ...pruning, id: 'sowing', cells: [cell('novice', { en: 'Sows', ru: 'Сеет' })] }] }],
    ['the same words twice', 'said-twice', '/competencies/1/cells/0', { ...sound, competencies: [pruning, { ...pruning, id: 'cutting', cells: [cell('novice', { en: ' prunes', ru: 'Стрижёт' })] }] }],
    ['a statement that lacks a language', 'untranslated', '/competencies/0/cells/0/statement', { ...sound, competencies: [{ ...pruning, cells: [cell('novice', { en: 'Prunes' })] }] }],
    ['a title that lacks a language', 'untranslated', '/competencies/0/title', { ...sound, competencies: [{ ...pruning, title: { en: 'Pruning' } }] }],
    ['a definition that lacks a language', 'untranslated', '/terms/0/definition', { ...sound, terms: [{ word: 'Graft', definition: { en: 'x' }, measure: [] }] }],
  ])('is %s, with its place and a change that mends it', (_, kind, pointer, matrix) => {
    const found = all(matrix);
    expect(found).toEqual([expect.objectContaining({ kind, pointer })]);
    const { mend } = found[0]!;
    if (mend === null) throw new Error('it can be mended');
    expect(intent.parse(mend.change)).toEqual(mend.change);
    expect(all(edit(matrix, mend.change))).toEqual([]);
    for (const place of mend.fill.filter((one) => one !== '/id')) {
      expect(place.slice(1).split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], mend.change)).toBe('…');
    }
  });

  it('must be mended where it contradicts itself or says nothing, and should be elsewhere', () => {
    expect(findingsIn({ ...sound, competencies: [] }).must).toHaveLength(1);
    expect(findingsIn({ ...sound, groups: ['hard', 'soft'] })).toMatchObject({ must: [], should: [{ kind: 'empty-group' }] });
  });

  it('has no ready mend where only a person can say what is meant', () =>
    expect(findingsIn({ ...sound, competencies: [pruning, pruning] }).must).toEqual([expect.objectContaining({ kind: 'contradiction', mend: null })]));
});
