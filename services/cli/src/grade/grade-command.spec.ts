import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Explanation } from '@rung/contracts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { rung } from '../rung.js';
import { answerColumns } from './answers-file.js';
import { peopleColumns } from './people-file.js';

const matrix = `Level Junior, Trainee
Soft skills:
1. Takes feedback well.
2. Keeps learning, proven by deeds (What did you learn in the last year?).
Hard skills:
1. Uses Git.
2. Writes unit tests.

Level Middle
Soft skills:
1. Takes feedback well.
2. Keeps learning, proven by deeds (What did you learn in the last year?).
3. Explains the options to the customer.
Hard skills:
1. Uses Git.
2. Designs REST APIs.
3. Works with relational databases.

Level Senior
Soft skills:
1. Takes feedback well.
Hard skills: the same as Middle's.
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rung-grade-'));
  await writeFile(file('matrix.txt'), matrix);
});
afterAll(() => rm(folder, { recursive: true }));

const file = (name: string) => join(folder, name);

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(...args: string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') =>
    new Writable({
      write(chunk, _, done) {
        said[name] += String(chunk);
        done();
      },
    });
  const code = await rung(args, { out: into('out'), err: into('err') });
  return { code, ...said };
}

/** Grades these rows; each list is what stands under the header of its file. */
async function grade(people: readonly string[], answers: readonly string[], ...more: string[]): Promise<Said> {
  await writeFile(file('people.csv'), [peopleColumns.join(','), ...people, ''].join('\n'));
  await writeFile(file('answers.csv'), [answerColumns.join(','), ...answers, ''].join('\n'));
  return run('grade', '--matrix', file('matrix.txt'), '--people', file('people.csv'), '--answers', file('answers.csv'), ...more);
}

async function grades(...given: Parameters<typeof grade>): Promise<Grades['grades']> {
  const said = await grade(...given, '--json');
  expect(said).toMatchObject({ code: 0, err: '' });
  return (JSON.parse(said.out) as Grades).grades;
}

type Grades = { grades: { person: string; grade: string | null; explanation: Explanation }[] };

const ann = 'ann,u1,mia,Junior,';
const git = 'uses-git';
const feedback = 'takes-feedback-well';
const learning = 'keeps-learning-proven-by-deeds';

describe('rung grade --json', () => {
  it('answers one grade per person, in the order of the file, by the first name of the level', async () => {
    const all = await grades(['zoe,u1,mia,trainee,Junior', ann, 'new,u1,mia,,', 'top,u1,mia,Senior,'], []);
    expect(all.map(({ person, grade: level }) => [person, level])).toEqual([
      ['zoe', 'Junior'],
      ['ann', 'Junior'],
      ['new', null],
      ['top', 'Senior'],
    ]);
    expect(all.map(({ explanation }) => explanation.targetLevel)).toEqual(['Junior', 'Middle', 'Junior', 'Senior']);
    expect(Object.keys(all[0]!)).toEqual(['person', 'grade', 'explanation']);
  });

  it('answers nobody’s grades with an empty list', async () => {
    expect(await grades([], [])).toEqual([]);
  });

  it('takes a cell by any name of any level at which it is in force', async () => {
    for (const level of ['Junior', ' TRAINEE ', 'Middle', 'senior']) {
      const [person] = await grades([ann], [`ann,mia,manager,${git},${level},1,`]);
      expect(person!.explanation.gates[0]!.cells.find(({ competency }) => competency === git)).toMatchObject({ value: '1' });
    }
  });

  it('lets the role alone decide what an answer is', async () => {
    const all = await grades([ann], [
      `ann,somebody else,manager,${git},Junior,2,`,
      `ann,stranger,self,${git},Junior,3,`,
      `ann,ann,peer,${git},Junior,0,`,
    ]);
    const cell = all[0]!.explanation.gates[0]!.cells.find(({ competency }) => competency === git);
    expect(cell).toMatchObject({ value: '2', beside: { self: 3 } });
  });

  it('takes a policy that differs from the default', async () => {
    await writeFile(file('policy.json'), JSON.stringify({ cap: 3, weights: { manager: 0.5, peers: '1/2' } }));
    const all = await grades([ann], [`ann,mia,manager,${git},Junior,3,`], '--policy', file('policy.json'));
    const { explanation } = all[0]!;
    expect(explanation.policy).toEqual({ name: 'custom', version: 1 });
    expect(explanation.gates[0]!.cells.find(({ competency }) => competency === git)).toMatchObject({ value: '3' });
  });
});

describe('rung grade without --json', () => {
  it('answers a table and a short why for each person', async () => {
    const { code, out } = await grade([ann], [`ann,mia,manager,${git},Junior,2,`]);
    expect(code).toBe(0);
    expect(out).toMatch(/^person +current +target +grade\nann +Junior +Middle +Junior\n/);
    expect(out).toContain('Junior passed: soft 2 of 2 met (0 missed; 1 may be)');
  });

  it('says at once that nobody is graded', async () => {
    expect((await grade([], [])).out).toBe('Nobody is in the people file.\n');
  });
});

describe('a matrix text that looks wrong', () => {
  const noted = `${matrix}\nRead by the guild.\n`;
  const gradeBy = async (text: string, rows: readonly string[], ...more: string[]) => {
    await writeFile(file('noted.txt'), text);
    await writeFile(file('people.csv'), [peopleColumns.join(','), ann, ''].join('\n'));
    await writeFile(file('answers.csv'), [answerColumns.join(','), ...rows, ''].join('\n'));
    return run('grade', '--matrix', file('noted.txt'), '--people', file('people.csv'), '--answers', file('answers.csv'), ...more);
  };

  it('is told of beside the answer, with its place and the way to see more', async () => {
    const { code, out, err } = await gradeBy(noted, [], '--json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as Grades).grades).toHaveLength(1);
    expect(err).toContain(`one thing in it looks wrong; "rung matrix preview ${file('noted.txt')}" shows how it is read:\n`);
    expect(err).toContain(`  ${file('noted.txt')}:24:1: unassigned-text: "Read by the guild."`);
  });

  it('is told of once, five places at most and how many more', async () => {
    const { out, err } = await gradeBy('Level Junior Hard skills: 1. Ada 2. Bash 3. Cron 4. Dart 5. Elm 6. Forth 7. Git Level Middle Hard skills: 1. Helm', []);
    expect(out).toMatch(/^person/);
    expect(err.match(/noted\.txt:1:\d+: /g)).toHaveLength(5);
    expect(err).toMatch(/7 things in it look wrong;[^]*\n {2}… and 2 more\n$/);
  });

  it('is told of before the rows that are bad for it', async () => {
    const { code, out, err } = await gradeBy(noted, [`ann,mia,manager,${git},Lead,2,`], '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ code: 'csv-invalid' });
    expect(err.indexOf('rung matrix preview')).toBeLessThan(err.indexOf('answers.csv:2'));
    expect(err).toContain('rung matrix preview');
  });

  it('is said of its order too', async () => {
    const { err } = await gradeBy('Level Middle\nSofts:\n1. Leads\nHards:\n1. Designs\nLevel Junior\nSofts:\n1. Asks\nHards:\n1. Codes\n', []);
    expect(err).toContain('should it be reversed?');
  });
});

describe('rung grade --help', () => {
  it('shows rows that it takes', async () => {
    const rows = (await run('grade', '--help')).out.split('\n').map((line) => line.trim());
    const behind = (columns: readonly string[]) => rows[rows.findIndex((row) => row.endsWith(`CSV: ${columns.join(',')}`)) + 1] ?? '';
    const said = await grade([behind(peopleColumns)], [behind(answerColumns)], '--json');
    expect(said).toMatchObject({ code: 0, err: '' });
  });
});

describe('a bad row is named by its file, line and column', () => {
  const sound = `ann,mia,manager,${git},Junior,2,`;
  it.each<[string, string, string]>([
    ['a level that the matrix does not have', `ann,mia,manager,${git},Lead,2,`, 'level'],
    ['a level at which the cell is not in force', `ann,mia,manager,designs-rest-apis,Junior,2,`, 'level'],
    ['no level', `ann,mia,manager,${git},,2,`, 'level'],
    ['a competency that the matrix does not have', 'ann,mia,manager,flies,Junior,2,', 'competency'],
    ['somebody who is not in the people file', `bob,mia,manager,${git},Junior,2,`, 'participant'],
    ['no participant', `,mia,manager,${git},Junior,2,`, 'participant'],
    ['no rater', `ann,,manager,${git},Junior,2,`, 'rater'],
    ['a role that is none', `ann,mia,boss,${git},Junior,2,`, 'role'],
    ['a rating of 4', `ann,mia,peer,${git},Junior,4,`, 'value'],
    ['a rating that is no number', `ann,mia,peer,${git},Junior,good,`, 'value'],
    ['no rating', `ann,mia,peer,${git},Junior,,`, 'value'],
    ['evidence that is neither 0 nor 1', `ann,mia,peer,${git},Junior,2,yes`, 'evidence'],
    ['a required 2 without evidence', `ann,mia,peer,${learning},Junior,2,0`, 'evidence'],
    ['a required 3 without evidence', `ann,mia,self,${learning},Junior,3,`, 'evidence'],
    ['a second answer of one rater in one role for one cell', `ann,mia,manager,${git},Senior,1,`, 'competency'],
    ['a second manager of one person', `ann,max,manager,${feedback},Junior,2,`, 'rater'],
  ])('%s', async (_, row, column) => {
    const { code, out, err } = await grade([ann], [sound, row], '--json');
    expect(code).toBe(1);
    const problem = JSON.parse(out) as { errors: unknown[] };
    expect(problem).toMatchObject({ type: 'urn:rung:problem:csv-invalid', code: 'csv-invalid' });
    expect(problem.errors).toEqual([{ file: file('answers.csv'), line: 3, column, detail: expect.any(String) }]);
    expect(err).toContain(`${file('answers.csv')}:3: ${column}: `);
  });

  it.each<[string, string, string]>([
    ['a person twice', 'ann,u1,mia,Junior,', 'person'],
    ['a person twice, with another manager', 'ann,u1,max,Junior,', 'person'],
    ['nobody', ',u1,mia,Junior,', 'person'],
    ['a current level that the matrix does not have', 'bob,u1,mia,Lead,', 'current_level'],
    ['a target level that the matrix does not have', 'bob,u1,mia,Junior,Lead', 'target_level'],
    ['a target below the current level', 'bob,u1,mia,Senior,Middle', 'target_level'],
  ])('%s in the people file', async (_, row, column) => {
    const { code, out } = await grade([ann, row], [sound], '--json');
    expect(code).toBe(1);
    expect((JSON.parse(out) as { errors: unknown[] }).errors).toEqual([
      { file: file('people.csv'), line: 3, column, detail: expect.any(String) },
    ]);
  });

  it('and all of them are, in both files; nothing is graded then', async () => {
    const { code, out, err } = await grade([ann, 'bob,u1,mia,Lead,'], [`ann,mia,manager,${git},Lead,7,`, sound, `bob,mia,boss,${git},Junior,2,`]);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err.match(/\.csv:\d+: \w+/g)?.map((place) => place.replace(/^.*?:/, ''))).toEqual(['3: current_level', '2: level', '2: value', '4: role']);
  });

  it('and answers are not blamed for a people file that has no header', async () => {
    await writeFile(file('people.csv'), 'ann,u1,mia,Junior,\n');
    const said = await run('grade', '--matrix', file('matrix.txt'), '--people', file('people.csv'), '--answers', file('answers.csv'), '--json');
    const places = (JSON.parse(said.out) as { errors: { file: string; line: number }[] }).errors.map((fault) => [fault.file, fault.line]);
    expect(places).toEqual(peopleColumns.map(() => [file('people.csv'), 1]));
  });

  it('while what looks alike is sound', async () => {
    const rows = [
      `ann,mia,manager,${learning},Junior,2,1`,
      `ann,max,peer,${learning},Junior,1,`,
      `ann,mia,peer,${learning},Junior,n,0`,
      `ann,mia,upward,${git},Junior,2,`,
      `ann,mia,peer,${git},Junior,2,`,
      `ann,mia,manager,${feedback},Senior,2,`,
      `bob,max,manager,${git},Junior,2,`,
    ];
    expect(await grade([ann, 'bob,u1,mia,Junior,Junior'], rows, '--json')).toMatchObject({ code: 0, err: '' });
  });
});

describe('what rung refuses else', () => {
  it('is a file that is not there, by name', async () => {
    const said = await run('grade', '--matrix', file('nowhere'), '--people', file('x'), '--answers', file('y'), '--json');
    expect(said.code).toBe(1);
    expect(JSON.parse(said.out)).toMatchObject({ code: 'file-unreadable', errors: [{ file: file('nowhere') }] });
  });

  it('is a text without a matrix', async () => {
    await writeFile(file('noise.txt'), 'nothing to see here');
    await writeFile(file('people.csv'), `${peopleColumns.join(',')}\n`);
    const said = await run('grade', '--matrix', file('noise.txt'), '--people', file('people.csv'), '--answers', file('people.csv'), '--json');
    expect(said.code).toBe(1);
    expect(JSON.parse(said.out)).toMatchObject({ code: 'import-unreadable', errors: [{ file: file('noise.txt') }] });
  });

  it.each<[string, string, string]>([
    ['no JSON', '{', 'JSON'],
    ['no object', '[]', 'object'],
    ['an unknown key, by name', '{"treshold": 2}', 'treshold'],
    ['an unknown key within, by name', '{"mayMiss": {"share": 0.1, "least": 1, "most": 3}}', 'most'],
    ['a number below zero', '{"metFrom": -1}', 'metFrom: expected a number from 0 on'],
    ['a mean of two peers', '{"minimumPeers": 2}', 'minimumPeers'],
    ['no weight at all', '{"weights": {"manager": 0, "peers": "0/3"}}', 'weights'],
  ])('is a policy that is or has %s', async (_, policy, named) => {
    await writeFile(file('bad-policy.json'), policy);
    const said = await grade([ann], [], '--policy', file('bad-policy.json'), '--json');
    expect(said.code).toBe(1);
    expect(JSON.parse(said.out)).toMatchObject({ code: 'policy-invalid', errors: [{ file: file('bad-policy.json'), detail: expect.stringContaining(named) }] });
  });

  it.each([
    ['a comma that is missing', '{\n  "cap": 2,\r\n  "name" 3\n}', 3, 10],
    ['an end that is missing', '{\n  "cap": 2', 2, 11],
  ])('is a policy with %s, with line and column', async (_, policy, line, column) => {
    await writeFile(file('bad-policy.json'), policy);
    const said = await grade([ann], [], '--policy', file('bad-policy.json'), '--json');
    expect(JSON.parse(said.out)).toMatchObject({ code: 'policy-invalid', errors: [{ line, column, detail: expect.stringContaining('no JSON') }] });
    expect(said.err).toContain(`${file('bad-policy.json')}:${line}:${column}: this is no JSON`);
  });

  it('is usage that it does not know, with code 2', async () => {
    expect(await run()).toMatchObject({ code: 2, out: '' });
    expect(await run('nothing')).toMatchObject({ code: 2, out: '' });
    const said = await run('grade', '--json');
    expect(said).toMatchObject({ code: 2, err: expect.stringContaining('--matrix') });
    expect(JSON.parse(said.out)).toMatchObject({ code: 'usage' });
  });

  it('is not a call for help, on any level', async () => {
    for (const args of [['--help'], ['grade', '--help'], ['matrix', '--help'], ['matrix', 'preview', '--help']]) {
      expect(await run(...args)).toMatchObject({ code: 0, out: expect.stringContaining('Usage: rung'), err: '' });
    }
  });
});
