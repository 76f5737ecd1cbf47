export const steps = ['text', 'mapping', 'anomalies', 'competencies', 'compare', 'done'] as const;
export type Step = (typeof steps)[number];

export interface ImportSearch {
  readonly step?: Step;
  /** The import that waits to be accepted. */
  readonly import?: string;
  /** Which of the file's tables is mapped, from 1. */
  readonly table?: number;
  /** Which anomaly is looked at, from 1. */
  readonly anomaly?: number;
  /** What was looked for has waited too long. */
  readonly gone?: boolean;
  /** What became of it. */
  readonly matrix?: string;
  readonly version?: number;
}

const isStep = (value: unknown): value is Step => steps.includes(value as Step);
const countOf = (value: unknown): number | undefined => (Number.isInteger(value) && Number(value) > 0 ? Number(value) : undefined);
const wordOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** What an address says about an import; what it does not know is left out. */
export function importSearchOf(search: Readonly<Record<string, unknown>>): ImportSearch {
  return {
    step: isStep(search['step']) ? search['step'] : undefined,
    import: wordOf(search['import']),
    table: countOf(search['table']),
    anomaly: countOf(search['anomaly']),
    gone: search['gone'] === true || undefined,
    matrix: wordOf(search['matrix']),
    version: countOf(search['version']),
  };
}
