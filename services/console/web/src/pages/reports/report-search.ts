// What is chosen on a report, as its address has it.
import { shows, type Show } from '../../shared/chart-or-table.js';

export interface ReportSearch {
  /** The latest one where it is left out. */
  readonly cycle?: string;
  /** The whole organisation where it is left out. */
  readonly unit?: string;
  readonly show?: Show;
}

type Raw = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((one) => one === value);
}

export function reportSearch({ cycle, unit, show }: Raw): ReportSearch {
  return { cycle: text(cycle), unit: text(unit), show: oneOf(shows, show) };
}

export const groupings = ['soft', 'hard'] as const;
export const orders = ['matrix', 'weakest'] as const;

export interface HeatmapSearch extends ReportSearch {
  readonly group?: (typeof groupings)[number];
  readonly order?: (typeof orders)[number];
}

export const heatmapSearch = (raw: Raw): HeatmapSearch => ({ ...reportSearch(raw), group: oneOf(groupings, raw['group']), order: oneOf(orders, raw['order']) });
