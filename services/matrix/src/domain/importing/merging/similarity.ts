import { distance } from 'fastest-levenshtein';

import { fold } from '../text/characters.js';
import { isSeniorityWord } from '../text/seniority.js';

/**
 * From here on two wordings are one expectation with a slip of the pen. The measure is normalised Levenshtein similarity,
 * 1 − distance / length of the longer one, over folded text. Slips in the texts we know score 0.95 and more; the closest two
 * different hard statements of the first real matrix score 0.71. 0.9 lets one character in ten differ, no more.
 */
export const slipThreshold = 0.9;

/** Case, ё, white space and the punctuation of sentences do not make a difference. */
export function comparable(statement: string): string {
  return fold(statement)
    .replace(/[\s.,;:!?…«»"“”()*_–—-]+/gu, ' ')
    .trim();
}

/** 0 to 1; 1 for equal texts. Takes what `comparable` gives. */
export function similarity(one: string, other: string): number {
  const longer = Math.max(one.length, other.length);
  return longer === 0 ? 1 : 1 - distance(one, other) / longer;
}

export interface Difference {
  /** The words that differ, as they stand in the text. */
  readonly before: string;
  readonly after: string;
  /** They make another statement, not a slip: another number, name, sign, denial or opposite. */
  readonly telling: boolean;
}

/** How two wordings differ, word by word. */
export function differenceOf(before: string, after: string): Difference {
  const one = wordsOf(before);
  const other = wordsOf(after);
  let start = 0;
  while (start < one.length && start < other.length && same(one[start], other[start])) start += 1;
  let end = 0;
  while (end < one.length - start && end < other.length - start && same(one[one.length - 1 - end], other[other.length - 1 - end])) end += 1;
  const left = one.slice(start, one.length - end);
  const right = other.slice(start, other.length - end);
  const lost = without(left, right);
  const gained = without(right, left);
  const telling =
    lost.some((word) => isExact(word, before)) ||
    gained.some((word) => isExact(word, after)) ||
    (lost.length === gained.length && lost.some((word, at) => isAnotherWord(word, gained[at] ?? '')));
  return { before: left.join(' '), after: right.join(' '), telling };
}

function wordsOf(statement: string): string[] {
  return statement
    .split(/[\s,;:!?…«»"“”()]+/u)
    .map((word) => word.replace(/^[.*_–—-]+(?=\p{L})|\.+$/gu, ''))
    .filter((word) => /[\p{L}\p{N}+#@&]/u.test(word));
}

function same(one: string | undefined, other: string | undefined): boolean {
  return (
    one !== undefined && other !== undefined && (one === other || comparable(one) === comparable(other)) && signsOf(one) === signsOf(other)
  );
}

function signsOf(word: string): string {
  return word.replace(/[^+#@&/\d]/gu, '');
}

function without(words: readonly string[], others: readonly string[]): string[] {
  const left = others.map((word) => comparable(word) + signsOf(word));
  return words.filter((word) => {
    const at = left.indexOf(comparable(word) + signsOf(word));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const denials = new Set(['не', 'без', 'ни', 'нет', 'никогда', 'not', 'no', 'non', 'without', 'never', 'cannot']);

/** A word in which no letter may differ: digits, signs, capitals ("SQL", "C#", "NoSQL", "2"), words of seniority, denials. */
function isExact(word: string, statement: string): boolean {
  if (/[\d+#@&]/u.test(word) || denials.has(fold(word)) || isSeniorityWord(word)) return true;
  const capitals = word.replace(/[^\p{Lu}]/gu, '').length;
  return (
    statement !== statement.toUpperCase() && (/\p{L}\p{Lu}/u.test(word) || (capitals === 1 && word.length === 1 && /[A-Z]/u.test(word)))
  );
}

const opposites: readonly (readonly [string, string])[] = [
  ['', 'а'],
  ['', 'не'],
  ['', 'анти'],
  ['', 'де'],
  ['', 'раз'],
  ['в', 'вне'],
  ['моно', 'микро'],
  ['моно', 'много'],
  ['одно', 'много'],
  ['под', 'над'],
  ['макро', 'микро'],
  ['', 'a'],
  ['', 'un'],
  ['', 'non'],
  ['', 'non-'],
  ['', 'in'],
  ['', 'im'],
  ['', 'ir'],
  ['', 'dis'],
  ['', 'anti'],
  ['', 'de'],
  ['in', 'ex'],
  ['im', 'ex'],
  ['in', 'out'],
  ['up', 'down'],
  ['over', 'under'],
  ['mono', 'micro'],
  ['macro', 'micro'],
  ['pre', 'post'],
  ['intra', 'inter'],
  ['inter', 'exter'],
];

/** Whether one word stands where another stood, rather than the same word with a slip. */
function isAnotherWord(one: string, other: string): boolean {
  const [before, after] = [comparable(one), comparable(other)];
  const opposed = opposites.some(([left, right]) => isPair(before, after, left, right) || isPair(after, before, left, right));
  return opposed || (before.length >= 4 && after.length >= 4 && similarity(before, after) < 0.5);
}

function isPair(one: string, other: string, left: string, right: string): boolean {
  return (
    one.startsWith(left) && other.startsWith(right) && one.length - left.length >= 3 && one.slice(left.length) === other.slice(right.length)
  );
}
