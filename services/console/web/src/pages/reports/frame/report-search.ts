// What is chosen on a report, as its address has it.
import { idIn, oneOf, shows, textIn, type Show } from '../../../address/search-params.js';

export interface ReportSearch {
  /** The latest one where it is left out. */
  readonly cycle?: string;
  /** The whole organisation where it is left out. */
  readonly unit?: string;
  readonly show?: Show;
}

type Raw = Readonly<Record<string, unknown>>;

export function reportSearch({ cycle, unit, show }: Raw): ReportSearch {
  return { cycle: idIn(cycle), unit: textIn(unit), show: oneOf(shows, show) };
}

export const orders = ['matrix', 'weakest'] as const;

export interface HeatmapSearch extends ReportSearch {
  /** Of the matrix, by its code; every group where it is left out, or where the matrix has none such. */
  readonly group?: string;
  readonly order?: (typeof orders)[number];
  /** The column that is shown where there is room for one; the first where it is left out. */
  readonly part?: string;
}

export const heatmapSearch = (raw: Raw): HeatmapSearch => ({ ...reportSearch(raw), group: textIn(raw['group']), order: oneOf(orders, raw['order']), part: textIn(raw['part']) });
