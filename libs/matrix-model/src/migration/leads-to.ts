// Where the entries of a migration lead to; loaded by the console too.
import type { MigrationEntry } from './migration.js';

interface WithIds {
  readonly competencies: readonly { readonly id: string }[];
}

/** The competencies of the later version that an entry leads to. */
export function leadsTo(entry: MigrationEntry): readonly string[] {
  switch (entry.becomes) {
    case 'kept':
    case 'asked-again':
      return [entry.competency];
    case 'merged':
      return [entry.into];
    case 'split':
      return entry.into;
    case 'dropped':
      return [];
  }
}

/** Those of the later version that nothing leads to: they are asked for the first time. */
export function firstAsked({ competencies }: WithIds, entries: readonly MigrationEntry[]): string[] {
  const known = new Set(entries.flatMap(leadsTo));
  return competencies.map(({ id }) => id).filter((id) => !known.has(id));
}
