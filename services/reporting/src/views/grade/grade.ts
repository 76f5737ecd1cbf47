import { confirmedAs, explanation, instant, matrixId, roleOfConfirmation } from '@rung/contracts';
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
    confirmedBy: confirmedAs
      .nullable()
      .describe('In which role: the manager that the person had at launch, who calibrated, or another of those who may, HR or a manager above. Never who'),
    calibration: z
      .object({ from: levelOfMatrix.nullable() })
      .nullable()
      .describe('Where another grade was confirmed than was proposed: from which one. The reason is with the participant of the cycle, for whom it may be shown'),
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

/** Whether the level has a name that is not here: neither the proposal knows it, nor has the matrix arrived. */
export function isNameless({ grade, grade_name: name }: GradeRow): boolean {
  return grade !== null && name === null;
}

/** What is served of a row, the same to every reader; undefined before there is a proposal. Pure. */
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
    confirmedBy: roleOfConfirmation({ by: row.confirmed_by, manager: row.manager, isCalibrated: row.calibrated }),
    calibration: row.calibrated ? { from: levelOf(row.proposed, row.proposed_name) } : null,
    releasedAt: row.released_at,
    version: row.stream_version,
  };
}

function levelOf(code: string | null, name: string | null): GradeView['grade'] {
  return code === null ? null : { code, name: name ?? code };
}
