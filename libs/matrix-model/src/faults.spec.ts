import { describe, expect, it } from '@jest/globals';

import { matrixFaults } from './faults.js';
import { findLevel } from './find-level.js';
import { matrixContent, type MatrixContent } from './matrix.js';

const cell = (...listedAt: string[]) => ({
  listedAt,
  statement: { en: 'Does it' },
  questions: [],
  evidenceRequired: false,
  mustHave: false,
  weight: 1,
});
const sound: MatrixContent = {
  name: 'A matrix',
  reading: 'complete',
  groups: ['soft', 'hard'],
  levels: [
    { code: 'junior', names: ['Junior'], sameAs: {} },
    { code: 'junior-plus', names: ['Junior+', 'Middle-'], sameAs: { hard: 'junior' } },
    { code: 'stazher', names: ['Стажёр'], sameAs: { hard: 'junior-plus' } },
  ],
  terms: [],
  competencies: [{ id: 'git', group: 'hard', title: { en: 'Git' }, cells: [cell('junior')] }],
};
const withLevel = (at: number, sameAs: Record<string, string>): MatrixContent => ({
  ...sound,
  levels: sound.levels.map((level, index) => (index === at ? { ...level, sameAs } : level)),
});
const withGit = (change: object): MatrixContent => ({ ...sound, competencies: sound.competencies.map((one) => ({ ...one, ...change })) });

describe('faults', () => {
  it('there are none in a sound matrix', () => {
    expect(matrixFaults(sound)).toEqual([]);
    expect(matrixContent.parse(sound)).toEqual(sound);
  });

  it.each<[string, MatrixContent, string]>([
    ['two levels of one code', { ...sound, levels: [...sound.levels, { code: 'junior', names: ['Again'], sameAs: {} }] }, '/levels'],
    ['two competencies of one id', { ...sound, competencies: [...sound.competencies, ...sound.competencies] }, '/competencies'],
    ['a reference to no level', withLevel(1, { hard: 'nowhere' }), '/levels/1/sameAs/hard'],
    ['a reference to itself', withLevel(0, { hard: 'junior' }), '/levels/0/sameAs/hard'],
    ['references in a circle', withLevel(0, { hard: 'stazher' }), '/levels/0/sameAs/hard'],
    ['a reference beside a list of its own', withGit({ cells: [cell('junior', 'stazher')] }), '/levels/2/sameAs/hard'],
    ['a cell that refers to no level', withGit({ sameAs: { stazher: 'nowhere' } }), '/competencies/0/sameAs/stazher'],
    ['a cell that refers from no level', withGit({ sameAs: { nowhere: 'junior' } }), '/competencies/0/sameAs/nowhere'],
    ['a cell that refers to itself', withGit({ sameAs: { stazher: 'stazher' } }), '/competencies/0/sameAs/stazher'],
    ["cells in a circle with their group's references", withGit({ sameAs: { junior: 'stazher' }, cells: [cell('junior-plus')] }), '/competencies/0/sameAs/junior'],
    ['a cell that refers to where nothing is expected', { ...withGit({ sameAs: { 'junior-plus': 'stazher' } }), levels: sound.levels.map((level) => ({ ...level, sameAs: {} })) }, '/competencies/0/sameAs/junior-plus'],
    ['a cell that refers and says something', withGit({ sameAs: { stazher: 'junior' }, cells: [cell('junior', 'stazher')] }), '/competencies/0/sameAs/stazher'],
    ['an unknown group', withGit({ group: 'other' }), '/competencies/0/group'],
    ['a cell at no level', withGit({ cells: [cell('nowhere')] }), '/competencies/0/cells'],
    ['two cells at one level', withGit({ cells: [cell('junior'), cell('junior', 'stazher')] }), '/competencies/0/cells'],
  ])('are found: %s', (_, matrix, pointer) => expect(matrixFaults(matrix).map((fault) => fault.pointer)).toContain(pointer));

  it('tell a way out, and the whole circle', () => {
    const [round] = matrixFaults(withGit({ sameAs: { junior: 'stazher' }, cells: [cell('junior-plus')] })).filter(({ pointer }) => pointer.startsWith('/competencies'));
    expect(round?.detail).toBe('the references of "git" form a circle: "junior" → "stazher" → "junior-plus" → "junior"; take one of them out');
  });

  it('there are none where cells refer, before their group or on through it', () =>
    expect(matrixFaults(withGit({ sameAs: { stazher: 'junior-plus' } }))).toEqual([]));

  it.each<[string, object]>([
    ['no levels', { ...sound, levels: [] }],
    ['a code with capitals', { ...sound, groups: ['Hard'] }],
    ['a competency without cells', withGit({ cells: [] })],
    ['a text without a language', withGit({ title: {} })],
    ['an empty text', withGit({ title: { en: '' } })],
  ])('the schema refuses %s', (_, matrix) => expect(matrixContent.safeParse(matrix).success).toBe(false));
});

describe('a level is found', () => {
  it.each([
    ['Junior', 'junior'],
    ['  JUNIOR ', 'junior'],
    ['middle-', 'junior-plus'],
    ['Junior +', 'junior-plus'],
    ['Junior+ Middle-', 'junior-plus'],
    ['стажер', 'stazher'],
    ['junior-plus', 'junior-plus'],
  ])('by "%s"', (name, code) => expect(findLevel(sound, name)?.code).toBe(code));

  it.each(['', 'Middle', 'Junior-', 'Jun'])('not by "%s"', (name) => expect(findLevel(sound, name)).toBeUndefined());
});
