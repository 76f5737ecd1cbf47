import { isDigit, isLetter, isLower, isSpace, isStop, isUpper } from '../text/characters.js';
import { bracketPairs, isAtLineStart, skipSpace, skipSpaceBack, type Range } from '../text/source.js';
import { countsSomething } from './counted-words.js';

/** A number that heads an item, "3." or "3)": from its first digit to behind its sign. */
export interface NumberMark extends Range {
  readonly number: number;
  readonly atLineStart: boolean;
  /** The text before it ends a sentence, a line or the heading. */
  readonly afterStop: boolean;
  /** How much it looks like the head of an item; see `weightOf`. */
  readonly weight: number;
}

const cost = { gap: 2, longGap: 2.8, repeat: 2, restart: 3.5, disorder: 5, textBefore: 0.5 } as const;

/**
 * The marks that number the items of a range, in order. Of all numbers with a sign the chain with the greatest sum is taken: a mark weighs
 * more the more it looks like one, and a chain pays for each number that is skipped, repeated or begun again. So "Python 3. x" or "one-2-one"
 * splits nothing, "6. Многозадачность 7. Умение" does, and "… 2. b 4. d" keeps its gap. Linear: only the best chain per last number is kept.
 * @param continued the number after the last one of the list before, which some texts go on from
 */
export function numberChain(text: string, range: Range, continued: number): NumberMark[] {
  interface Link {
    readonly mark: NumberMark;
    readonly before: Link | undefined;
    readonly score: number;
  }
  const best = new Map<number, Link>();
  let top: Link | undefined;
  const first = skipSpace(text, range.start, range.end);
  for (const mark of marksIn(text, range)) {
    // "2024. " is a year: only a number that goes on from the one before, or begins the list, may be as large.
    const strong = (mark.atLineStart || (mark.weight >= 3 && mark.afterStop)) && (mark.number < 1_000 || mark.start === first);
    const begin =
      (mark.number === 1 || mark.number === continued ? 0 : strong ? -cost.gap : -Infinity) - (mark.start === first ? 0 : cost.textBefore);
    let choice: { before: Link | undefined; score: number } = { before: undefined, score: begin };
    const consider = (before: Link | undefined, price: number): void => {
      if (before !== undefined && before.score - price > choice.score) choice = { before, score: before.score - price };
    };
    consider(best.get(mark.number - 1), 0);
    if (strong) {
      for (let skipped = 1; skipped <= 5; skipped += 1) consider(best.get(mark.number - 1 - skipped), cost.gap);
      consider(best.get(mark.number), cost.repeat);
      if (mark.number === 1) consider(top, cost.restart);
      if (mark.atLineStart) consider(top, top !== undefined && top.mark.number < mark.number ? cost.longGap : cost.disorder);
    }
    const score = choice.score + mark.weight;
    if (score === -Infinity) continue;
    const link: Link = { mark, before: choice.before, score };
    if (score >= (best.get(mark.number)?.score ?? -Infinity)) best.set(mark.number, link);
    if (score > (top?.score ?? 0)) top = link;
  }
  const chain: NumberMark[] = [];
  for (let link = top; link !== undefined; link = link.before) chain.push(link.mark);
  return chain.reverse();
}

function marksIn(text: string, range: Range): NumberMark[] {
  const first = skipSpace(text, range.start, range.end);
  const closes = /^\d{1,4}\s?\)/u.test(text.slice(first, first + 6));
  const pairs = bracketPairs(text, range, (at) => !closes || !isDigit(text[at - 1]) || !isSpace(text[beforeDigits(text, at) - 1] ?? ' '));
  const marks: NumberMark[] = [];
  let bracketsUntil = 0;
  let scanned = range.start;
  for (const match of text.slice(range.start, range.end).matchAll(/\d{1,4} ?(?:\.\)|[.)])/gu)) {
    const start = range.start + match.index;
    for (; scanned < start; scanned += 1) bracketsUntil = Math.max(bracketsUntil, pairs.get(scanned) ?? 0);
    const mark = markAt(text, range, start, match[0], start < bracketsUntil);
    if (mark !== undefined) marks.push(mark);
  }
  return marks;
}

