import { groupStem } from './group-words.js';
import { fold, isCyrillic, isDigit, isLetter, isLineEnd, isLower, isSpace, isStop, isUpper } from './characters.js';
import { bracketPairs, skipSpace, trimmed, type Range } from './source.js';

export interface Sentence extends Range {
  /** No space stands between it and the sentence before. */
  readonly glued: boolean;
}

/** After these a full stop ends no sentence. */
const abbreviations = new Set([
  'т.е',
  'т.к',
  'т.н',
  'см',
  'напр',
  'им',
  'рис',
  'стр',
  'e.g',
  'i.e',
  'vs',
  'cf',
  'approx',
  'incl',
  'эл',
  'мин',
  'макс',
]);

/** How a sentence about the matrix begins, or one that says what a word means: it follows "Negotiates." in "Negotiates.The hard skills are …"; what follows "System." in "System.Text" is none. */
const aboutTheText = new RegExp(`^(?:(?:the|all|these|both)\\s|(?:${groupStem})[\\w-]*\\s|[\\p{L}-]+\\s(?:is|are|means)\\s)`, 'iu');

/** Whether white space holds an empty line: what stands on its two sides is not one sentence. */
function leavesLineEmpty(space: string): boolean {
  return space.replace(/\r\n?/gu, '\n').split('\n').length > 2;
}

/**
 * The sentences of a range, each with its closing stop, without white space around. A stop inside brackets ends nothing, nor
 * does one within a word ("Node.js", "3.5") or after an abbreviation; a bracket after a stop belongs to the sentence before.
 */
export function sentencesIn(text: string, range: Range): Sentence[] {
  const pairs = bracketPairs(text, range);
  const found: Sentence[] = [];
  let start = skipSpace(text, range.start, range.end);
  let glued = false;
  const close = (end: number, nextIsGlued: boolean): void => {
    const sentence = trimmed(text, { start, end });
    if (sentence.start < sentence.end) found.push({ ...sentence, glued });
    glued = nextIsGlued;
  };
  for (let at = start; at < range.end; at += 1) {
    at = pairs.get(at) ?? at;
    if (isLineEnd(text[at])) {
      const next = skipSpace(text, at, range.end);
      if (next < range.end && leavesLineEmpty(text.slice(at, next))) {
        close(at, false);
        start = next;
      }
      at = Math.max(at, next - 1);
    }
    if (!isStop(text[at])) continue;
    let after = at + 1;
    while (after < range.end && (isStop(text[after]) || '»”"\')'.includes(text[after] ?? ' '))) after += 1;
    const next = skipSpace(text, after, range.end);
    if (next < range.end && endsSentence(text, start, at, after, next)) {
      close(after, next === after);
      start = next;
    }
    at = Math.max(at, after - 1);
  }
  close(range.end, false);
  return found;
}

function endsSentence(text: string, start: number, stop: number, after: number, next: number): boolean {
  const following = text[next];
  const word = wordBefore(text, stop, start);
  if (abbreviations.has(fold(word))) return false;
  if (next === after) return isGluedStart(text, word, stop, next);
  if (isUpper(following) || '«“"'.includes(following ?? ' ')) return true;
  if (isDigit(following)) return !isDigit(text[stop - 1]) || hasLineEnd(text, after, next);
  return hasLineEnd(text, after, next) && !isLower(following) && following !== '(';
}

/** "отличаются.Многозадачность" is two sentences, "ASP.NET", "Socket.IO" and "Node.js" are none. */
function isGluedStart(text: string, word: string, stop: number, next: number): boolean {
  if (!isUpper(text[next]) || !isLower(text[next + 1])) return false;
  if (text[stop - 1] === ')' || text[stop - 1] === '»') return true;
  if (word.length < 3) return false;
  if (isCyrillic(text[stop - 1])) return isCyrillic(text[next]);
  if (!isLetter(text[stop - 1]) || isCyrillic(text[next])) return false;
  return isLower(word[0]) || aboutTheText.test(text.slice(next, next + 60));
}

/** The word that ends before `at`, with the stops inside it ("т.е"). */
function wordBefore(text: string, at: number, start: number): string {
  let from = at;
  while (from > start && at - from < 40 && (isLetter(text[from - 1]) || (isStop(text[from - 1]) && !isSpace(text[from])))) from -= 1;
  return text.slice(from, at);
}

function hasLineEnd(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isLineEnd(text[at])) return true;
  return false;
}
