import { quoted, type AnomalyNote } from '../anomaly.js';
import { importLimits, unreadable } from '../refusal.js';
import { fold } from '../text/characters.js';
import type { Source } from '../text/source.js';
import type { LevelHeading } from './level-heading.js';

export interface DistinctLevels {
  /** `at` and `end` are those of its first heading. */
  readonly levels: readonly { readonly names: readonly string[]; readonly at: number; readonly end: number }[];
  /** The level of each heading. */
  readonly levelOf: readonly number[];
  readonly anomalies: readonly AnomalyNote[];
}

/**
 * A level named twice is one level: what stands under its second heading is added to what stands under the first. It is no anomaly where
 * the text names every level once for each group: `byGroup` says that its headings are made so.
 * @throws DomainError import-unreadable where there are more levels than an import may have
 */
export function distinctLevels(
  source: Source,
  marks: readonly LevelHeading[],
  { groupsUnder, byGroup }: { groupsUnder: readonly (readonly string[])[]; byGroup: boolean },
): DistinctLevels {
  const levels: { names: string[]; at: number; end: number }[] = [];
  const byName = new Map<string, number>();
  const repeats: AnomalyNote[] = [];
  const clashes: AnomalyNote[] = [];
  const levelOf = marks.map((mark) => {
    const fresh = mark.names.filter((name) => !byName.has(nameKey(name)));
    const known = mark.names.find((name) => byName.has(nameKey(name)));
    const again = fresh.length === 0;
    const at = again ? (byName.get(nameKey(known ?? '')) ?? 0) : levels.length;
    if (known !== undefined && again)
      repeats.push({ kind: 'duplicate-level', at: mark.word, end: endOfName(source.text, mark), message: `the level ${quoted(known)} was named before; both lists are read as one` });
    else if (known !== undefined)
      clashes.push({
        kind: 'duplicate-level',
        at: mark.word,
        end: endOfName(source.text, mark),
        message: `the name ${quoted(known)} belongs to a level before; this level keeps ${fresh.map(quoted).join(', ')}`,
      });
    if (at === levels.length) levels.push({ names: fresh, at: mark.word, end: endOfName(source.text, mark) });
    if (levels.length > importLimits.levels)
      throw unreadable(source.placeOf(mark.word), 'too-many-levels', { most: importLimits.levels });
    for (const name of fresh) byName.set(nameKey(name), at);
    return at;
  });
  return { levels, levelOf, anomalies: [...clashes, ...(isByGroup(levelOf, groupsUnder, byGroup) ? [] : repeats)] };
}

/** Whether each heading of a level brings groups that its others do not, and all levels have as many. */
function isByGroup(levelOf: readonly number[], groupsUnder: readonly (readonly string[])[], byGroup: boolean): boolean {
  const brought = levelOf.flatMap((level, at) => (groupsUnder[at] ?? []).map((group) => `${level} ${group}`));
  if (new Set(brought).size < brought.length || groupsUnder.some((groups) => groups.length === 0)) return false;
  const times = new Map<number, number>();
  for (const level of levelOf) times.set(level, (times.get(level) ?? 0) + 1);
  return byGroup || (times.size > 1 && new Set(times.values()).size === 1);
}

/** Of a heading's words, without the blanks and signs behind them. */
function endOfName(text: string, { word, end }: LevelHeading): number {
  return word + text.slice(word, end).replace(/[\s:*_#–—-]+$/u, '').length;
}

function nameKey(name: string): string {
  return fold(name).replace(/\s+/gu, '');
}
