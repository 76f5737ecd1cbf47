// Why a grade is what it is, as people and the API have it.
import { localizedText } from '@rung/matrix-model';
import { z } from 'zod';

import { exactNumber, exactResult, ratingValue } from './grading.js';

/** What one source gave for a cell: enough to recompute it, and no more than the participant may be shown. */
export const contribution = z.discriminatedUnion('source', [
  z.object({
    source: z.literal('manager'),
    rating: ratingValue.nullable(),
    /** Whether it follows from the manager's 2 or 3 for a later cell of the competency. */
    implied: z.boolean(),
    /** What is counted, after the cap; null where there is nothing to count. */
    counted: exactResult.nullable(),
    /** The weight after renormalisation; null where it drops out. */
    weight: exactResult.nullable(),
  }),
  z.object({
    source: z.literal('peers'),
    /** The mean as computed and as shown (to the half, never below one half); null when too few could judge. */
    counted: exactResult.nullable(),
    weight: exactResult.nullable(),
  }),
]);
export type Contribution = z.infer<typeof contribution>;

/** Without a value, as the manager gave no rating and too few peers did: `stands` where it is in force at the current level, else `no-opportunity`. */
export const verdict = z.enum(['met', 'missed', 'stands', 'no-opportunity']);
export type Verdict = z.infer<typeof verdict>;

export const explainedCell = z.object({
  competency: z.string(),
  group: z.string(),
  title: localizedText,
  statement: localizedText,
  /** The names of the levels at which this same cell is in force. */
  levels: z.array(z.string()),
  mustHave: z.boolean(),
  evidenceRequired: z.boolean(),
  contributions: z.array(contribution),
  /** Shown beside, weighing nothing: the own answer, and the mean of upward answers where enough gave one. */
  beside: z.object({ self: ratingValue.nullable(), upward: exactResult.nullable() }),
  value: exactResult.nullable(),
  verdict,
});
export type ExplainedCell = z.infer<typeof explainedCell>;

export const explainedGate = z.object({
  level: z.string(),
  passed: z.boolean(),
  groups: z.array(
    z.object({
      group: z.string(),
      inForce: z.int(),
      missed: z.int(),
      mayMiss: z.int(),
      mustHavesMissed: z.int(),
      passed: z.boolean(),
    }),
  ),
  cells: z.array(explainedCell),
});
export type ExplainedGate = z.infer<typeof explainedGate>;

/** Which cell, in a person's words. */
export const cellName = z.object({
  competency: z.string(),
  group: z.string(),
  title: localizedText,
  statement: localizedText,
});
export type CellName = z.infer<typeof cellName>;

/** Why a grade is what it is. Part of the decision; holds no person's id and no time. */
export const explanation = z.object({
  policy: z.object({ name: z.string(), version: z.int() }),
  currentLevel: z.string().nullable(),
  targetLevel: z.string(),
  grade: z.string().nullable(),
  /** A cell is met from this value on. */
  metFrom: exactNumber,
  minimumPeers: z.int(),
  /** From the current level (or the lowest) up to the target. */
  gates: z.array(explainedGate),
  /** The next level up and the smallest set of cells that would lift the grade to it; null at the target. */
  lift: z.object({ level: z.string(), cells: z.array(cellName) }).nullable(),
  /** A lower answer for an earlier cell stands beside a higher one for a later cell of the same competency. */
  warnings: z.array(
    z.object({
      kind: z.literal('contradiction'),
      source: z.enum(['self', 'manager', 'peers', 'upward']),
      earlier: cellName,
      later: cellName,
    }),
  ),
});
export type Explanation = z.infer<typeof explanation>;
