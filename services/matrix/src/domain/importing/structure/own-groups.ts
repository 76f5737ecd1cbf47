import { fold, isLineEnd } from '../text/characters.js';
import { skipSpace, skipSpaceBack, type Range } from '../text/source.js';
import { asideHeadings } from './aside-headings.js';
import { standsApart } from './begins-groups.js';
import type { GroupHeading } from './group-headings.js';
import { followsItem, followsUnfinished, markBefore } from './item-lines.js';
import type { LevelHeading } from './level-heading.js';
import { headingWords, ownGroupLines, type OwnGroupLine } from './own-group-lines.js';
import { termsHeadings } from './terms-heading.js';

/**
 * Headings of groups that an organisation names itself, beside the two that have names everywhere: "Leading others:", "Влияние на продукт".
 * A name that comes back heads one wherever a text has several groups; one that stands once, only beside soft and hard skills, where
 * nothing about its line leaves a doubt. Where some stand right below the heading of a known group, before any statement, they divide
 * it, and head none.
 */
export function ownGroupHeadings(text: string, known: readonly GroupHeading[]): GroupHeading[] {
  const others = [...termsHeadings(text), ...asideHeadings(text)];
  const areNumbered = known.some(({ start, word }) => /[\p{L}\d][.)]/u.test(text.slice(start, word)));
  const candidates = ownGroupLines(text).filter(({ numbered }) => areNumbered || !numbered);
  const lines = withoutThoseOf(candidates, [...known, ...others].sort((one, other) => one.start - other.start));
  const byName = new Map<string, OwnGroupLine[]>();
  for (const line of lines) {
    const same = byName.get(fold(line.words));
    if (same === undefined) byName.set(fold(line.words), [line]);
    else same.push(line);
  }
  const ends = new Set(known.map((heading) => skipSpaceBack(text, heading.end, heading.word)));
  if (lines.some((line) => !line.inLine && ends.has(skipSpaceBack(text, line.start, 0)))) return [];
  const stands = { wraps: known.some((heading) => isRightBelowItem(text, heading)) };
  const repeated = [...byName.values()].filter((same) => same.length > 1 && (stands.wraps || isNoWrap(same)));
  const first = known[0]?.start ?? Infinity;
  const areBothKnown = new Set(known.map(({ group }) => group)).size > 1;
  const single = [...byName.values()].filter(([line, ...more]) => areBothKnown && line !== undefined && more.length === 0 && line.start > first && isCertain(line));
  const groups = known.length > 0 ? [...repeated, ...single] : repeated.length > 1 ? repeated : [];
  const found = groups.flatMap((same) => same.map((line) => headingOf(line, same[0]?.words ?? line.words)));
  return [...found, ...withListBehind(text, found)].sort((one, other) => one.start - other.start);
}

/**
 * The same where groups stand above their levels: what the first level comes back below heads a group, where each time something does.
 * @param known groups that have a heading already
 */
export function ownGroupsAbove(text: string, levels: readonly LevelHeading[], known: readonly GroupHeading[]): GroupHeading[] {
  const [first] = levels;
  const again = levels.filter(({ names }) => fold(names[0] ?? '') === fold(first?.names[0] ?? ''));
  if (again.length < 2) return [];
  const ends = new Set(known.map((heading) => skipSpaceBack(text, heading.end, heading.word)));
  const found: GroupHeading[] = [];
  for (const level of again) {
    const end = skipSpaceBack(text, level.start, 0);
    if (ends.has(end)) continue;
    let start = end;
    while (start > 0 && end - start <= 100 && !isLineEnd(text[start - 1])) start -= 1;
    const line = text.slice(start, end);
    const words = headingWords(line);
    const word = start + (/[\p{L}\p{N}]/u.exec(line)?.index ?? 0);
    if (words === undefined || !standsApart(text, word) || markBefore(text, word) === 'item') return [];
    found.push({ group: words, start: skipSpace(text, start, end), end, word, loose: false });
  }
  return found;
}

/** The end of a statement that levels repeat stands below the same words each time. */
function isNoWrap(same: readonly OwnGroupLine[]): boolean {
  return same.some((line) => line.announces || line.apart || line.beginsAnew || !line.wraps) || new Set(same.map(({ above }) => above.trim())).size > 1;
}

/** Nothing else says that a line is a heading, so it says it itself, on a line of its own, and its list is one by its marks. */
function isCertain({ announces, apart, beginsAnew, marked }: OwnGroupLine): boolean {
  return marked && announces && (apart || beginsAnew);
}

function headingOf({ start, end, word, words }: OwnGroupLine, group: string): GroupHeading {
  return { group, start, end, word, loose: false, within: { start: word, end: word + words.length } };
}

/** "Leading others: same as Junior.": where a name is known to head a group, it does so with its list behind it as well. */
function withListBehind(text: string, known: readonly GroupHeading[]): GroupHeading[] {
  if (known.length === 0) return [];
  const names = new Map(known.map(({ group }) => [fold(group), group]));
  const places = new Set(known.map(({ word }) => word));
  const found: GroupHeading[] = [];
  for (const { groups, index, 0: whole } of text.matchAll(/^(?<signs>[ \t#*_]{0,20})(?<words>\p{L}[^:\r\n]{1,60}):(?=[ \t*_]*[^\s*_])/gmu)) {
    const group = names.get(fold((groups?.['words'] ?? '').replace(/\s+/gu, ' ').trim()));
    const word = index + (groups?.['signs']?.length ?? 0);
    if (group !== undefined && !places.has(word)) found.push({ group, start: word, word, end: index + whole.length, loose: false });
  }
  return found;
}

function isRightBelowItem(text: string, { word, end }: GroupHeading): boolean {
  return text[end - 1] !== ':' && followsItem(text, word) && followsUnfinished(text, word);
}

/** Those in which none of the others stands. Both in the order of the text. */
function withoutThoseOf(lines: readonly OwnGroupLine[], others: readonly Range[]): OwnGroupLine[] {
  let at = 0;
  return lines.filter(({ start, end }) => {
    while ((others[at]?.end ?? Infinity) <= start) at += 1;
    return (others[at]?.start ?? Infinity) >= end;
  });
}
