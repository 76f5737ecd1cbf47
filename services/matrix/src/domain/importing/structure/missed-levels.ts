// Levels that begin within a line, behind a statement without a stop: "2. SQL Middle Soft skills: …".
import { ordinalOf } from '../text/ordinals.js';
import { fold, isLineEnd, isStop } from '../text/characters.js';
import { isSeniorityWord, namesIn } from '../text/seniority.js';
import { skipSpaceBack, type Range } from '../text/source.js';
import type { GroupHeading } from './group-headings.js';
import type { LevelHeading } from './level-heading.js';
import { bareTitle, endsPhrase, isCertainTitle, isCode, isLikelyTitle, longestTitle, withoutMarks } from './title-words.js';

const mostWords = 5;
const levelWord = /^(?:level|grade|уровень|грейд|ступень)$/iu;
/** What makes another rank of the rank behind it: "Tech Lead", "Технический лидер". */
const qualifier = /^(?:tech|technical|team|тех|технический)$/iu;
const joiner = /^(?:[/,&–—-]|and|or|и|или)$/iu;

export interface MissedLevels {
  readonly found: readonly LevelHeading[];
  /** By where a group's heading starts: the name before it that is read as the end of a statement. */
  readonly kept: ReadonlyMap<number, string>;
}

/**
 * A level's name right before a group's heading, on its line, heads a level where one is due: none began yet, or the group stood under
 * the level before already, or a name stands before every heading of a group. Else it is the end of a statement ("3. Mentors Middle").
 */
export function missedLevels(text: string, levelMarks: readonly LevelHeading[], groupMarks: readonly GroupHeading[]): MissedLevels {
  const kind = kindOf(levelMarks.flatMap((mark) => mark.names), codesBefore(text, groupMarks));
  const named = groupMarks.map((group, at) => {
    const level = levelMarks.findLast((mark) => mark.word < group.word);
    const from = Math.max(level?.end ?? 0, groupMarks[at - 1]?.end ?? 0);
    return { group, level, title: titleBefore(text, { start: from, end: group.start }, kind) };
  });
  const byGroup = namesEveryGroup(text, named);
  const found: LevelHeading[] = [];
  const kept = new Map<number, string>();
  let passed = new Set<string>();
  let current: LevelHeading | undefined;
  for (const { group, level, title } of named) {
    if (level !== undefined && level.word > (current?.word ?? -1)) {
      current = level;
      passed = new Set();
    }
    if (title !== undefined && (byGroup || current === undefined || passed.has(group.group))) {
      current = headingOf(text, title, group);
      found.push(current);
      passed = new Set();
    } else if (title !== undefined) kept.set(group.start, text.slice(title.start, title.end));
    passed.add(group.group);
  }
  return { found, kept };
}

interface NamedGroup {
  readonly group: GroupHeading;
  readonly level: LevelHeading | undefined;
  readonly title: Range | undefined;
}

/** Whether a level's name stands before every heading of a group, level by level or group by group, and none as the end of a phrase. */
function namesEveryGroup(text: string, named: readonly NamedGroup[]): boolean {
  if (named.length < 3) return false;
  const names = named.map(({ group, level, title }) => {
    if (title !== undefined) return endsPhrase(text, title.start) ? undefined : bareTitle(text.slice(title.start, title.end)).title;
    return headedBy(text, level, group) ? level?.names.join(' ') : undefined;
  });
  return names.every((name) => name !== undefined) && (isInRuns(names) || isInRuns(named.map(({ group }) => group.group)));
}

/** Whether no value comes back behind another. */
function isInRuns(values: readonly string[]): boolean {
  return values.filter((value, at) => value !== values[at - 1]).length === new Set(values).size;
}

function headedBy(text: string, level: LevelHeading | undefined, group: GroupHeading): boolean {
  return level !== undefined && skipSpaceBack(text, group.start, 0) <= level.end;
}

