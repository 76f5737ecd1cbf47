// Groups that a text names itself, beside soft and hard skills.
import { describe, expect, it } from '@jest/globals';
import { matrixFaults } from '@rung/matrix-model';

import { previewOf, readMatrixFile, readMatrixText, toMatrixContent } from './index.js';

const lines = (...all: string[]) => all.join('\n');

/** Level by level: `Junior | soft: Asks | Leading others: Helps`. */
const grid = (text: string, format?: 'markdown') => shown(readMatrixFile({ bytes: Buffer.from(text), ...(format === undefined ? {} : { format }) }));
function shown({ matrix }: ReturnType<typeof readMatrixFile>): string[] {
  return matrix.levels.map(({ code, names }) => {
    const listed = (group: string) => matrix.competencies.filter((one) => one.group === group).flatMap(({ cells }) => cells.filter(({ listedAt }) => listedAt.includes(code)).map(({ statement }) => Object.values(statement)[0]));
    return [names[0], ...matrix.groups.map((group) => `${Object.values(matrix.groupNames?.[group] ?? {})[0] ?? group}: ${listed(group).join('; ')}`)].join(' | ');
  });
}
const named = (text: string) => previewOf(text).anomalies.filter(({ kind }) => kind === 'group-named').map(({ line, words }) => [line, words]);

describe('a group that comes back beside soft and hard skills', () => {
  const expected = ['Junior | soft: Asks | hard: Git | Leading others: Helps; Plans', 'Senior | soft: Mentors | hard: SQL | Leading others: Leads'];
  const level = (name: string, heading: (words: string) => string, ...lists: string[][]) =>
    lines(`Level ${name}`, ...['Soft skills', 'Hard skills', 'Leading others'].flatMap((words, at) => [heading(words), ...(lists[at] ?? [])]), '');
  const text = (heading: (words: string) => string, mark: (at: number) => string) => {
    const listed = (...items: string[]) => items.map((item, at) => mark(at + 1) + item);
    return level('Junior', heading, listed('Asks'), listed('Git'), listed('Helps', 'Plans')) + level('Senior', heading, listed('Mentors'), listed('SQL'), listed('Leads'));
  };

  it.each([
    ['a colon and numbers', (words: string) => `${words}:`, (at: number) => `${at}. `],
    ['a colon and bullets', (words: string) => `${words}:`, () => '- '],
    ['neither, right below the items', (words: string) => words, () => '• '],
    ['empty lines', (words: string) => `\n${words}\n`, () => '* '],
    ['signs of Markdown', (words: string) => `### ${words}`, () => '- '],
    ['bold words', (words: string) => `**${words}**`, (at: number) => `${at}) `],
    ['brackets', (words: string) => (words === 'Leading others' ? '[Leading others]' : `${words}:`), () => '- '],
    ['quotation marks', (words: string) => (words === 'Leading others' ? '«Leading others»' : `${words}:`), () => '- '],
    ['numbers, as those of the others', (words: string) => `${['Soft', 'Hard', 'Leading'].findIndex((one) => words.startsWith(one)) + 1}. ${words}:`, () => '- '],
    ['a colon above bare lines', (words: string) => `\n${words}:`, () => ''],
  ])('with %s', (_, heading, mark) => {
    expect(grid(text(heading, mark))).toEqual(expected);
    expect(named(text(heading, mark)).map(([, words]) => words)).toEqual(['Leading others']);
  });

  it('on one line with the rest', () => {
    const one = 'Уровень Junior Софты: 1. Слушает. Харды: 1. Git. 2. SQL. Лидерство: 1. Помогает. 2. Планирует. Уровень Senior Лидерство: 1. Ведёт. Софты: 1. Учит. Харды: 1. Go.';
    expect(grid(one)).toEqual(['Junior | soft: Слушает | hard: Git; SQL | Лидерство: Помогает; Планирует', 'Senior | soft: Учит | hard: Go | Лидерство: Ведёт']);
  });

  it('above its levels, as they are', () => {
    const above = ['Soft skills', 'Hard skills', 'Product sense'].map((group, at) => lines(group, '', 'Junior', `- A${at}`, 'Senior', `- B${at}`, '')).join('\n');
    expect(grid(above)).toEqual(['Junior | soft: A0 | hard: A1 | Product sense: A2', 'Senior | soft: B0 | hard: B1 | Product sense: B2']);
    expect(previewOf(above).anomalies.map(({ kind }) => kind)).toEqual(['group-named']);
  });

  it.each([
    ['Junior — soft skills', 'Junior — leading others', (line: string) => line.replace('Junior', 'Senior')],
    ['Soft skills (Junior)', 'Leading others (Junior)', (line: string) => line.replace('Junior', 'Senior')],
  ])('in one heading with its level: %s', (soft, own, senior) => {
    const all = [soft, own, senior(soft), senior(own)].map((line, at) => lines(line, `- ${['Asks', 'Helps', 'Mentors', 'Leads'][at]}`)).join('\n');
    expect(grid(all)).toEqual(['Junior | soft: Asks | Leading others: Helps', 'Senior | soft: Mentors | Leading others: Leads']);
    expect(named(all)).toEqual([[3, own]]);
  });

  it('in Markdown, where headings stand below those of levels', () => {
    const markdown = text((words) => `### ${words}`, () => '- ').replace(/^Level/gmu, '## Level');
    expect(grid(markdown, 'markdown').map((row) => row.replace('Level ', ''))).toEqual(expected);
  });
});