function markAt(text: string, range: Range, digits: number, sign: string, inBrackets: boolean): NumberMark | undefined {
  const start = startOfMark(text, digits, range.start);
  const end = behindEmphasis(text, digits + sign.length);
  const before = skipSpaceBack(text, start, range.start);
  const glued = before === start && start > range.start;
  if (glued && (isDigit(text[start - 1]) || !isGluedBorder(text, start))) return undefined;
  const atLineStart = isAtLineStart(text, start, range.start);
  const afterStop = before === range.start || atLineStart || isStop(text[before - 1]) || ')»";'.includes(text[before - 1] ?? ' ');
  // "1 ." heads an item only where one may begin.
  if (sign.includes(' ') && !atLineStart && !afterStop) return undefined;
  const next = skipSpace(text, end, range.end);
  if (next >= range.end || (next === end && isDigit(text[next]))) return undefined;
  if (!atLineStart && /(?:\r\n?|\n)[ \t]*[\r\n]/u.test(text.slice(end, next))) return undefined;
  const number = Number(/\d+/u.exec(sign)?.[0]);
  const weight = weightOf({
    text,
    number,
    next,
    spaced: next > end,
    atLineStart,
    afterStop,
    inBrackets,
    word: wordBefore(text, before, range.start),
  });
  return weight === undefined ? undefined : { start, end, number, atLineStart, afterStop, weight };
}

/**
 * At the start of a line 6 (5 where no capital follows); after a stop 3 (1); with no stop before it 1, but less than nothing where it looks like part of
 * a statement: then it is taken only if the next number would be missing otherwise. Undefined where it heads nothing.
 */
function weightOf(mark: {
  text: string;
  number: number;
  next: number;
  spaced: boolean;
  atLineStart: boolean;
  afterStop: boolean;
  inBrackets: boolean;
  word: string;
}): number | undefined {
  const following = mark.text[mark.next];
  const capital = isUpper(following) || '«“"'.includes(following ?? ' ');
  if (!capital && !isLetter(following) && !isDigit(following) && !'.#@/*_`([-–—'.includes(following ?? ' ')) return undefined;
  if (!mark.spaced && !isLetter(following)) return undefined;
  if (!mark.spaced && isLower(following) && !mark.atLineStart) return undefined;
  if (mark.inBrackets) return capital ? -0.5 : undefined;
  if (mark.atLineStart) return capital ? 6 : 5;
  if (mark.afterStop) return capital ? 3 : 1;
  if (isDigit(following)) return undefined;
  return capital && !countsSomething(mark.word, mark.number) ? 1 : -0.5;
}

/** "делом.2. Работа": the number follows a stop that ends a word, not a number. */
function isGluedBorder(text: string, start: number): boolean {
  const previous = text[start - 1];
  return (
    (isStop(previous) && (isLetter(text[start - 2]) || text[start - 2] === ')')) ||
    previous === ';' ||
    previous === ')' ||
    previous === '*' ||
    previous === '»'
  );
}

/** A bullet before the number, or emphasis around it ("- 1.", "**1.**"), is part of the mark where a line begins with it. */
function startOfMark(text: string, digits: number, rangeStart: number): number {
  let start = digits;
  while (start > rangeStart && (text[start - 1] === '*' || text[start - 1] === '_')) start -= 1;
  const bullet = skipSpaceBack(text, start, rangeStart) - 1;
  if (bullet >= rangeStart && '-–—•*'.includes(text[bullet] ?? ' ') && isAtLineStart(text, bullet, rangeStart)) return bullet;
  return isAtLineStart(text, start, rangeStart) ? start : digits;
}

function behindEmphasis(text: string, end: number): number {
  return text.startsWith('**', end) || text.startsWith('__', end) ? end + 2 : end;
}

function beforeDigits(text: string, at: number): number {
  let start = at;
  while (start > 0 && isDigit(text[start - 1])) start -= 1;
  return start;
}

function wordBefore(text: string, at: number, start: number): string {
  let from = at;
  while (from > start && at - from < 40 && !isSpace(text[from - 1])) from -= 1;
  return text.slice(from, at).replace(/^[("«]/u, '');
}