function headingOf(text: string, title: Range, group: GroupHeading): LevelHeading {
  const before = text[skipSpaceBack(text, title.start, 0) - 1];
  const loose = before !== undefined && !isStop(before) && !')»";:|'.includes(before);
  const names = namesIn(bareTitle(text.slice(title.start, title.end)).title);
  return { start: title.start, word: title.start, end: group.start, names, loose };
}

/** Codes of a kind that stands before several headings of groups: "L3" and "L4". */
function codesBefore(text: string, groupMarks: readonly GroupHeading[]): string[] {
  const codes = groupMarks.flatMap(({ start }) => /(?:^|[\s.;])(\p{Lu}{1,2}\d{1,2})\s?$/u.exec(text.slice(Math.max(0, start - 10), start))?.[1] ?? []);
  const firstOf = new Map<string, string>();
  return codes.filter((code) => {
    const first = firstOf.get(codeKind(code)) ?? code;
    firstOf.set(codeKind(code), first);
    return first !== code;
  });
}

/** What the names of a text's levels are made of, beside the words that are so in any text. */
interface KindOfName {
  readonly taken: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly codes: ReadonlySet<string>;
}

function kindOf(names: readonly string[], codes: readonly string[]): KindOfName {
  const words = names.flatMap((name) => name.split(/\s+/u));
  return {
    taken: new Set(names.map(fold)),
    words: new Set(words.filter((word) => /^\p{L}{2,}$/u.test(word) && !isCode(word)).map(fold)),
    codes: new Set([...words.filter(isCode), ...codes].map(codeKind)),
  };
}

/** "L" of "L3", "I" of "IV", nothing of "3". */
function codeKind(code: string): string {
  return /^[IVX]+[+-]?$/u.test(code) ? 'I' : (/^\p{Lu}*/u.exec(code)?.[0] ?? '');
}

/** "15.Senior" is two. */
const eachWord = /(?:(?!(?<=[\p{L}\p{N})][.!?;])\p{Lu})\S)+/gu;

/** The longest title of a level that ends a range, within its last line or, where the heading of a group begins the next, the one above. */
function titleBefore(text: string, { start, end: heading }: Range, kind: KindOfName): Range | undefined {
  const end = behindLineAbove(text, heading);
  let from = end;
  while (from > start && from > end - longestTitle && !isLineEnd(text[from - 1])) from -= 1;
  const words = [...text.slice(from, end).matchAll(eachWord)].slice(-mostWords - 1);
  while (/^[:–—-]$/u.test(words.at(-1)?.[0] ?? '')) words.pop();
  const last = words.at(-1);
  if (last === undefined || (end < heading && isStop(last[0].at(-1)))) return undefined;
  const titleEnd = from + last.index + last[0].length;
  let found: Range | undefined;
  for (const { 0: written, index } of words.reverse()) {
    const at = from + index;
    // a stop ends what stands before, "SQL." as well as the number "2."
    if (!isTitleWord(written, kind) || (found !== undefined && (isStop(written.at(-1)) || kind.taken.has(fold(written))))) break;
    const title = bareTitle(text.slice(at, titleEnd));
    if (isCertainTitle(title) || (!joiner.test(written) && isLikelyTitle(title) && hasRank(title.title, kind))) found = { start: at, end: titleEnd };
  }
  return found;
}

/** The end of the line above where `at` begins one and no blank one stands between; else `at` itself. */
function behindLineAbove(text: string, at: number): number {
  const [lineEnd = ''] = /(?:\r\n?|\n)[ \t]*$/u.exec(text.slice(Math.max(0, at - 40), at)) ?? [];
  return at - lineEnd.length;
}

function isTitleWord(written: string, kind: KindOfName): boolean {
  const word = withoutMarks(written);
  return joiner.test(written) || levelWord.test(word) || qualifier.test(word) || kind.words.has(fold(word)) || isRank(word, kind) || ordinalOf(word) !== undefined;
}

function isRank(word: string, kind: KindOfName): boolean {
  return word.split('/').every(isSeniorityWord) || (isCode(word) && kind.codes.has(codeKind(word)));
}

function hasRank(title: string, kind: KindOfName): boolean {
  return title.split(' ').some((word) => isRank(word, kind));
}
