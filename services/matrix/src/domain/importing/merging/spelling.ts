// Whether a word that stands where another stood is another word, or the same with a slip of the pen.
import { distance } from 'fastest-levenshtein';

import { isSwapOrDouble } from './one-edit.js';
import { areOpposed } from './opposites.js';
import { comparable, similarity } from './similarity.js';

export const articles = new Set(['a', 'an', 'the']);

/** Below this, or with more letters that differ, a word is another one: "младших" and "старших" are 0.57 alike, "внутренними" and "внешними" differ in 4 letters. */
const sameWord = 0.6;
const mostEdits = 2;

/** Whether one word stands where another stood, rather than the same word with a slip. "read-heavy" is compared part by part. */
export function isAnotherWord(one: string, other: string): boolean {
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

export function lettersOf(words: readonly string[]): string {
  return words.map((word) => comparable(word).replaceAll(' ', '')).join('');
}