it.each([
  ['English', 'Level Junior', 'Level Senior', 'Delivery', 'People'],
  ['Russian', 'Уровень Junior', 'Уровень Senior', 'Влияние на продукт', 'Работа с командой'],
  ['German', 'Level Junior', 'Level Senior', 'Führung', 'Handwerk & Qualität'],
  ['Spanish', 'Level Junior', 'Level Senior', 'Árbol técnico', 'Trabajo en equipo'],
  ['Greek', 'Level Junior', 'Level Senior', 'Ηγεσία', 'Τεχνική'],
  ['Japanese', 'Level Junior', 'Level Senior', '影響力', '技術力'],
  ['roles with a rank', 'Engineer I', 'Engineer II', 'Delivery', 'People'],
])('knows groups of one’s own by how they come back where no others are: %s', (_, junior, senior, first, second) => {
  const text = lines(junior, '', first, '- A', '- B', '', second, '- C', '', senior, '', first, '- D', '', second, '- E');
  expect(grid(text).map((row) => row.replace(/^[^|]*/u, ''))).toEqual([`| ${first}: A; B | ${second}: C`, `| ${first}: D | ${second}: E`]);
  expect(previewOf(text).questions).toEqual([]);
});

it('takes one that stands once beside those that are known, where its line says so', () => {
  const text = lines('Level Junior', 'Soft skills:', '1. Asks', 'Hard skills:', '1. Git', '', 'Level Senior', 'Soft skills:', '1. Mentors', 'Hard skills:', '1. SQL', 'Hiring:', '1. Interviews');
  expect(grid(text)[1]).toBe('Senior | soft: Mentors | hard: SQL | Hiring: Interviews');
});

describe('what heads no group', () => {
  it.each([
    ['what divides a group', lines('Level Junior', 'Hard skills:', 'Testing', '- Unit tests', 'Databases', '- SQL', 'Level Senior', 'Hard skills:', 'Testing', '- Mutants', 'Databases', '- Plans')],
    ['what divides the one group that there is', lines('Level Junior', 'Hard skills:', '1. Git', 'Databases:', '1. SQL')],
    ['what qualifies a list', lines('Level Junior', 'Soft skills:', '1. Asks', 'Hard skills:', '1. Git', 'Nice to have:', '1. Go', 'Level Senior', 'Soft skills:', '1. Leads', 'Hard skills:', '1. SQL', 'Nice to have:', '1. Rust')],
    ['the same in Russian', lines('Уровень Junior', 'Харды:', '- Git', '', 'Будет плюсом:', '- Go', '', 'Уровень Senior', 'Харды:', '- SQL', '', 'Будет плюсом:', '- Rust')],
    ['the one heading of every level', lines('Level Junior', 'Daily work', '- Git', 'Level Senior', 'Daily work', '- SQL')],
    ['a statement with items below it', lines('Level Junior', 'Soft skills:', '- Asks', 'Hard skills:', '- Knows:', '  - Git', '  - SQL', 'Level Senior', 'Soft skills:', '- Leads', 'Hard skills:', '- Knows:', '  - Go')],
    ['a wrapped statement', lines('Level Junior', 'Soft skills:', '- Asks about', 'Deadlines and Scope', '- Listens', 'Hard skills:', '- Git')],
    ['a wrapped statement that levels repeat', lines('Level Junior', 'Soft skills:', '- Asks about', 'Deadlines and Scope', '- Listens', 'Hard skills:', '- Git', 'Level Senior', 'Soft skills:', '- Asks about', 'Deadlines and Scope', '- Leads', 'Hard skills:', '- SQL')],
    ['a repeated statement', lines('Level Junior', 'Soft skills:', 'Asks', 'Listens', 'Hard skills:', 'Git', 'Level Senior', 'Soft skills:', 'Asks', 'Listens', 'Hard skills:', 'Git')],
    ['terms and scales', lines('Level Junior', 'Soft skills:', '- Asks', 'Hard skills:', '- Git', '', 'Terms:', '- WIP — work in progress', '', 'Rating scale:', '- 1 poor')],
    ['an earlier level’s list', lines('Level Junior', 'Soft skills:', '- Asks', 'Hard skills:', '- Git', 'Level Senior', 'Soft skills:', '- Leads', 'Hard skills:', 'All of the above, plus:', '- SQL')],
  ])('%s', (_, text) => {
    expect(named(text)).toEqual([]);
    expect(previewOf(text).competencies.every(({ group }) => group === 'soft' || group === 'hard')).toBe(true);
  });
});

