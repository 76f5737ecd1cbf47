// A newcomer grades people over the real matrix with nothing but `npm run rung`.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Explanation } from '@rung/contracts';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const seed = join(root, 'docs/examples/python-developer-matrix.ru.txt');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rung-e2e-'));
});
afterAll(() => rm(folder, { recursive: true }));

function rung(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile('npm', ['run', 'rung', '--', ...args], { cwd: root, maxBuffer: 1 << 28 }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

interface Preview {
  competencies: { id: string; group: string; cells: { levels: string[]; evidenceRequired: boolean }[] }[];
}

async function graded(people: string[], answers: string[]) {
  const files = { people: join(folder, 'people.csv'), answers: join(folder, 'answers.csv') };
  await writeFile(files.people, `\uFEFF${['person,unit,manager,current_level,target_level', ...people, ''].join('\r\n')}`);
  await writeFile(files.answers, ['participant,rater,role,competency,level,value,evidence', ...answers, ''].join('\r\n'));
  return rung('grade', '--matrix', seed, '--people', files.people, '--answers', files.answers, '--json');
}

describe('rung grade over the seed matrix', () => {
  it('grades from the ids and the levels that the preview shows', async () => {
    const preview = JSON.parse((await rung('matrix', 'preview', seed, '--json')).out) as Preview;
    const cells = preview.competencies.flatMap(({ id, group, cells: own }) =>
      own.map(({ levels, evidenceRequired }) => ({ id, group, levels, evidenceRequired })),
    );
    /** A manager's answer to every cell in force at these levels, each cell once, by the last of its levels. */
    const all = (person: string, value: (cell: (typeof cells)[number]) => number | 'n', ...at: string[]) =>
      cells
        .filter(({ levels }) => levels.some((level) => at.includes(level)))
        .map((cell) => `${person},boss of ${person},manager,${cell.id},${cell.levels.at(-1)},${value(cell)},${cell.evidenceRequired ? 1 : ''}`);

    const said = await graded(
      ['senior,u,b,Senior,Lead', 'junior,u,b,Junior,middle-', 'newcomer,u,b,,', 'falling,u,b,Middle+,Senior', 'lead,u,b,Lead,'],
      [
        ...all('senior', () => 2, 'Senior', 'Lead'),
        ...all('junior', ({ group, levels }) => (group === 'hard' && !levels.includes('Junior') ? 1 : 2), 'Junior', 'Junior+'),
        ...all('newcomer', () => 3, 'Junior'),
        ...all('falling', ({ evidenceRequired }) => (evidenceRequired ? 1 : 2), 'Middle+', 'Senior'),
        ...all('lead', () => 'n', 'Lead'),
      ],
    );
    expect(said.code).toBe(0);
    expect(said.err).toContain(`"rung matrix preview ${seed}"`);
    const { grades } = JSON.parse(said.out) as { grades: { person: string; grade: string | null; explanation: Explanation }[] };
    expect(grades.map(({ person, grade }) => [person, grade])).toEqual([
      ['senior', 'Lead'],
      ['junior', 'Junior'],
      ['newcomer', 'Junior'],
      ['falling', 'Junior+'],
      ['lead', 'Lead'],
    ]);
    const inForce = grades[0]!.explanation.gates.map(({ level, groups }) => [level, ...groups.map((group) => [group.group, group.inForce])]);
    expect(inForce).toEqual([
      ['Senior', ['soft', 9], ['hard', 14]],
      ['Lead', ['soft', 12], ['hard', 14]],
    ]);
    expect(grades[3]!.explanation.lift).toMatchObject({ level: 'Middle+', cells: [{ group: 'soft' }] });
  });

  it('takes a hard of Lead as the one of Senior that it is', async () => {
    const preview = JSON.parse((await rung('matrix', 'preview', seed, '--json')).out) as Preview;
    const inherited = preview.competencies.find(({ group, cells }) => group === 'hard' && cells.some(({ levels }) => levels.includes('Lead')))!;
    const said = await graded(['ann,u,b,Senior,'], [`ann,b,manager,${inherited.id},Senior,2,`, `ann,b,manager,${inherited.id},Lead,2,`]);
    expect(said.code).toBe(1);
    expect(JSON.parse(said.out)).toMatchObject({ code: 'csv-invalid', errors: [{ line: 3, column: 'competency' }] });
    expect(said.err).toContain(`${join(folder, 'answers.csv')}:3: competency:`);
  });

  it('tells wrong usage from refused input by the exit code', async () => {
    expect((await rung('grade')).code).toBe(2);
    expect((await rung('grade', '--help')).code).toBe(0);
    expect((await rung('grade', '--matrix', seed, '--people', 'nowhere', '--answers', 'nowhere')).code).toBe(1);
  });
});
