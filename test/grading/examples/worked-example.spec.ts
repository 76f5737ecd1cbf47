// docs/grading.md says what this system does: its example and its policy file are held against the code.
import { describe, expect, it } from '@jest/globals';
import { rung } from '@rung/cli';
import { gradingPolicy, type Explanation } from '@rung/contracts';
import { readFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const example = (name: string) => `${docs}examples/grading/${name}`;
const text = await readFile(`${docs}grading.md`, 'utf8');

async function answerOf(...args: string[]): Promise<string> {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') =>
    new Writable({
      write(chunk, _, done) {
        said[name] += String(chunk);
        done();
      },
    });
  expect(await rung(args, { out: into('out'), err: into('err') })).toBe(0);
  expect(said.err).toBe('');
  return said.out;
}

const files = ['--matrix', example('matrix.txt'), '--people', example('people.csv'), '--answers', example('answers.csv')];

describe('the example of docs/grading.md', () => {
  it('comes out as the page says, cell by cell', async () => {
    const { grades } = JSON.parse(await answerOf('grade', ...files, '--json')) as {
      grades: [{ person: string; grade: string; explanation: Explanation }];
    };
    const [{ person, grade, explanation }] = grades;
    expect([person, grade]).toEqual(['ann', 'Junior']);
    const rows = [...text.matchAll(/^\| (soft|hard): .*\|([^|]+)\|([^|]+)\|$/gm)].map(([, group, value, verdict]) => ({
      group,
      value: /([\d.]+) $/.exec(value!)?.[1] ?? null,
      verdict: verdict!.trim(),
    }));
    const middle = explanation.gates[1]!;
    expect(middle.cells.map(({ group, value, verdict }) => ({ group, value, verdict })).sort(softFirst)).toEqual(rows);
    expect(middle.groups.map(({ inForce, missed, mayMiss, passed }) => [inForce, missed, mayMiss, passed])).toEqual([
      [3, 1, 1, true],
      [5, 2, 1, false],
    ]);
    expect(explanation.gates[0]!.passed).toBe(true);
    expect(explanation.lift).toMatchObject({ level: 'Middle', cells: [{ competency: 'works-with-relational-databases' }] });
  });

  it('reads as a table and a why', async () => {
    const said = await answerOf('grade', ...files);
    expect(said).toContain('Middle not passed: soft 2 of 3 met (1 missed; 1 may be), hard 3 of 5 met (2 missed; 1 may be)');
    expect(said).toContain('Middle needs: Works with relational databases');
  });

  it('shows a policy file that is one', () => {
    const shown = JSON.parse(/```json\n([^`]+)```/.exec(text)![1]!) as object;
    expect(gradingPolicy.parse(shown)).toEqual(shown);
    expect(Object.keys(gradingPolicy.parse({}))).toEqual(Object.keys(shown));
  });
});

function softFirst(one: { group: string }, other: { group: string }): number {
  return Number(one.group !== 'soft') - Number(other.group !== 'soft');
}
