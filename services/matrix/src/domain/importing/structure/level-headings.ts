import { beyondTheAbove } from '../meaning/additive.js';
import { bulletSigns, isDigit, isLetter, isLineEnd, isLower, isSpace, isStop, isUpper } from '../text/characters.js';
import { soundsLikeReference } from '../meaning/references.js';
import { isAllSeniority, namesIn } from '../text/seniority.js';
import { isAtLineStart, skipSpace, skipSpaceBack, type Source } from '../text/source.js';
import { importLimits, unreadable } from '../refusal.js';
import { bareHeadings } from './bare-headings.js';
import { cursorOver } from './group-cursor.js';
import { startsList, type GroupHeading } from './group-headings.js';
import { couldBeStatement } from './heading-or-statement.js';
import type { LevelHeading } from './level-heading.js';
import { endsPhrase, isCode, longestTitle, withoutMarks } from './title-words.js';

const keyword = /уровень|ступень|грейд|level|grade/giu;
const mostWords = 8;

/**
 * Every heading of a level: "Уровень X", "Level: X", "## Grade X". "Уровень" in a sentence heads nothing: a heading has a group or a list
 * behind it, or a title that is nothing but words of seniority, or a line of its own. Where no such word heads anything, lines that are
 * nothing but words of seniority do ("## Middle+"). Linear in the text: each candidate looks at most two hundred characters ahead.
 * @throws DomainError import-unreadable where the word stands more often than in any matrix
 */
export function levelHeadings(source: Source, groupHeadings: readonly GroupHeading[]): LevelHeading[] {
  const { text } = source;
  const groups = cursorOver(groupHeadings);
  const found: LevelHeading[] = [];
  let lastEnd = 0;
  let words = 0;
  for (const match of text.matchAll(keyword)) {
    words += 1;
    if (words > importLimits.levelWords) {
      throw unreadable(source.placeOf(match.index), 'level-word-too-often', { word: match[0], times: words });
    }
    const heading = match.index < lastEnd ? undefined : headingAt(text, match.index, match[0].length, groups.next(match.index), groups.passed);
    if (heading === undefined) continue;
    groups.passed.clear();
    found.push(heading);
    lastEnd = heading.end;
  }
  return found.length > 0 ? found : bareHeadings(text, groupHeadings);
}

function headingAt(
  text: string,
  word: number,
  length: number,
  group: GroupHeading | undefined,
  groupsBefore: ReadonlySet<string>,
): LevelHeading | undefined {
  const afterWord = text[word + length];
  // "УровеньJunior" lacks a space, "Levels" is another word
  const glued = isLetter(afterWord) && !(isUpper(afterWord) && isLower(text[word + length - 1]));
  if (glued || afterWord === '-' || !startsHeading(text, word)) return undefined;
  const start = startOfDecoration(text, word);
  const ownLine = isAtLineStart(text, start, 0);
  if (!ownLine && (!isUpper(text[word]) || endsPhrase(text, word))) return undefined;
  const before = skipSpaceBack(text, start, 0);
  const loose = !ownLine && !isStop(text[before - 1]) && !')»";'.includes(text[before - 1] ?? ' ');
  const titleStart = skipTitleMarks(text, word + length);
  const chunk = titleChunk(text, titleStart, group);
  if (loose && !chunk.byGroup) return undefined;
  const title = titleOf(chunk.text);
  if (title === undefined) return undefined;
  const end = behindTitle(text, titleStart + title.end, chunk.end);
  const names = namesIn(title.words);
  const whole = title.end >= chunk.text.trimEnd().length;
  const beginsAnew = chunk.byGroup && group !== undefined && groupsBefore.has(group.group);
  const afterNumber = !ownLine && !(beginsAnew && (isCode(title.words) || before === start)) && /(?:^|[\s.;:)»"])\d{1,4}[.)]$/u.test(text.slice(Math.max(0, before - 6), before));
  if (
    !isAllSeniority(title.words) &&
    couldBeStatement(text, {
      word,
      title: title.words,
      stopped: whole && chunk.text.trimEnd().endsWith('.'),
      next: chunk.end,
      group: chunk.byGroup ? group : undefined,
      groupsBefore,
    })
  )
    return undefined;
  const proven = isAllSeniority(title.words)
    ? !loose || chunk.byGroup
    : chunk.byGroup
      ? !afterNumber && (loose ? whole && !isStop(chunk.text.trimEnd().at(-1)) : whole || isUpper(title.words[0]))
      : !loose &&
        !afterNumber &&
        (isCode(title.words)
          ? whole || /[:.\s]/u.test(text[titleStart + title.end] ?? ' ')
          : ownLine && whole && chunk.byLine && startsSomething(text, chunk.end, group));
  return proven ? { start, end: chunk.byGroup && whole ? chunk.end : end, word, names, loose } : undefined;
}

/** Signs that set a title off from what follows on its line ("Senior — …", "Senior: …"). */
function behindTitle(text: string, at: number, lineEnd: number): number {
  let end = at;
  while (end < lineEnd && (':.,–—-'.includes(text[end] ?? '!') || isSpace(text[end]))) end += 1;
  return end;
}

function startsHeading(text: string, word: number): boolean {
  const before = text[word - 1];
  return !isLetter(before) && !isDigit(before) && before !== '-' && before !== '('
    ? true
    : isLower(before) && isUpper(text[word]) && !isLower(text[word - 2] ?? 'a');
}

/** Up to a group's heading, the first item or the end of the line, whichever is first. */
function titleChunk(
  text: string,
  start: number,
  group: GroupHeading | undefined,
): { text: string; end: number; byGroup: boolean; byLine: boolean } {
  let end = start;
  const limit = Math.min(text.length, start + longestTitle + 40);
  const groupStart = group === undefined ? Infinity : group.start;
  while (end < limit && end < groupStart && !isLineEnd(text[end])) {
    if (end > start && isSpace(text[end - 1]) && startsItem(text, end)) break;
    end += 1;
  }
  const nextText = skipSpace(text, end, Math.min(text.length, end + 200));
  const byGroup = nextText === groupStart || end === groupStart;
  return { text: text.slice(start, end), end, byGroup, byLine: end >= text.length || isLineEnd(text[end]) };
}

function startsItem(text: string, at: number): boolean {
  if (bulletSigns.includes(text[at] ?? ' ')) return true;
  return '0123456789('.includes(text[at] ?? ' ') && /^(?:\d{1,4}\s?[.)]\s|\(?\d{1,3}\)\s)/u.test(text.slice(at, at + 8));
}

