import { explanation, instant, matrixId } from '@rung/contracts';
import { atLeastVersion } from '@rung/service-kit';
import { z } from 'zod';

import type { ExplanationRow, GradeRow } from './grade.projector.js';

const levelOfMatrix = z
  .object({ code: z.string(), name: z.string().describe('The first name of the level, as the matrix has it') })
  .meta({ id: 'LevelOfMatrix' });

/** A person's grade in a cycle, and why it is what it is. */
export const gradeView = z
  .object({
    person: z.uuid(),
    cycle: z.uuid(),
    state: z.enum(['proposed', 'confirmed', 'released']),
    grade: levelOfMatrix.nullable(),
    currentLevel: levelOfMatrix.nullable(),
    targetLevel: levelOfMatrix,
    explanation,
    matrix: z
      .object({ id: matrixId, version: z.int() })
      .nullable()
      .describe('The published version that the grade was decided on. It and the times are null of grades from before they were kept, until the view is made anew'),
    proposedAt: instant.nullable(),
    confirmedAt: instant.nullable().describe('null before it is confirmed'),
    confirmedBy: z
      .enum(['manager', 'other'])
      .nullable()
      .describe('In which role: the manager that the person had at launch, or another of those who may, HR or a manager above. Never who'),
    releasedAt: instant.nullable().describe('null before it is released'),
    version: z.int().describe('Of the review; what `atLeast` takes'),
  })
  .meta({ id: 'Grade' });
export type GradeView = z.infer<typeof gradeView>;

export const gradeQuery = z
  .object({
    cycle: z.uuid().optional().describe('The cycle that the grade is of; where it is left out, the latest released grade that the reader may see, else the latest proposal'),
    atLeast: atLeastVersion,
  })
  .refine(({ cycle, atLeast }) => cycle !== undefined || atLeast === undefined, {
    path: ['cycle'],
    error: 'is needed beside `atLeast`, which is a version of one review',
  });
export type GradeQuery = z.output<typeof gradeQuery>;

/** A row with its explanation, which is null before there is a proposal. */
export type ExplainedGrade = GradeRow & { readonly explanation: ExplanationRow['explanation'] | null };

/** What is served of a row; undefined before there is a proposal. Pure. */
export function gradeOf(row: ExplainedGrade): GradeView | undefined {
  if (row.state === 'launched' || row.explanation === null) return undefined;
  return {
    person: row.person,
    cycle: row.cycle,
    state: row.state,
    grade: levelOf(row.grade, row.grade_name),
    currentLevel: levelOf(row.current_level, row.current_level_name),
    targetLevel: { code: row.target_level, name: row.target_level_name ?? row.target_level },
    explanation: row.explanation,
    matrix: row.matrix_id === null || row.matrix_version === null ? null : { id: row.matrix_id, version: row.matrix_version },
    proposedAt: row.proposed_at,
    confirmedAt: row.confirmed_at,
    confirmedBy: roleOf(row),
    releasedAt: row.released_at,
    version: row.stream_version,
  };
}

/** The person graded may know in which role somebody confirmed, not who: the answer is the same for every reader. */
function roleOf({ confirmed_by: by, manager }: GradeRow): GradeView['confirmedBy'] {
  if (by === null) return null;
  return by === manager ? 'manager' : 'other';
}

function levelOf(code: string | null, name: string | null): GradeView['grade'] {
  return code === null ? null : { code, name: name ?? code };
}
