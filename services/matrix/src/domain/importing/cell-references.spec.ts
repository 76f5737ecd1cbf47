// Cells that say that they are what another level says: kept as references, whatever order the columns stand in.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellAt, matrixFaults } from '@rung/matrix-model';

import { readMatrixFile, toMatrixContent, toPreviewJson } from './index.js';

const levels = ['Junior', 'Middle', 'Senior', 'Lead'];
const read = (text: string, name = 'm.csv') => {
  const preview = readMatrixFile({ bytes: Buffer.from(text), name });
  return { preview, content: toMatrixContent(preview, { name: 'M' }) };
};
const table = (...cells: string[]) => read(`Skill,${levels.slice(0, cells.length).join(',')}\nTesting,${cells.join(',')}\nReview,Reads,Reads,Reads,Reads\n`);
const testing = (...cells: string[]) => {
  const { content, preview } = table(...cells);
  const found = content.competencies.find(({ title }) => Object.values(title)[0] === 'Testing');
  return { found, content, told: preview.anomalies.map(({ message }) => message) };
};

describe('a cell of a table', () => {
  it.each(['same as Middle', 'The same as Middle.', 'Same as level Middle', 'как у Middle', 'То же, что у Middle', 'то же, что Middle', 'as at Middle', 'see Middle', 'см. Middle', 'аналогично Middle', 'identical to Middle', 'без изменений', 'Same as the previous level'])(
    'that says "%s" alone is a reference',
    (words) => {
      const { found, told } = testing('Tests', 'Plans', `"${words}"`, 'Leads');
      expect(found?.sameAs).toEqual({ senior: 'middle' });
      expect(found?.cells.map(({ listedAt }) => listedAt)).toEqual([['junior'], ['middle'], ['lead']]);
      expect(told).toEqual([]);
    },
  );

  it.each(['same as Middle, and coaches others', 'Middle', 'Explains why tests are the same as documentation', 'hard skills same as Middle'])('that says "%s" says something', (words) => {
    const { found } = testing('Tests', 'Plans', `"${words}"`, 'Leads');
    expect(found?.sameAs).toBeUndefined();
    expect(found?.cells).toHaveLength(4);
  });

  it('may refer to a column behind it, and through another reference', () => {
    const { found, content } = testing('same as Lead', 'same as Senior', 'Plans', 'same as Middle');
    expect(found?.sameAs).toEqual({ junior: 'lead', middle: 'senior', lead: 'middle' });
    expect(found && levels.map((name) => cellAt(content, found, name.toLowerCase())?.listedAt)).toEqual([['senior'], ['senior'], ['senior'], ['senior']]);
  });

  it.each<[string, string[], RegExp]>([
    ['in a circle', ['Tests', 'same as Senior', 'same as Middle', 'Leads'], /"same as Senior" leads back to itself; it is read as a statement/],
    ['to itself', ['Tests', 'same as Middle', 'Plans', 'Leads'], /leads back to itself/],
    ['to where nothing is stated', ['Tests', '', 'same as Middle', 'Leads'], /leads to no statement; it is read as one/],
    ['to no level', ['Tests', 'Plans', 'same as Wizard', 'Leads'], /names no level of this file; it is read as a statement/],
  ])('that refers %s is reported, and no word of it lost', (_, cells, words) => {
    const { found, told } = testing(...cells);
    expect(told).toContainEqual(expect.stringMatching(words));
    expect(found?.sameAs).toBeUndefined();
    expect(JSON.stringify(found?.cells)).toContain('same as');
  });

  it('leads on by its group alone where the group refers, not by what every object has', () => {
    const { content, preview } = read('Group,Skill,Junior,Middle,Senior\nConstructor,Testing,Tests,,same as Middle\nConstructor,Review,Reads,Reads,Reads\n');
    expect(content.competencies.map(({ group, sameAs }) => [group, sameAs])).toEqual([['constructor', undefined], ['constructor', undefined]]);
    expect(preview.anomalies.map(({ message }) => message)).toEqual([expect.stringMatching(/leads to no statement/)]);
    expect(toPreviewJson(preview).levels.map(({ groups }) => Object.entries(groups).find(([group]) => group === 'constructor')?.[1].sameAs)).toEqual([null, null, null]);
  });

  it('is told by the preview as what it is', () => {
    const { preview } = table('Tests', 'Plans', 'same as Middle', 'Leads');
    expect(toPreviewJson(preview).competencies[0]).toMatchObject({ sameAs: { Senior: 'Middle' }, cells: [{ levels: ['Junior'] }, { levels: ['Middle', 'Senior'] }, { levels: ['Lead'] }] });
    expect(preview.questions.map(({ kind }) => kind)).not.toContain('cells-blank');
  });
});

