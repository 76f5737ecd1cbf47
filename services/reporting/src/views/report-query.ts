import { orgCode } from '@rung/contracts';
import { z } from 'zod';

import { hiddenReasons } from '../domain/units/hidden-groups.js';
import { partKinds } from '../domain/units/unit-parts.js';
import type { Unit } from '../domain/units/unit-tree.js';

/** What every report is asked by. */
export const reportQuery = z.object({
  cycle: z.uuid().describe('The cycle that the report is of'),
  unit: orgCode.optional().describe('A unit, with all below it; the whole organisation where it is left out'),
});
export type ReportQuery = z.output<typeof reportQuery>;

/** Why a value is null. */
export const hiddenReason = z
  .enum(hiddenReasons)
  .describe(
    'Why nothing is told. "fewer than 5 people": so many were assessed there, or nobody. "would tell of fewer than 5 people by subtraction": there are enough, ' +
      'but who takes them from a report above or beside would know of fewer than five others',
  );

/** Which people a part of a report is about. */
export const reportPart = z.object({
  unit: z.string(),
  includes: z.enum(partKinds).describe('The unit with all below it, or the people in the unit itself and in none below it'),
});

/** Also the units that the directory has not told of (yet): their people count for the whole organisation. */
export function withUnitsOf(people: readonly { readonly unit: string }[], units: readonly Unit[]): Unit[] {
  const known = new Set(units.map(({ unit }) => unit));
  const others = new Set(people.map(({ unit }) => unit).filter((unit) => !known.has(unit)));
  return [...units, ...[...others].map((unit) => ({ unit, parent: null }))];
}
