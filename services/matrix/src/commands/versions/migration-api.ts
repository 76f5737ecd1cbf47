import { migrationEntry } from '@rung/matrix-model';
import { z } from 'zod';

export const migrationBody = z
  .strictObject({
    from: z.int().min(1).max(999_999_999).describe('The earlier version'),
    entries: z.array(migrationEntry).max(5_000).describe('What becomes of each of its competencies'),
  })
  .meta({ id: 'MigrationToRecord' });
export type MigrationBody = z.infer<typeof migrationBody>;
