import { bulletSigns, isLetter, isLineEnd, isSpace, isStop } from '../text/characters.js';
import { isAtLineStart, skipSpace, skipSpaceBack, type Range } from '../text/source.js';
import type { NumberMark } from './numbering.js';

/** The sign that heads an item, from its first character to behind the white space after it. */
export interface Mark extends Range {
  readonly number: number | undefined;
  readonly atLineStart: boolean;
}

const bulletSign = new RegExp(`[${bulletSigns}·*+\\-–—]`, 'gu');

/** Every bullet of a range. */
export function bulletsIn(text: string, range: Range): Mark[] {
  const found: Mark[] = [];
  for (const match of text.slice(range.start, range.end).matchAll(bulletSign)) {
    const start = range.start + match.index;
    const next = text[start + 1];
    const atLineStart = isAtLineStart(text, start, range.start);
    const dot = bulletSigns.includes(match[0]);
    const spaced = isSpace(next);
    if (
      atLineStart
        ? spaced || dot || (isLetter(next) && match[0] !== '+')
        : dot
          ? true
          : spaced && isInlineDash(text, start, range, found[0], match[0])
    ) {
      const end = skipSpace(text, start + 1, range.end);
      if (end < range.end && (atLineStart || dot || found.length > 0)) found.push({ start, end, number: undefined, atLineStart });
    }
  }
  return found;
}

/** "- A. - B. - C" on one line: a dash heads an item after a stop, in a list that began with the same dash. */
function isInlineDash(text: string, at: number, range: Range, first: Mark | undefined, sign: string): boolean {
  if (first === undefined || text[first.start] !== sign || skipSpace(text, range.start, range.end) !== first.start) return false;
  const before = skipSpaceBack(text, at, range.start);
  return before < at && (isStop(text[before - 1]) || ';)'.includes(text[before - 1] ?? ' '));
}

/** The marks that head items, not parts of items. */
export function topMarks(text: string, range: Range, chain: readonly NumberMark[], bullets: readonly Mark[]): Mark[] {
  const numbered = new Set(chain.map((mark) => mark.start));
  const loose = bullets.filter((bullet) => !numbered.has(bullet.start) && !numbered.has(bullet.end));
  const [firstBullet] = loose;
  const [firstNumber] = chain;
  if (firstBullet === undefined) return [...chain];
  if (firstNumber === undefined || firstBullet.start < firstNumber.start) {
    const margin = indentOf(text, firstBullet.start, range.start) + 1;
    const signs = firstBullet.atLineStart
      ? loose.filter(
          (bullet) =>
            !bullet.atLineStart ||
            indentOf(text, bullet.start, range.start) <= margin ||
            firstBullet.start === skipSpace(text, range.start, range.end),
        )
      : loose;
    const outer = chain.filter((mark) => mark.atLineStart && indentOf(text, mark.start, range.start) <= margin);
    return [...signs, ...outer].sort((one, other) => one.start - other.start);
  }
  const margin = indentOf(text, firstNumber.start, range.start);
  const outer: Mark[] = [];
  let nested = true;
  let previous = firstNumber.end;
  for (const bullet of loose) {
    const underColon = text[skipSpaceBack(text, bullet.start, range.start) - 1] === ':';
    const nextLine = text.slice(previous, bullet.start).split(/\r\n?|\n/u).length === 2;
    nested = underColon || (nested && nextLine && previous !== firstNumber.end);
    if (!nested && bullet.atLineStart && firstNumber.atLineStart && indentOf(text, bullet.start, range.start) <= margin) outer.push(bullet);
    previous = bullet.end;
  }
  return [...chain, ...outer].sort((one, other) => one.start - other.start);
}

function indentOf(text: string, at: number, start: number): number {
  let indent = 0;
  for (let offset = at; offset > start && isSpace(text[offset - 1]) && !isLineEnd(text[offset - 1]); offset -= 1)
    indent += text[offset - 1] === '\t' ? 4 : 1;
  return indent;
}