/** The title in a chunk: all of it where it is short, else its leading words of seniority or its first sentence. */
function titleOf(chunk: string): { words: string; end: number } | undefined {
  const bracket = chunk.indexOf('(');
  if (bracket > 0 && speaksOfLists(chunk.slice(bracket).trim())) return titleOf(chunk.slice(0, bracket).trimEnd());
  const whole = withoutMarks(chunk);
  if (whole !== '' && whole.length <= longestTitle && isAllSeniority(whole)) return { words: whole, end: chunk.length };
  const stop =
    /[.!?;](?=\s+\p{Lu})|[.!?;](?=\p{Lu}\p{Ll})|\s[-–—]\s(?=\p{L})|[:,]\s(?=\p{L}+\s\p{L}+\s)/u.exec(chunk)?.index ?? chunk.length;
  const head = withoutMarks(chunk.slice(0, stop));
  if (head !== '' && isAllSeniority(head)) return { words: head, end: stop };
  const rank = beforeMarker(chunk);
  if (rank !== undefined) return rank;
  if (isTitle(whole, stop === chunk.length ? mostWords : 5)) return { words: whole, end: chunk.length };
  return isTitle(head, mostWords) ? { words: head, end: stop } : undefined;
}

function isTitle(words: string, most: number): boolean {
  const hasStop = /[.!?;](?:\s|$)/u.test(words.replace(/(?<!\p{L})(?:jr|sr)\./giu, ''));
  return words !== '' && words.length <= longestTitle && !hasStop && words.split(' ').length <= most;
}

/** "Middle всё перечисленное выше, а также": words of seniority, then what already speaks of the lists. */
function beforeMarker(chunk: string): { words: string; end: number } | undefined {
  for (const space of chunk.slice(0, longestTitle).matchAll(/\s+(?=\p{L})/gu)) {
    const words = withoutMarks(chunk.slice(0, space.index));
    if (words === '') continue;
    if (!isAllSeniority(words)) return undefined;
    if (speaksOfLists(chunk.slice(space.index).trim())) return { words, end: space.index };
  }
  return undefined;
}

const speaksOfLists = (words: string): boolean => beyondTheAbove(words) !== undefined || soundsLikeReference(words);

function startsSomething(text: string, at: number, group: GroupHeading | undefined): boolean {
  const next = skipSpace(text, at, Math.min(text.length, at + 200));
  if (next >= text.length || startsList(text.slice(next, next + 8), 0) || next === group?.start) return true;
  return text.slice(at, next).split(/\r\n?|\n/u).length > 2;
}

function skipTitleMarks(text: string, at: number): number {
  let start = at;
  while (start < text.length && start < at + 20 && (':–—*_#'.includes(text[start] ?? ' ') || isSpace(text[start]))) start += 1;
  return start;
}

/** Signs of mark-up or a number before a heading on its line. */
function startOfDecoration(text: string, at: number): number {
  let start = at;
  const decoration = (): void => {
    while (start > 0 && '#*_ \t>=-'.includes(text[start - 1] ?? '.')) start -= 1;
  };
  decoration();
  if (/[.)]/u.test(text[start - 1] ?? '') && isDigit(text[start - 2])) {
    let number = start - 1;
    while (number > 0 && isDigit(text[number - 1])) number -= 1;
    const afterDigits = start;
    start = number;
    decoration();
    if (!isAtLineStart(text, start, 0)) start = afterDigits;
  }
  return skipSpace(text, start, at);
}
