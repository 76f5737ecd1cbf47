import type { MigrationEntry } from './migration-query.js';

export type Becomes = MigrationEntry['becomes'];

export const fates: readonly Becomes[] = ['kept', 'asked-again', 'merged', 'split', 'dropped'];

/** What may become of a competency: only what is in the later version as well can be kept, or asked again. */
export const fatesOf = (competency: string, later: readonly string[]): readonly Becomes[] => (later.includes(competency) ? fates : fates.filter((fate) => fate !== 'kept' && fate !== 'asked-again'));

/** The entry with another fate; where it leads to is kept as far as it may. @param later what the later version has, not empty. */
export function withFate(entry: MigrationEntry, becomes: Becomes, later: readonly string[]): MigrationEntry {
  const { competency } = entry;
  const former = 'into' in entry ? [entry.into].flat() : later.includes(competency) ? [competency] : [];
  switch (becomes) {
    case 'kept':
    case 'asked-again':
    case 'dropped':
      return { becomes, competency };
    case 'merged':
      return { becomes, competency, into: former.find((id) => id !== competency) ?? later.find((id) => id !== competency) ?? competency };
    case 'split':
      return { becomes, competency, into: former };
  }
}

/** A split into fewer than two is none yet. */
export const isWhole = (entry: MigrationEntry): boolean => entry.becomes !== 'split' || entry.into.length > 1;
