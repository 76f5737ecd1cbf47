import { isUpper } from '../text/characters.js';
import { isSeniorityWord, namesIn } from '../text/seniority.js';
import { skipSpace } from '../text/source.js';
import { beginsGroups } from './begins-groups.js';
import type { GroupHeading } from './group-headings.js';
import type { LevelHeading } from './level-heading.js';
import { bareTitle, isCertainTitle, isCode, isLikelyTitle, longestTitle } from './title-words.js';

/**
 * Lines that are nothing but a level's title, and titles right before a group's heading at a border of sentences: nothing but words of
 * seniority, or a role with a rank where the groups begin anew.
 */
export function bareHeadings(text: string, groupHeadings: readonly GroupHeading[]): LevelHeading[] {
  const found = [...onOwnLines(text, groupHeadings), ...beforeGroups(text, groupHeadings)].sort((one, other) => one.start - other.start);
  return found.filter((heading, at) => heading.start >= (found[at - 1]?.end ?? 0));
}

/** A line of at most 100 characters, which a title's has; a pattern without a bound may run out of stack on a line of megabytes. */
const shortLine = /^[^\r\n]{1,100}$/gmu;

function onOwnLines(text: string, groupHeadings: readonly GroupHeading[]): LevelHeading[] {
  const found: LevelHeading[] = [];
  const roles = countedRoles(text);
  for (const line of text.matchAll(shortLine)) {
    const { words, remark } = withoutRemark(line[0]);
    const word = skipSpace(text, line.index, text.length);
    const end = line.index + line[0].length;
    if (isCertainTitle(bareTitle(words)) && !(remark && !beginsGroups(text, { word, end }, groupHeadings))) {
      found.push({ start: word, word, end: line.index + words.length, names: namesIn(bareTitle(words).title), loose: false });
      continue;
    }
    const title = [line[0], withoutBracket(line[0])].find((written) => isLikelyTitle(bareTitle(written)) || roles.has(roleOf(written) ?? '')) ?? (found.length > 0 && isTitleLike(line[0]) ? line[0] : undefined);
    if (title !== undefined && beginsGroups(text, { word, end }, groupHeadings))
      found.push({ start: word, word, end: line.index + title.length, names: namesIn(bareTitle(title).title), loose: false });
  }
  return found;
}

/** "Cook 1" and "Cook 2" are levels of a cook. */
function countedRoles(text: string): ReadonlySet<string> {
  const numbers = new Map<string, Set<string>>();
  for (const [line] of text.matchAll(shortLine)) {
    const role = roleOf(line);
    if (role !== undefined) numbers.set(role, (numbers.get(role) ?? new Set()).add(line.trim()));
  }
  return new Set([...numbers].flatMap(([role, lines]) => (lines.size > 1 ? [role] : [])));
}

function roleOf(line: string): string | undefined {
  return /^(?<role>\p{Lu}[\p{L}’' -]{1,40})\s\d{1,2}$/u.exec(bareTitle(line).title)?.groups?.['role']?.toLowerCase();
}

/** "Middle Marketer (everything a Junior does, plus)" without what the bracket says of its lists. */
function withoutBracket(line: string): string {
  return /^(?<head>[^()]+)\s\([^()]+\)[\s:*_]*$/u.exec(line)?.groups?.['head'] ?? line;
}

/** "Арт-директор" behind a level: a few words on a line that begin the groups anew head another. */
function isTitleLike(line: string): boolean {
  const { title } = bareTitle(line);
  return isUpper(title[0]) && title.split(' ').length <= mostWordsOnLine && !/[.!?;:,]$/u.test(line.trim());
}

function beforeGroups(text: string, groupHeadings: readonly GroupHeading[]): LevelHeading[] {
  return groupHeadings.flatMap((group) => {
    const before = text.slice(Math.max(0, group.start - longestTitle), group.start);
    const cut = lastBorder(before, group.start <= longestTitle);
    const title = bareTitle(cut === undefined ? '' : before.slice(cut));
    const afterNumber = /(?:^|\s)\d{1,3}[.)]\s?$/u.test(before.slice(0, cut));
    const begins = group.group === groupHeadings[0]?.group && !afterNumber && title.title.split(' ').length <= mostWordsOnLine;
    if (!isCertainTitle(title) && !(begins && isLikelyTitle(title))) return [];
    const word = skipSpace(text, group.start - before.length + (cut ?? 0), group.start);
    return [{ start: word, word, end: group.start, names: namesIn(title.title), loose: false }];
  });
}

const mostWordsOnLine = 4;

const abbreviated = /(?<!\p{L})(?:см|ср|напр|ур|cf|e\.g|i\.e)\.$/iu;

/** Behind the last stop or line end that has words behind it; undefined where there is none. */
function lastBorder(before: string, fromStart: boolean): number | undefined {
  const borders = [...before.matchAll(/[.!?;)\n\r]\s?/gu)]
    .map((match) => match.index + 1)
    .filter((at) => /[\p{L}\p{N}]/u.test(before.slice(at)) && !abbreviated.test(before.slice(Math.max(0, at - 12), at)));
  return borders.at(-1) ?? (fromStart ? 0 : undefined);
}

/** "Junior (0–2 years)", "Senior — works alone": seniority and a remark, which is no name of the level. */
function withoutRemark(line: string): { words: string; remark: boolean } {
  const at = /\s?\(|,\s|\s[–—-]\s|:\s(?=\S)/u.exec(line)?.index ?? -1;
  const head = line.slice(0, at);
  const rest = line.slice(at);
  const named = rest.split(/[^\p{L}\p{N}+]+/u).some((word) => isSeniorityWord(word) || (/[\p{L}\p{N}]/u.test(word) && isCode(word) && !/^\d/u.test(word)));
  const remark = at > 0 && !named && isCertainTitle(bareTitle(head)) && !isCertainTitle(bareTitle(line));
  return { words: remark ? head + (/^[\s:,–—-]+/u.exec(rest)?.[0] ?? '') : line, remark };
}
