import { distance } from 'fastest-levenshtein';

import { fold } from '../text/characters.js';
import { isSeniorityWord } from '../text/seniority.js';
import { isOneEdit, isSwapOrDouble } from './one-edit.js';
import { areOpposed } from './opposites.js';

/**
 * From here on two wordings that differ in nothing telling are one expectation with a slip of the pen. The measure is normalised
 * Levenshtein similarity, 1 − distance / length of the longer one, over folded text. Slips in the texts we know score 0.95 and more;
 * the closest two different hard statements of the first real matrix score 0.71. What no number can tell is told by the words that
 * differ, see `differenceOf`: "младших" for "старших" in a long statement scores 0.96.
 */
export const slipThreshold = 0.95;

/**
 * From here on wordings are close enough to ask about. Short texts get here by one letter ("Takes feedback wel" scores 0.947), so what is
 * closer than this is a slip as well if that one letter is all that differs, see `Difference.oneEdit`.
 */
export const nearThreshold = 0.9;

/** Whether two wordings are one expectation, by their similarity and by how they differ. */
export function isSlip(score: number, difference: Difference): boolean {
  return !difference.telling && (score >= slipThreshold || (score >= nearThreshold && difference.oneEdit));
}

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
  /** All that differs is one letter of one word that is long enough to be known without it, a blank, or an article. */
  readonly oneEdit: boolean;
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
  const [lost, gained] = withoutSharedParts(without(left, right), without(right, left));
  const sameLetters = lettersOf(lost) === lettersOf(gained);
  const telling =
    lost.some((word) => isExact(word, before)) ||
    gained.some((word) => isExact(word, after)) ||
    (!sameLetters &&
      (lost.length === gained.length
        ? lost.some((word, at) => isAnotherWord(word, gained[at] ?? ''))
        : [...lost, ...gained].some((word) => word.length >= 4 && !isSpelling(word, lost.includes(word) ? gained : lost))));
  const oneEdit = sameLetters
    ? lost.length + gained.length > 0
    : lost.length === 1 && gained.length === 1
      ? isOneEdit(comparable(lost[0] ?? ''), comparable(gained[0] ?? ''))
      : [...lost, ...gained].every((word) => articles.has(fold(word)));
  return { before: left.join(' '), after: right.join(' '), telling, oneEdit };
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

/** "SQL-запросов" and "SQL-запросв" differ in their second part alone. */
function withoutSharedParts(lost: readonly string[], gained: readonly string[]): [string[], string[]] {
  if (lost.length !== gained.length) return [[...lost], [...gained]];
  const pairs = lost.map((word, at) => [word.split('-'), (gained[at] ?? '').split('-')] as const);
  const differing = (side: 0 | 1): string[] =>
    pairs.flatMap(([before, after]) => {
      const parts = side === 0 ? before : after;
      return before.length === after.length ? parts.filter((_, at) => before[at] !== after[at]) : [parts.join('-')];
    });
  return [differing(0), differing(1)];
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

const articles = new Set(['a', 'an', 'the']);

/** Below this, or with more letters that differ, a word is another one: "младших" and "старших" are 0.57 alike, "внутренними" and "внешними" differ in 4 letters. */
const sameWord = 0.6;
const mostEdits = 2;

/** Whether one word stands where another stood, rather than the same word with a slip. "read-heavy" is compared part by part. */
function isAnotherWord(one: string, other: string): boolean {
  const before = comparable(one).split(' ');
  const after = comparable(other).split(' ');
  if (before.length !== after.length) return lettersOf(before) !== lettersOf(after);
  return before.some((part, at) => part !== after[at] && isAnotherPart(part, after[at] ?? ''));
}

function isAnotherPart(before: string, after: string): boolean {
  if (articles.has(before) && articles.has(after)) return false;
  if (areOpposed(before, after)) return true;
  if (isSwapOrDouble(before, after)) return false;
  const [shorter, longer] = before.length <= after.length ? [before, after] : [after, before];
  if (longer.length < 4 || shorter[0] !== longer[0]) return true;
  // A short Latin word with another letter is another name ("unit" and "unity", "Nest" and "Next"), unless it is only inflected.
  if (shorter.length < 5 && /^[a-z]+$/u.test(shorter)) return !isInflected(shorter, longer);
  return similarity(before, after) < sameWord || distance(before, after) > mostEdits;
}

function isInflected(shorter: string, longer: string): boolean {
  return longer.startsWith(shorter) && /^(?:e?s|e?d)$/u.test(longer.slice(shorter.length));
}

function isSpelling(word: string, others: readonly string[]): boolean {
  return others.some((other) => !isAnotherWord(word, other));
}

function lettersOf(words: readonly string[]): string {
  return words.map((word) => comparable(word).replaceAll(' ', '')).join('');
}