describe('what a person says of it', () => {
  const text = lines('Level Junior', 'Soft skills:', '1. Asks', 'Leading others:', '1. Helps', 'Level Senior', 'Soft skills:', '1. Mentors', 'Leading others:', '1. Leads');

  it('holds for all headings of the same words', () => {
    expect(shown(readMatrixText(text, [{ line: 4, is: 'hard', at: 0 }]))).toEqual(['Junior | soft: Asks | hard: Helps', 'Senior | soft: Mentors | hard: Leads']);
    expect(shown(readMatrixText(text, [{ line: 9, is: 'no-heading', at: 0 }])).join(' ')).not.toContain('Leading');
  });

  it('makes a group of its own of a line', () => {
    const unknown = lines('Level Junior', 'Soft skills:', '1. Asks', 'growing together', '1. Helps', '2. Plans');
    expect(grid(unknown)[0]).not.toContain('growing together: ');
    expect(shown(readMatrixText(unknown, [{ line: 4, is: 'own-group', at: 0 }]))).toEqual(['Junior | soft: Asks | growing together: Helps; Plans']);
  });
});

it('refers to a group of one’s own as to any other', () => {
  const text = lines('Level Junior', 'Soft skills:', '1. Asks', 'Hard skills:', '1. Git', 'Leading others:', '1. Helps', 'Level Senior', 'Soft skills:', '1. Mentors', 'Leading others: same as Junior.');
  const { levels, groups } = readMatrixText(text).matrix;
  expect([groups, levels[1]?.sameAs]).toEqual([['soft', 'hard', 'leading-others'], { 'leading-others': 'junior' }]);
});

it('becomes a sound matrix that has the names of its groups', () => {
  const content = toMatrixContent(readMatrixText(lines('Уровень Junior', 'Софты:', '1. Слушает', 'Влияние на продукт:', '1. Спрашивает', 'Уровень Senior', 'Софты:', '1. Учит', 'Влияние на продукт:', '1. Ведёт')), { name: 'Лестница' });
  expect(matrixFaults(content)).toEqual([]);
  expect(content.groupNames).toEqual({ 'vliyanie-na-produkt': { ru: 'Влияние на продукт' } });
});

describe('words that stand once beside soft and hard skills head no group', () => {
  const both = 'Junior\nSoft skills:\n- Listens\nHard skills:\n- Git\n';
  it.each([
    ['with a letter before them, where no group has one', `${both}\nA. Leading others:\n- Helps\n`],
    ['before both', 'Junior\n\nLeading others:\n- Helps\n\nSoft skills:\n- Listens\nHard skills:\n- Git\n'],
    ['right below an item', `${both}Leading others:\n- Helps\n`],
    ['as an item themselves', `${both}\n- Leading others:\n- Helps\n`],
    ['far above their list', `${both}\nLeading others:\n\n\n\n- Helps\n`],
  ])('%s', (_, text) => expect(readMatrixText(text).matrix.groups).toEqual(['soft', 'hard']));
});
