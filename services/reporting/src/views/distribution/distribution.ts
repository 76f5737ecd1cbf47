import type { MatrixFrame } from '@rung/matrix-model';
import { z } from 'zod';

import { hiddenGroups } from '../../domain/units/hidden-groups.js';
import { findUnit, unitsOf, unitTree, type Unit } from '../../domain/units/unit-tree.js';
import { hiddenReason, withUnitsOf } from '../report-query.js';

/** How the people of a unit and all below it are spread over the levels. */
export const distribution = z
  .object({
    cycle: z.uuid(),
    unit: z.string().nullable().describe('Null for the whole organisation'),
    people: z.int().nullable().describe('How many have a grade, be it proposed, confirmed or released; null when hidden'),
    grades: z
      .array(
        z.object({
          level: z.object({ code: z.string(), name: z.string() }).nullable().describe('Null for no level'),
          people: z.int(),
        }),
      )
      .nullable()
      .describe('From no level to the highest one; null when hidden'),
    hidden: hiddenReason.optional(),
  })
  .meta({ id: 'GradeDistribution' });
export type Distribution = z.infer<typeof distribution>;

/** How many people who were in a unit itself at launch have a grade. */
export interface GradeCount {
  readonly unit: string;
  readonly grade: string | null;
  readonly people: number;
}

/** Pure. @returns undefined when there is no such unit. */
export function distributionOf(
  { cycle, unit }: { readonly cycle: string; readonly unit: string | null },
  { levels }: Pick<MatrixFrame, 'levels'>,
  units: readonly Unit[],
  counts: readonly GradeCount[],
): Distribution | undefined {
  const tree = unitTree(withUnitsOf(counts, units));
  const node = findUnit(tree, unit);
  if (node === undefined) return undefined;
  const inUnit = new Map<string | null, number>();
  for (const count of counts) inUnit.set(count.unit, (inUnit.get(count.unit) ?? 0) + count.people);
  const hidden = hiddenGroups(tree, (one) => inUnit.get(one) ?? 0).ofUnit(unit);
  if (hidden !== undefined) return { cycle, unit, people: null, grades: null, hidden };
  const chosen = new Set(unitsOf(node));
  const here = counts.filter((count) => chosen.has(count.unit));
  const named = [null, ...levels.map(({ code, names }) => ({ code, name: names[0] ?? code }))];
  const grades = named.map((level) => ({ level, people: sum(here.filter(({ grade }) => grade === (level?.code ?? null))) }));
  return { cycle, unit, people: sum(here), grades };
}

function sum(counts: readonly GradeCount[]): number {
  return counts.reduce((people, count) => people + count.people, 0);
}
