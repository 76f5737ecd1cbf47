// Why a grade is what it is, as people and the API have it.
import { localizedText } from '@rung/matrix-model';
import { z } from 'zod';

import { exactNumber, exactResult, ratingValue } from './grading.js';

const weight = exactResult.nullable().describe('After renormalisation; null where it drops out');

/** What one source gave for a cell: enough to recompute it, and no more than the participant may be shown. */
export const contribution = z.discriminatedUnion('source', [
  z.object({
    source: z.literal('manager').describe("The manager's answer"),
    rating: ratingValue.nullable().describe('As it was given, "n" for unable to judge; null where there is none'),
    implied: z.boolean().describe("Whether it follows from the manager's 2 or 3 for a later cell of the competency"),
    counted: exactResult.nullable().describe('What is counted, after the cap; null where there is nothing to count'),
    weight,
  }),
  z.object({
    source: z.literal('peers').describe("The peers' answers, together"),
    counted: exactResult.nullable().describe('The mean as computed and as shown (to the half, never below one half); null when too few could judge'),
    weight,
  }),
]);
export type Contribution = z.infer<typeof contribution>;

/** Without a value, as the manager gave no rating and too few peers did: `stands` where it is in force at the current level, else `no-opportunity`. */
export const verdict = z.enum(['met', 'missed', 'stands', 'no-opportunity']);
export type Verdict = z.infer<typeof verdict>;

/** Which cell, in a person's words. */
export const cellName = z.object({
  competency: z.string().describe('By its code'),
  group: z.string().describe('By its code'),
  title: localizedText.describe('Of the competency'),
  statement: localizedText.describe('What is expected'),
});
export type CellName = z.infer<typeof cellName>;

export const explainedCell = z.object({
  ...cellName.shape,
  levels: z.array(z.string()).describe('The names of the levels at which this same cell is in force'),
  mustHave: z.boolean().describe('Whether missing it alone keeps a gate closed'),
  evidenceRequired: z.boolean().describe('Whether a rating of 2 or 3 needed evidence'),
  contributions: z.array(contribution).describe('What was counted'),
  beside: z
    .object({
      self: ratingValue.nullable().describe('The own answer; null where there is none'),
      upward: exactResult.nullable().describe('The mean of those who answered upward; null where too few did'),
    })
    .describe('Shown beside, weighing nothing'),
  value: exactResult.nullable().describe('The weighted mean of what was counted; null where nothing was'),
  verdict: verdict.describe(
    'met; missed; without a value stands, where it is in force at the current level, else no-opportunity',
  ),
});
export type ExplainedCell = z.infer<typeof explainedCell>;

export const explainedGate = z.object({
  level: z.string().describe('By its name'),
  passed: z.boolean().describe('Whether all groups pass'),
  groups: z
    .array(
      z.object({
        group: z.string().describe('By its code'),
        inForce: z.int().describe('How many cells are in force'),
        missed: z.int().describe('How many of them are not met'),
        mayMiss: z.int().describe('How many may be, by the policy'),
        mustHavesMissed: z.int().describe('How many must-haves are not met; none may be'),
        passed: z.boolean().describe('Whether no more are missed than may be, and no must-have'),
      }),
    )
    .describe('A count for each group'),
  cells: z.array(explainedCell).describe('All cells in force at the level'),
});
export type ExplainedGate = z.infer<typeof explainedGate>;

export const policyName = z.object({ name: z.string().describe('As the organisation calls it'), version: z.int().describe('Of the policy of that name') });

/** Why a grade is what it is. Part of the decision; holds no person's id and no time. */
export const explanation = z.object({
  policy: policyName.describe('The grading policy that it was decided by'),
  currentLevel: z.string().nullable().describe('By its name; null where there was none'),
  targetLevel: z.string().describe('By its name'),
  grade: z.string().nullable().describe('By its name; null below the lowest level'),
  metFrom: exactNumber.describe('A cell is met from this value on'),
  minimumPeers: z.int().describe('Peers count from this many who could judge'),
  gates: z.array(explainedGate).describe('From the current level (or the lowest) up to the target'),
  lift: z
    .object({ level: z.string().describe('The next level up, by its name'), cells: z.array(cellName).describe('The smallest set that would lift the grade to it') })
    .nullable()
    .describe('What would lift the grade by one level; null at the target'),
  warnings: z
    .array(
      z.object({
        kind: z.literal('contradiction').describe('A lower answer for an earlier cell stands beside a higher one for a later cell of the same competency'),
        source: z.enum(['self', 'manager', 'peers', 'upward']).describe('Whose answers'),
        earlier: cellName.describe('The cell with the lower answer'),
        later: cellName.describe('The cell with the higher one'),
      }),
    )
    .describe('What people should look at; no grade changes by it'),
});
export type Explanation = z.infer<typeof explanation>;
