import { bulletSigns, isDigit, isLetter, isLineEnd, isLower, isSpace, isStop, isUpper } from '../text/characters.js';
import { soundsLikeReference } from '../meaning/references.js';
import { anyGroupWords, needColon, type Group } from '../text/group-words.js';
import { followsItem, followsUnfinished } from './item-lines.js';
import { isAtLineStart, skipSpace, skipSpaceBack, type Range } from '../text/source.js';

const headingWords = new RegExp(anyGroupWords, 'giu');

export interface GroupHeading extends Range {
  /** One of the two that have names everywhere, or an organisation's own name for one. */
  readonly group: string;
  /** Where its first letter is; `start` may be earlier, at the signs that decorate it. */
  readonly word: number;
  /** How it is bound to what stands before: at a border, or after a title or a sentence without a stop. */
  readonly loose: boolean;
  /** Where its name stands, if in a level's heading. */
  readonly within?: Range;
}

/**
 * Every place that can only be the heading of a group: its words, then a colon or the end of its line, at a border of sentences
 * or lines or with a list right behind. "Развивает soft skills: эмпатию" is none. Linear in the text.
 */
export function groupHeadings(text: string): GroupHeading[] {
  const found: GroupHeading[] = [];
  let lastNumber = 0;
  let inSmallLetters = false;
  for (const match of text.matchAll(headingWords)) {
    const word = match.index;
    const group: Group = match.groups?.['soft'] === undefined ? 'hard' : 'soft';
    if (!startsWord(text, word)) continue;
    const end = endOfHeading(text, word + match[0].length);
    if (end === undefined) continue;
    const start = startOfDecoration(text, word);
    const before = skipSpaceBack(text, start, 0);
    const atBorder = isAtLineStart(text, start, 0) || isStop(text[before - 1]) || ')»";:|'.includes(text[before - 1] ?? ' ');
    const number = numberBefore(text, start, found.length === 0 ? 0 : lastNumber);
    const listFollows = startsList(text, end.after);
    const small = isLower(text[word]) && text[end.after - 1] !== ':';
    if (isWrapped(text, start, word, end.after, small && !inSmallLetters)) continue;
    const begins = atBorder || (isUpper(text[word]) && beginsList(text, end.after));
    if (needColon(match[0]) && (!begins || text[end.after - 1] !== ':')) continue;
    const own = end.byLine ? isAtLineStart(text, number?.start ?? start, 0) : atBorder || isUpper(text[word]);
    if (!own || (end.byItem && !begins) || (number !== undefined && !listFollows)) continue;
    found.push({ group, word, start: number?.start ?? start, end: end.after, loose: !atBorder });
    lastNumber = number?.value ?? 0;
    inSmallLetters ||= small;
  }
  return found;
}

/** Nothing of the same word before it; but "LeadСофты" and "Middle+Hard skills" hold a forgotten space. */
function startsWord(text: string, at: number): boolean {
  const before = text[at - 1];
  if (!isLetter(before) && !isDigit(before)) return before !== '-' || !isLetter(text[at - 2]);
  return isUpper(text[at]) && (isLower(before) || isDigit(before) || isUpper(text[at + 1]));
}

/** Where the list behind the heading begins, if it is one: after a colon, the end of the line, or right before an item. */
function endOfHeading(text: string, at: number): { after: number; byLine: boolean; byItem: boolean } | undefined {
  let end = skipMarks(text, at);
  if (text[end] === '(') {
    const close = text.slice(end, end + 80).indexOf(')');
    // "Hard skills (as Middle)": what the bracket says is the list
    if (soundsLikeReference(text.slice(end, end + close))) return { after: end, byLine: true, byItem: false };
    if (close > 0) end = skipMarks(text, end + close + 1);
  }
  if (text[end] === ':') return { after: skipMarksAfterColon(text, end + 1), byLine: false, byItem: false };
  if (end >= text.length || isLineEnd(text[end])) return { after: end, byLine: true, byItem: false };
  if ('-–—.'.includes(text[end] ?? ' ') && startsList(text, end + 1)) return { after: end + 1, byLine: false, byItem: true };
  return end > at && startsList(text, end) ? { after: end, byLine: false, byItem: true } : undefined;
}

