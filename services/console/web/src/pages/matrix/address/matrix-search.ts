export interface MatrixSearch {
  /** Words that a competency's title or statements hold. */
  readonly q?: string;
  readonly group?: string;
  /** The level that is looked at: set off in the grid, the only one on a phone. */
  readonly level?: string;
  /** What was true then, as an instant; now where it is not named. */
  readonly at?: string;
}

const wordOf = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined);

const instantOf = (value: unknown): string | undefined => (typeof value === 'string' && value.includes('T') && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined);

/** What an address says about the grid; what it does not know is left out. */
export function matrixSearchOf(search: Readonly<Record<string, unknown>>): MatrixSearch {
  return { q: wordOf(search['q']), group: wordOf(search['group']), level: wordOf(search['level']), at: instantOf(search['at']) };
}
