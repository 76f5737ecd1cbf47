// A Grafana dashboard as a file, and what must be true of it before any server is asked.
import { readFileSync } from 'node:fs';

interface Source {
  readonly type: string;
  readonly uid: string;
}

export interface Target {
  readonly refId: string;
  readonly datasource?: Source;
  readonly expr: string;
}

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: Source;
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
}

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly query: string | { readonly query: string };
  readonly datasource?: Source;
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations: { readonly list: readonly { readonly name: string; readonly datasource: Source; readonly expr: string }[] };
  readonly panels: readonly Panel[];
}

export const readDashboard = (url: URL): Dashboard => JSON.parse(readFileSync(url, 'utf8')) as Dashboard;

/** The panels that ask something: all but the headings of rows. */
export const askingPanels = ({ panels }: Dashboard): readonly Panel[] => panels.filter(({ type }) => type !== 'row');

const templated = '${datasource}';
const fixedRange = /\[(?!\$__rate_interval\])[^\]]*\]/;
/** Ranges that are part of what the panel says ("in the last hour"), not of how closely one looks. */
const rangeThatIsMeant = /\bincrease\([^[]*\[1h\]\)/g;

/** What is wrong with a panel, in words; empty when nothing is. */
export function faultsOf(panel: Panel): readonly string[] {
  const { description = '', fieldConfig, targets = [], datasource } = panel;
  const sources = [datasource, ...targets.map((target) => target.datasource)];
  return [
    ...(description.trim() === '' ? ['has no description'] : []),
    ...((fieldConfig?.defaults.unit ?? '') === '' ? ['has no unit'] : []),
    ...(targets.length === 0 ? ['asks nothing'] : []),
    ...(sources.some((source) => source?.uid !== templated) ? ['names a data source of its own'] : []),
    ...targets.flatMap(({ refId, expr }) => [
      ...(expr.includes('$service') ? [] : [`${refId} does not go by the variable service`]),
      ...(fixedRange.test(expr.replaceAll(rangeThatIsMeant, '')) ? [`${refId} has a range of its own in place of $__rate_interval`] : []),
    ]),
  ];
}

/** The names of the metrics that a query selects. Every selector here has braces, as each goes by a label. */
export const metricsOf = (expr: string): readonly string[] => [...new Set([...expr.matchAll(/([a-zA-Z_:][\w:]*)\{/g)].map(([, name]) => name as string))];

/** The query as Grafana would send it. @param services what the variable of that name stands for. */
export function substituted(expr: string, { services, rateInterval }: { services: readonly string[]; rateInterval: string }): string {
  return expr.replaceAll('$service', `(${services.join('|')})`).replaceAll('$__rate_interval', rateInterval);
}
