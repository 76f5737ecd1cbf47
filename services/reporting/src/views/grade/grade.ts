import { explanation } from '@rung/contracts';
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
    version: z.int().describe('Of the review; what `atLeast` takes'),
  })
  .meta({ id: 'Grade' });
export type GradeView = z.infer<typeof gradeView>;

export const gradeQuery = z.object({
  cycle: z.uuid().describe('The cycle that the grade is of'),
  atLeast: atLeastVersion,
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
    version: row.stream_version,
  };
}

function levelOf(code: string | null, name: string | null): GradeView['grade'] {
  return code === null ? null : { code, name: name ?? code };
}
