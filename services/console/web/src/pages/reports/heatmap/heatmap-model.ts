// A heatmap as it is shown: which rows in which order, how dark a share is, and how much of it is hidden and why.
import type { Heatmap, HeatmapCell, HiddenReason } from '../frame/report-queries.js';
import type { HeatmapSearch } from '../frame/report-search.js';

export type HeatmapRow = Heatmap['rows'][number];

/** From which share on a step of the scale holds: finer where most shares are. */
export const steps = [0, 0.5, 0.7, 0.85, 0.95] as const;

/** Of the share as it is written, in whole per cent: a cell that says 95 % has the colour of 95 %. */
export function stepOf(share: number): number {
  const written = Math.round(share * 100) / 100;
  return steps.findLastIndex((from) => written >= from);
}

/** In the order of the matrix. */
export const groupsOf = ({ rows }: Heatmap): string[] => [...new Set(rows.map(({ group }) => group))];

/** Group by group in whatever order, so that each is named once. Of a group that the matrix has not, all rows. */
export function rowsOf(heatmap: Heatmap, { group, order }: Pick<HeatmapSearch, 'group' | 'order'>): HeatmapRow[] {
  const groups = groupsOf(heatmap);
  const wanted = heatmap.rows.filter((row) => group === undefined || !groups.includes(group) || row.group === group);
  const byGroup = (one: HeatmapRow, other: HeatmapRow): number => groups.indexOf(one.group) - groups.indexOf(other.group);
  return wanted.toSorted((one, other) => byGroup(one, other) || (order === 'weakest' ? lowest(one) - lowest(other) : 0));
}

/** Rows of which nothing is told come last. */
function lowest({ cells }: HeatmapRow): number {
  return Math.min(2, ...cells.map(({ met }) => met ?? 2));
}

export interface Hiding {
  readonly reason: HiddenReason;
  readonly cells: number;
}

export function hidingIn(rows: readonly HeatmapRow[]): Hiding[] {
  const found = new Map<HiddenReason, number>();
  for (const { hidden } of rows.flatMap(({ cells }): HeatmapCell[] => cells)) if (hidden !== undefined) found.set(hidden, (found.get(hidden) ?? 0) + 1);
  return [...found].map(([reason, cells]) => ({ reason, cells }));
}

export interface HeatmapPart {
  readonly columns: Heatmap['columns'];
  readonly rows: readonly HeatmapRow[];
}

/** A column's name in the address. */
export const partName = ({ unit, includes }: Heatmap['columns'][number]): string => `${includes}.${unit}`;

/** One unit alone, where there is no room for them beside each other: the first where none, or one that is not there, is asked for. */
export function alone({ columns, rows }: HeatmapPart, part: string | undefined): HeatmapPart {
  const at = Math.max(0, columns.findIndex((column) => partName(column) === part));
  return { columns: columns.slice(at, at + 1), rows: rows.map((row) => ({ ...row, cells: row.cells.slice(at, at + 1) })) };
}

/** The rows of each group, which `rowsOf` keeps together. */
export function inGroups(rows: readonly HeatmapRow[]): { readonly group: string; readonly rows: readonly HeatmapRow[] }[] {
  const groups: { group: string; rows: HeatmapRow[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.group === row.group) last.rows.push(row);
    else groups.push({ group: row.group, rows: [row] });
  }
  return groups;
}

/** Where an arrow goes from a cell of the grid; undefined for keys that go nowhere. */
export function movedBy(key: string, [row, column]: readonly [number, number], [rows, columns]: readonly [number, number]): readonly [number, number] | undefined {
  const within = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, columns - 1],
    PageUp: [row - 10, column],
    PageDown: [row + 10, column],
  };
  const to = moves[key];
  return to === undefined ? undefined : [within(to[0], rows), within(to[1], columns)];
}