describe('a column that says so', () => {
  const rows = (...lines: string[]) => read(`Level,Competency,Statement,Same as\n${lines.join('\n')}\n`);

  it('makes a row a reference, with the words of the other level or none', () => {
    const { content } = rows('Junior,Git,Commits,', 'Middle,Git,Commits,Junior', 'Senior,Git,,Middle');
    expect(content.competencies[0]).toMatchObject({ sameAs: { middle: 'junior', senior: 'middle' }, cells: [{ listedAt: ['junior'] }] });
  });

  it('gives way to a statement that says otherwise', () => {
    const { content, preview } = rows('Junior,Git,Commits,', 'Middle,Git,Rebases daily,Junior');
    expect(content.competencies[0]?.sameAs).toBeUndefined();
    expect(content.competencies[0]?.cells).toHaveLength(2);
    expect(preview.anomalies.map(({ message }) => message)).toEqual([expect.stringContaining('is said to be the same as another level, but in other words, which stand')]);
  });
});

it('Markdown, with headings and lists, keeps references too', () => {
  const { content } = read('| Skill | Junior | Senior |\n|---|---|---|\n| Testing | Tests | как у Junior |\n', 'm.md');
  expect(content.competencies[0]?.sameAs).toEqual({ senior: 'junior' });
});

it('corrections do not break what refers', () => {
  const { preview } = table('Tests', 'Plans', 'same as Middle', 'Leads');
  expect(() => toMatrixContent(preview, { name: 'M', corrections: [{ kind: 'split', competency: 'testing', level: 'Middle' }] })).toThrow(/"testing" is at "Senior" the same as at "Middle"; it stays where it is/);
  const other = read('Skill,Junior,Senior\nTesting,Tests,same as Junior\nPlanning,,Plans\n').preview;
  expect(() => toMatrixContent(other, { name: 'M', corrections: [{ kind: 'link', competencies: ['testing', 'planning'] }] })).toThrow(/"Senior" lists two of them/);
  const apart = read('Skill,Junior,Middle,Senior\nTesting,Tests,,same as Junior\nPlanning,,Plans,\n').preview;
  expect(toMatrixContent(apart, { name: 'M', corrections: [{ kind: 'link', competencies: ['planning', 'testing'] }] }).competencies[0]).toMatchObject({ id: 'planning', sameAs: { senior: 'junior' } });
});

it('whatever cells refer to what, what comes of it is sound', () => {
  const cell = fc.oneof(fc.constantFrom('', 'Plans', 'Leads'), fc.constantFrom(...levels).map((level) => `same as ${level}`));
  fc.assert(
    fc.property(fc.tuple(cell, cell, cell, cell), (cells) => {
      const { content, preview } = table(...cells);
      expect(matrixFaults(content)).toEqual([]);
      const said = [...content.competencies.flatMap(({ sameAs = {} }) => Object.keys(sameAs)), ...preview.anomalies];
      expect(said.length).toBeGreaterThanOrEqual(cells.filter((words) => words.startsWith('same')).length);
    }),
    { numRuns: 200 },
  );
});
