import { quoted, type AnomalyNote } from '../anomaly.js';
import type { DistinctLevels } from './distinct-levels.js';

interface Listed {
  readonly levels: DistinctLevels['levels'];
  readonly items: readonly { readonly level: number }[];
  readonly sameAs: readonly Readonly<Record<string, number>>[];
  /** Levels of which the text says that they list nothing of their own. */
  readonly saidNone: ReadonlySet<number>;
}

/** Levels that list nothing, and do not say so: the list, or the heading of the level behind it, was taken for something else. */
export function missingLists({ levels, items, sameAs, saidNone }: Listed): AnomalyNote[] {
  const listing = new Set(items.map(({ level }) => level));
  return levels.flatMap(({ at, end, names }, level): AnomalyNote[] => {
    if (listing.has(level) || saidNone.has(level) || Object.keys(sameAs[level] ?? {}).length > 0) return [];
    return [{ kind: 'list-missing', at, end, message: `the level ${quoted(names[0] ?? '')} lists nothing, so nothing is expected at it; write its list below it, or say of a line what it is` }];
  });
}

/** Of statements that stand under a level and under no group. */
export function groupAssumed(at: number): AnomalyNote {
  return { kind: 'group-assumed', at, message: 'no heading says whether these statements are soft or hard; they are read as hard' };
}
