import { quoted, type AnomalyNote } from '../anomaly.js';
import type { Range } from '../text/source.js';
import type { GroupHeading } from './group-headings.js';
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

const callsItselfLevel = /^[#*_\s]*(?:level|grade|уровень|грейд|ступень)[\s:–—-]+\S[^.!?;]{0,60}$/iu;

/** What belongs nowhere. What is called a level and heads no list is no mere remark: a level is lost with it. */
export function unassigned({ start, end }: Range, words: string, why: string): AnomalyNote {
  if (callsItselfLevel.test(words)) return { kind: 'list-missing', at: start, end, message: `${quoted(words)} is called a level, but no list stands below it, so it is left out; write its list below it, or say of a line what it is` };
  return { kind: 'unassigned-text', at: start, end, message: `${quoted(words)} ${why}` };
}

/** Of the first heading of a group that the text names itself. */
export function groupNamed({ word, end, group, within = { start: word, end } }: GroupHeading): AnomalyNote {
  return { kind: 'group-named', at: within.start, end: within.end, message: `${quoted(group)} is read as the heading of a group of its own` };
}

/** Of statements that stand under a level and under no group. */
export function groupAssumed(at: number): AnomalyNote {
  return { kind: 'group-assumed', at, message: 'no heading says whether these statements are soft or hard; they are read as hard' };
}
