// What becomes of the competencies of one version in another one: for those who carry answers over.
import { z } from 'zod';

import { code } from '../matrix.js';

const competency = code.describe('Of the earlier version');

export const migrationEntry = z.discriminatedUnion('becomes', [
  z.object({ becomes: z.literal('kept'), competency }),
  z.object({ becomes: z.literal('asked-again'), competency }),
  z.object({ becomes: z.literal('merged'), competency, into: code }),
  z.object({ becomes: z.literal('split'), competency, into: z.array(code).min(2).max(100) }),
  z.object({ becomes: z.literal('dropped'), competency }),
]);
export type MigrationEntry = z.infer<typeof migrationEntry>;
