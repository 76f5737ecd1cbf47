import { intent } from '@rung/matrix-model';
import { z } from 'zod';

const reason = z.string().trim().min(1).max(1_000).optional().describe('Why; the history shows it');

export const changeBody = z
  .strictObject({
    change: intent,
    was: z
      .int()
      .nonnegative()
      .optional()
      .describe('The `revision` of the grid, or the version of a change, that you saw. A part that was changed after it is not changed again: 409 part-changed'),
    reason,
  })
  .meta({ id: 'DraftChange' });
export type ChangeBody = z.infer<typeof changeBody>;

export const undoBody = z.strictObject({ reason }).meta({ id: 'ChangeUndoing' });
export type UndoBody = z.infer<typeof undoBody>;
