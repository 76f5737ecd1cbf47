// What raters answer, and the parameters by which answers become a grade.
import { z } from 'zod';

/** The scale of four has no comfortable middle: 0 not shown, 1 partly, 2 shown, 3 beyond; `n` unable to judge. */
export const ratingValue = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal('n')]);
export type RatingValue = z.infer<typeof ratingValue>;

export const raterRole = z.enum(['self', 'peer', 'manager', 'upward']);
export type RaterRole = z.infer<typeof raterRole>;

/** An exact non-negative number: a decimal or a fraction, "0.6" or "1/3". */
export const exactNumber = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,9}|\/[1-9]\d{0,8})?$/, 'expected a number from 0 on, such as 0.6, or a fraction, such as "1/3"');

/** An exact number that was computed: a decimal where it ends, else a fraction in its lowest terms; as long as it has to be. */
export const exactResult = z.string().regex(/^\d{1,60}(\.\d{1,18}|\/[1-9]\d{0,59})?$/);

/** The parameters of a grading policy; all default to the policy that docs/grading.md describes. */
export const gradingPolicy = z.object({
  name: z.string().min(1).max(80).default('default').describe('What the organisation calls it'),
  version: z.int().positive().default(1).describe('Of the policy of that name'),
  weights: z
    .object({ manager: exactNumber, peers: exactNumber })
    .strict()
    .refine(({ manager, peers }) => isPositive(manager) || isPositive(peers), 'one of the weights must be above 0')
    .default({ manager: '0.6', peers: '0.4' })
    .describe("Of the manager's answer and of the peers' mean in the value of a cell; where one is missing, the other has all"),
  cap: z.int().min(1).max(3).default(2).describe('A rating above it counts as it'),
  metFrom: exactNumber.default('1.5').describe('A cell is met from this value on'),
  minimumPeers: z.int().min(3).max(50).default(3).describe('Peers count, and are shown, from this many who could judge: never fewer than three, or one could tell who said what'),
  mayMiss: z
    .object({ share: exactNumber, least: z.int().min(0).describe('So many in any case') })
    .strict()
    .default({ share: '0.2', least: 1 })
    .describe('Of n cells of a group, max(least, ⌊share · n⌋) may be missed'),
}).strict();
export type GradingPolicy = z.infer<typeof gradingPolicy>;

function isPositive(number: string): boolean {
  return /[1-9]/.test(number.split('/')[0] ?? '');
}

/** In which role somebody confirmed a grade. Whoever is graded may know this, and never who. */
export const confirmedAs = z.enum(['manager', 'calibration', 'other']);
export type ConfirmedAs = z.infer<typeof confirmedAs>;

export interface Confirmation {
  /** Null before there is one. */
  readonly by: string | null;
  /** The one that the person had at launch. */
  readonly manager: string | null;
  readonly isCalibrated: boolean;
}

export function roleOfConfirmation({ by, manager, isCalibrated }: Confirmation): ConfirmedAs | null {
  if (by === null) return null;
  if (isCalibrated) return 'calibration';
  return by === manager ? 'manager' : 'other';
}
