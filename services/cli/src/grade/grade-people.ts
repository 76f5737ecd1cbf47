// Grades people from files, without a server, by the function that the services use.
import { graderOf, type Decision } from '@rung/assessment/grading';
import type { Explanation } from '@rung/contracts';

import { readAnswers } from './answers-file.js';
import { collectBadRows } from './bad-rows.js';
import { readMatrix } from './matrix-file.js';
import { matrixNotice } from './matrix-notice.js';
import { readPeople } from './people-file.js';
import { readPolicy } from './policy-file.js';

export interface GradeFiles {
  readonly matrix: string;
  readonly people: string;
  readonly answers: string;
  readonly policy?: string;
}

export interface PersonGrade {
  readonly person: string;
  /** The first name of the level; null for none. */
  readonly grade: string | null;
  readonly explanation: Explanation;
}

/**
 * Reads all files, refuses them if anything is wrong with any row, and then decides one grade after the other, in the order of the
 * people file. What looks wrong in the matrix text is told before any row is looked at: bad rows may come of it.
 * @throws Refusal `file-unreadable`, `policy-invalid`, `import-unreadable`, `csv-invalid`; before the first grade
 */
export async function* gradePeople(files: GradeFiles, tell: (notice: string) => Promise<void>): AsyncGenerator<PersonGrade> {
  const policy = await readPolicy(files.policy);
  const { content: matrix, doubts } = await readMatrix(files.matrix);
  await tell(matrixNotice(files.matrix, doubts));
  const bad = collectBadRows();
  const people = await readPeople(files.people, matrix, bad);
  const answers = await readAnswers(files.answers, matrix, people.map(({ person }) => person), bad);
  bad.refuseIfAny();
  const decide = graderOf(policy, matrix);
  for (const { person, levels } of people) yield { person, ...named(decide(levels, answers.get(person) ?? [])) };
}

/** People read the level's name, not its code. */
function named({ explanation }: Decision): Pick<PersonGrade, 'grade' | 'explanation'> {
  return { grade: explanation.grade, explanation };
}
