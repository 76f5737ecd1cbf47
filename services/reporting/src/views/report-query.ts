import { orgCode } from '@rung/contracts';
import { z } from 'zod';

import { hiddenReasons } from '../domain/units/hidden-groups.js';
import type { Unit } from '../domain/units/unit-tree.js';

/** What every report is asked by. */
export const reportQuery = z.object({
  cycle: z.uuid().describe('The cycle that the report is of'),
  unit: orgCode.optional().describe('A unit, with all below it; the whole organisation where it is left out'),
});
export type ReportQuery = z.output<typeof reportQuery>;

/** Why a value is null. */
export const hiddenReason = z.enum(hiddenReasons).describe('Why nothing is told');

/** Also the units that the directory has not told of (yet): their people count for the whole organisation. */
export function withUnitsOf(people: readonly { readonly unit: string }[], units: readonly Unit[]): Unit[] {
  const known = new Set(units.map(({ unit }) => unit));
  const others = new Set(people.map(({ unit }) => unit).filter((unit) => !known.has(unit)));
  return [...units, ...[...others].map((unit) => ({ unit, parent: null }))];
}