function skipMarks(text: string, at: number): number {
  let end = at;
  while (end < text.length && (text[end] === '*' || text[end] === '_' || (isSpace(text[end]) && !isLineEnd(text[end])))) {
    if (text[end] === '*' && isSpace(text[end - 1]) && isSpace(text[end + 1])) break;
    end += 1;
  }
  return end;
}

function skipMarksAfterColon(text: string, at: number): number {
  return text.startsWith('**', at) || text.startsWith('__', at) ? at + 2 : at;
}

/** Signs of mark-up before a heading on its line ("### ", "**"). */
function startOfDecoration(text: string, at: number): number {
  let start = at;
  while (start > 0 && '#*_ \t>'.includes(text[start - 1] ?? '.')) start -= 1;
  const letter = /(?:^|[\r\n])[ \t]{0,20}(?:\p{Lu}|[IVX]{1,4})[.)]$/u.exec(text.slice(Math.max(0, start - 30), start))?.[0].trimStart();
  if (letter !== undefined) return start - letter.length;
  if (start > 0 && '-–•'.includes(text[start - 1] ?? '.') && isAtLineStart(text, start - 1, 0)) start -= 1;
  return skipSpace(text, start, at);
}

/** The last words of an item on a line of their own ("1. Grows own\nsoft skills."), no heading. */
function isWrapped(text: string, start: number, word: number, end: number, small: boolean): boolean {
  if (!isAtLineStart(text, start, 0) || text.slice(word, end).includes(':')) return false;
  if (!followsUnfinished(text, word) || !followsItem(text, word)) return false;
  return small || text[end - 1] === '.';
}

/**
 * The number of a numbered heading. It begins its line; on one line with other text it goes on from the heading before. Any other number
 * is the end of a statement ("Team size up to 10. Hards:").
 */
function numberBefore(text: string, heading: number, last: number): { start: number; value: number } | undefined {
  let sign = heading;
  while (sign > 0 && isSpace(text[sign - 1]) && !isLineEnd(text[sign - 1])) sign -= 1;
  if (!'.)'.includes(text[sign - 1] ?? ' ')) return undefined;
  let start = sign - 1;
  while (start > 0 && sign - start < 5 && isDigit(text[start - 1])) start -= 1;
  if (start === sign - 1 || closesBracket(text, start, sign - 1)) return undefined;
  const value = Number(text.slice(start, sign - 1));
  if (isAtLineStart(text, start, 0)) return { start, value };
  const before = skipSpaceBack(text, start, 0);
  if (/(?:level|grade|уров\p{L}+|грейд\p{L}?|ступен\p{L}+)\s$/iu.test(text.slice(Math.max(0, start - 12), start))) return undefined;
  const bordered = before < start && (value === 1 || isStop(text[before - 1]) || ');'.includes(text[before - 1] ?? ' '));
  return bordered && value === last + 1 ? { start, value } : undefined;
}

/** "Junior (Grade 1)": the bracket behind a number closes one before it. */
function closesBracket(text: string, start: number, sign: number): boolean {
  return text[sign] === ')' && /\([^()\r\n]+$/u.test(text.slice(Math.max(0, start - 40), start));
}

/** "Junior Soft skills 1. …": the first item of a list comes next. */
function beginsList(text: string, at: number): boolean {
  return /^\s{0,3}(?:1\s?[.)]\s|[•●▪◦‣]\s?)/u.test(text.slice(at, at + 8));
}

/** Whether the first item of a list, or a new line, comes next. */
export function startsList(text: string, at: number): boolean {
  let next = at;
  while (next < text.length && isSpace(text[next])) {
    if (isLineEnd(text[next])) return true;
    next += 1;
  }
  return (
    /^(?:\d{1,4}\s?[.)](?!\d)|[-–—*]\s|[aа]\)\s?\S)/iu.test(text.slice(next, next + 7)) || (next < text.length && bulletSigns.includes(text[next] ?? ' '))
  );
}
