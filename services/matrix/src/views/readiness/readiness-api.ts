import { approver } from '@rung/contracts';
import { intent } from '@rung/matrix-model';
import { z } from 'zod';

const finding = z
  .object({
    kind: z.enum(['contradiction', 'no-competencies', 'empty-group', 'empty-level', 'never-in-force', 'said-twice', 'untranslated']),
    pointer: z.string().describe('The place in the content'),
    detail: z.string(),
    mend: z
      .object({ change: intent.describe('To be sent as a change of the draft'), fill: z.array(z.string()).describe('Places of it, as JSON Pointers, that are yours to fill in first') })
      .nullable()
      .describe('null where only a person can say what is meant'),
  })
  .meta({ id: 'DraftFinding' });

const findings = z.object({ total: z.int(), first: z.array(finding).describe('At most two hundred') });

/** What must be true before a draft is published, and what should. */
export const readiness = z
  .object({
    matrix: z.string(),
    version: z.int(),
    revision: z.int().describe('That this is about, and that an approval names'),
    publishable: z.boolean(),
    must: findings,
    should: findings,
    approval: z.object({
      demanded: approver.describe('By the organisation or by the matrix, whichever demands more'),
      given: z.object({ by: z.uuid(), as: z.enum(['editor', 'hr']), at: z.string() }).nullable().describe('For this revision'),
      authors: z.array(z.uuid()).describe('Who cannot give it: they changed the draft since it was approved before, or began it'),
    }),
  })
  .meta({ id: 'DraftReadiness' });
export type Readiness = z.infer<typeof readiness>;
