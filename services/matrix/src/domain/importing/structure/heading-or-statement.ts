import { isLower } from '../text/characters.js';
import { skipSpace } from '../text/source.js';
import type { GroupHeading } from './group-headings.js';
import { followsItem, followsUnfinished, markBefore } from './item-lines.js';

/**
 * "2. Level of English is B2.", "Уровень изоляции транзакций": a statement, or a wrapped line of one. What has no word of seniority heads
 * a level only where it stands as none does: not as an item, unless its group begins the level anew; not in small letters within a list.
 */
export function couldBeStatement(
  text: string,
  heading: {
    word: number;
    title: string;
    stopped: boolean;
    next: number;
    group: GroupHeading | undefined;
    groupsBefore: ReadonlySet<string>;
  },
): boolean {
  const { word, title, group, groupsBefore } = heading;
  const mark = markBefore(text, word);
  if (mark === 'markdown') return false;
  const small = isLower(title[0]);
  const beginsAnew = group !== undefined && (groupsBefore.size === 0 || groupsBefore.has(group.group));
  if (mark === 'item') return !beginsAnew || small;
  const oneOfMany = title.includes(' ') && heading.stopped;
  if (small) return heading.stopped || (!beginsAnew && (followsUnfinished(text, word) || (groupsBefore.size > 0 && group !== undefined)));
  if (group !== undefined) return false;
  return oneOfMany || goesOnWithItem(text, heading.next) || (groupsBefore.size > 0 && !/\d/u.test(title) && wrapsItem(text, word));
}

/** The line above is an item's first, and has no stop. */
function wrapsItem(text: string, word: number): boolean {
  return followsUnfinished(text, word) && followsItem(text, word);
}

/** "2. …" next: a list that began before it. */
function goesOnWithItem(text: string, at: number): boolean {
  const next = skipSpace(text, at, Math.min(text.length, at + 200));
  return /^(?:[2-9]|[1-9]\d{1,3})[.)]\s/u.test(text.slice(next, next + 7));
}
