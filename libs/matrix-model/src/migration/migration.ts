// What becomes of the competencies of one version in another one: for those who carry answers over.
import { z } from 'zod';

import { code } from '../matrix.js';

const competency = code.describe('Of the earlier version');

export const migrationEntry = z.discriminatedUnion('becomes', [
  z.object({ becomes: z.literal('kept').describe('The same competency, which means what it meant'), competency }),
  z.object({ becomes: z.literal('asked-again').describe('The same competency, whose meaning changed: it has to be asked again'), competency }),
  z.object({ becomes: z.literal('merged').describe('A part of one competency, with others'), competency, into: code.describe('Of the later version') }),
  z.object({ becomes: z.literal('split').describe('Several competencies'), competency, into: z.array(code).min(2).max(100).describe('Of the later version') }),
  z.object({ becomes: z.literal('dropped').describe('Nothing: the later version does not have it'), competency }),
]);
export type MigrationEntry = z.infer<typeof migrationEntry>;
