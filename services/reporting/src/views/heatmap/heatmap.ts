import { groupNames, localizedText, type MatrixFrame } from '@rung/matrix-model';
import { z } from 'zod';

import { hiddenGroups } from '../../domain/units/hidden-groups.js';
import { partsOf, whyHidden, type UnitPart } from '../../domain/units/unit-parts.js';
import { findUnit, unitTree, type Unit, type UnitNode } from '../../domain/units/unit-tree.js';
import type { CompetencyTitle } from '../../reference/matrices/matrices.js';
import { hiddenReason, reportPart, withUnitsOf } from '../report-query.js';

const heatmapCell = z
  .object({
    people: z.int().nullable().describe('How many were assessed in the competency; null when hidden'),
    met: z.number().nullable().describe('The share of their cells that are met, to four decimals; null when hidden'),
    hidden: hiddenReason.optional(),
  })
  .meta({ id: 'HeatmapCell' });
type HeatmapCell = z.infer<typeof heatmapCell>;

/** Competency × unit: where which competencies are met. */
export const heatmap = z
  .object({
    cycle: z.uuid(),
    unit: z.string().nullable().describe('Null for the whole organisation'),
    columns: z
      .array(reportPart)
      .describe('The units right below, each with all below it; and the people who are in the unit itself, where it has some'),
    rows: z
      .array(z.object({ competency: z.string(), group: z.string(), title: localizedText, cells: z.array(heatmapCell) }))
      .describe('In the order of the matrix; the cells in the order of the columns'),
    groupNames,
  })
  .meta({ id: 'CompetencyHeatmap' });
export type Heatmap = z.infer<typeof heatmap>;

/** What came of a competency among the people who were in a unit itself at launch. */
export interface OutcomeCount {
  readonly unit: string;
  readonly competency: string;
  readonly people: number;
  readonly cells: number;
  readonly met: number;
}

/** Pure. @returns undefined when there is no such unit. */
export function heatmapOf(
  { cycle, unit }: { readonly cycle: string; readonly unit: string | null },
  { competencies, groupNames: names = {} }: { readonly competencies: readonly CompetencyTitle[] } & Pick<MatrixFrame, 'groupNames'>,
  units: readonly Unit[],
  counts: readonly OutcomeCount[],
): Heatmap | undefined {
  const tree = unitTree(withUnitsOf(counts, units));
  const node = findUnit(tree, unit);
  if (node === undefined) return undefined;
  const columns = partsOf(node, counts.some((count) => count.unit === unit));
  const of = (competency: string) => counts.filter((count) => count.competency === competency);
  return {
    cycle,
    unit,
    columns: columns.map(({ unit: part, includes }) => ({ unit: part, includes })),
    rows: competencies.map((row) => ({ ...row, cells: cellsOf(tree, columns, of(row.competency)) })),
    groupNames: names,
  };
}

/** Who was assessed in a competency differs from one to the next, so each one has groups of its own to hide. */
function cellsOf(tree: UnitNode, columns: readonly UnitPart[], counts: readonly OutcomeCount[]): HeatmapCell[] {
  const people = new Map<string | null, number>(counts.map((count) => [count.unit, count.people]));
  const groups = hiddenGroups(tree, (unit) => people.get(unit) ?? 0);
  return columns.map((column) => {
    const hidden = whyHidden(groups, column);
    if (hidden !== undefined) return { people: null, met: null, hidden };
    const here = counts.filter(({ unit }) => column.units.has(unit));
    const sum = (of: 'people' | 'cells' | 'met') => here.reduce((total, count) => total + count[of], 0);
    return { people: sum('people'), met: Number((sum('met') / sum('cells')).toFixed(4)) };
  });
}
