import { fold } from '../text/characters.js';
import { isSeniorityWord } from '../text/seniority.js';
import { isOneEdit } from './one-edit.js';
import { comparable } from './similarity.js';
import { articles, isAnotherWord, lettersOf } from './spelling.js';

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
    lost.some((word) => isExact(word, before) || isShortName(word, before)) ||
    gained.some((word) => isExact(word, after) || isShortName(word, after)) ||
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

/** "Spring" and "String" are two names; only a longer one is known in spite of a wrong letter. The first word of a statement may be any. */
function isShortName(word: string, statement: string): boolean {
  if (!/^[A-Z][a-z]{2,5}$/u.test(word) || statement.startsWith(word)) return false;
  const words = wordsOf(statement).filter(({ length }) => length >= 3);
  return words.filter((one) => /^\p{Lu}/u.test(one)).length * 2 <= words.length; // else every Word is written so
}

function isSpelling(word: string, others: readonly string[]): boolean {
  return others.some((other) => !isAnotherWord(word, other));
}
