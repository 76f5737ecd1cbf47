// Ten thousand graded people over the seed matrix, with explanations as the real policy gives them.
import { graderOf, gridOf, type Answer } from '@rung/assessment/grading';
import { gradingPolicy, type RatingValue } from '@rung/contracts';
import { readMatrixText, toMatrixContent } from '@rung/matrix/importing';
import { personIdOf } from '@rung/service-kit';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { benchFolder } from '../bench-folder.js';
import { poolTo } from '../pool-to.js';

export const people = 10_000;
/** How many of them answered differently; an explanation takes longer to compute than a row to store. */
const decisions = 200;
const teamSize = 10;
const peersEach = 4;
export const cycle = 'c0000000-0000-4000-8000-000000000001';

/** The organisation's key of a person. Number 0 is above everybody: four steps above most. */
export const keyOf = (place: number): string => `person-${place}`;

/** Fills the tables that the service reads. @returns the opaque ids, in order. */
export async function fillGrades(databaseUrl: string, personIdSecret: string): Promise<readonly string[]> {
  const explained = explanations();
  const ids = Array.from({ length: people }, (_, place) => personIdOf(personIdSecret, keyOf(place)));
  const relations = ids.map((person, place) => ({ person, unit: `unit-${place % 100}`, manager: place === 0 ? null : ids[Math.floor(place / teamSize)], stream_version: 1 }));
  const pool = poolTo(databaseUrl);
  try {
    await pool.query(
      `insert into person_relations select * from jsonb_to_recordset($1::jsonb) as row (person uuid, unit text, manager uuid, stream_version integer)`,
      [JSON.stringify(relations)],
    );
    for (let first = 0; first < people; first += decisions) {
      const rows = ids.slice(first, first + decisions).map((person, place) => ({ ...explained[place], review: randomUUID(), cycle, person, unit: `unit-${place % 100}` }));
      await pool.query(
        `insert into grades select * from json_to_recordset($1::json) as row
           (review uuid, cycle uuid, person uuid, unit text, state text, current_level text, current_level_name text, target_level text,
            target_level_name text, grade text, grade_name text, stream_version integer, epoch text)`,
        [JSON.stringify(rows)],
      );
      await pool.query('insert into grade_explanations select * from json_to_recordset($1::json) as row (review uuid, explanation json)', [JSON.stringify(rows)]);
    }
    await pool.query('vacuum analyze grades, grade_explanations, person_relations');
  } finally {
    await pool.end();
  }
  return ids;
}

/** Of people one step apart, self, manager and peers answering every cell that is asked, each with a mood of their own. */
function explanations() {
  const text = readFileSync(join(benchFolder, '../../docs/examples/python-developer-matrix.ru.txt'), 'utf8');
  const matrix = toMatrixContent(readMatrixText(text), { name: 'Python developer' });
  const grid = gridOf(matrix);
  const grade = graderOf(gradingPolicy.parse({}), matrix);
  const draw = drawer(7);
  return Array.from({ length: decisions }, (_, place) => {
    const current = place % (matrix.levels.length - 1);
    const [from, to] = [matrix.levels[current], matrix.levels[current + 1]];
    if (from === undefined || to === undefined) throw new Error('The seed matrix has fewer levels than it had.');
    const raters = [['self', 'self'], ['manager', 'manager'], ...Array.from({ length: peersEach }, (_unused, peer) => [`peer-${peer}`, 'peer'])];
    const asked = grid.cells.filter(({ inForceAt }) => inForceAt.some((level) => level === current || level === current + 1));
    const answers = raters.flatMap(([rater = '', role]) =>
      asked.map(({ ref }) => ({ rater, role, ...ref, value: values[draw() % values.length] }) as Answer),
    );
    const decided = grade({ current: from.code, target: to.code }, answers);
    return {
      state: 'released',
      current_level: from.code,
      current_level_name: decided.explanation.currentLevel,
      target_level: to.code,
      target_level_name: decided.explanation.targetLevel,
      grade: decided.grade,
      grade_name: decided.explanation.grade,
      explanation: decided.explanation,
      stream_version: 4,
      epoch: 'bench',
    };
  });
}

const values: readonly RatingValue[] = [2, 2, 2, 3, 2, 1, 2, 3, 0, 'n'];

/** The same numbers in every run (a linear congruential generator). */
function drawer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}
