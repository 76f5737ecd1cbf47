import type { MatrixFrame } from '@rung/matrix-model';
import { z } from 'zod';

import { hiddenGroups, type HiddenGroups } from '../../domain/units/hidden-groups.js';
import { partsOf, whyHidden, type UnitPart } from '../../domain/units/unit-parts.js';
import { findUnit, unitsOf, unitTree, type Unit } from '../../domain/units/unit-tree.js';
import { hiddenReason, reportPart, withUnitsOf } from '../report-query.js';

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
    parts: z
      .array(reportPart.extend({ people: z.int().nullable().describe('Null when hidden'), hidden: hiddenReason.optional() }))
      .describe('Which reports there are below this one, and why the others are hidden: the units right below, each with all below it; and the people who are in the unit itself, where it has some'),
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
  const groups = hiddenGroups(tree, (one) => inUnit.get(one) ?? 0);
  const parts = partsOf(node, inUnit.has(unit)).map((part) => told(part, groups, counts));
  const hidden = groups.ofUnit(unit);
  if (hidden !== undefined) return { cycle, unit, people: null, grades: null, hidden, parts };
  const here = within(new Set(unitsOf(node)), counts);
  const named = [null, ...levels.map(({ code, names }) => ({ code, name: names[0] ?? code }))];
  const grades = named.map((level) => ({ level, people: sum(here.filter(({ grade }) => grade === (level?.code ?? null))) }));
  return { cycle, unit, people: sum(here), grades, parts };
}

function told(part: UnitPart, groups: HiddenGroups, counts: readonly GradeCount[]): Distribution['parts'][number] {
  const { unit, includes } = part;
  const hidden = whyHidden(groups, part);
  return hidden === undefined ? { unit, includes, people: sum(within(part.units, counts)) } : { unit, includes, people: null, hidden };
}

function within(units: ReadonlySet<string | null>, counts: readonly GradeCount[]): GradeCount[] {
  return counts.filter(({ unit }) => units.has(unit));
}

function sum(counts: readonly GradeCount[]): number {
  return counts.reduce((people, count) => people + count.people, 0);
}
