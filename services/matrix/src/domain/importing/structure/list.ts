import type { AnomalyNote } from '../anomaly.js';
import { bulletSigns, isLetter, isLineEnd, isLower, isSpace, isStop } from '../text/characters.js';
import { bracketPairs, isAtLineStart, saysSomething, skipSpace, skipSpaceBack, trimmed, type Range } from '../text/source.js';
import { numberChain, type NumberMark } from './numbering.js';

/** A list as it stands in the text: what precedes its items, the items without their marks, what follows on lines of its own. */
export interface List {
  readonly lead: Range | undefined;
  readonly items: readonly Range[];
  readonly tail: readonly Range[];
  readonly lastNumber: number;
  /** Its items have numbers or bullets; without any, each line is one. */
  readonly marked: boolean;
  readonly anomalies: readonly AnomalyNote[];
}

interface Mark extends Range {
  readonly number: number | undefined;
  readonly atLineStart: boolean;
}

const bulletSign = new RegExp(`[${bulletSigns}·*+\\-–—]`, 'gu');
const openLine = new RegExp(`[\\r\\n]\\s{0,40}[^\\s${bulletSigns}*–—-]`, 'u');

/**
 * Reads the items of a range: numbered, with bullets, or, where it has neither, one a line where
 * it begins on a new one, else between semicolons. Bullets
 * further in than the first mark, or under a statement that ends in a colon, belong to the statement above them.
 */
export function readList(text: string, range: Range, continued: number): List {
  const chain = numberChain(text, range, continued);
  const marks = topMarks(text, range, chain, bulletsIn(text, range));
  const [first] = marks;
  if (first === undefined) return readLines(text, range);
  const lead = trimmed(text, { start: range.start, end: first.start });
  const whole = marks.map((mark, at) =>
    trimmed(text, { start: skipSpace(text, mark.end, range.end), end: marks[at + 1]?.start ?? range.end }),
  );
  const wraps = whole.slice(0, -1).some((item) => hasOpenLine(text, item));
  const cuts = whole.map((item, at) => tailOf(text, item, { last: at === whole.length - 1, wraps, restarts: marks[at + 1]?.number === 1 }));
  return {
    lead: lead.start < lead.end ? lead : undefined,
    items: whole.map((item, at) => trimmed(text, { start: item.start, end: cuts[at] ?? item.end })),
    tail: whole.flatMap((item, at) => (cuts[at] === undefined ? [] : [trimmed(text, { start: cuts[at] ?? item.end, end: item.end })])),
    lastNumber: marks.findLast((mark) => mark.number !== undefined)?.number ?? 0,
    marked: true,
    anomalies: anomaliesOf(text, range, marks, continued),
  };
}

function readLines(text: string, range: Range): List {
  const body = trimmed(text, range);
  const none = { items: [], tail: [], lastNumber: 0, marked: false, anomalies: [] };
  const ownLines = isAtLineStart(text, body.start, 0) && body.start > range.start;
  if (!ownLines) {
    const parts = partsOf(text, body);
    return parts.length > 1
      ? { ...none, marked: true, lead: undefined, items: parts }
      : { ...none, lead: body.start < body.end ? body : undefined };
  }
  const lines: Range[] = [];
  for (let start = body.start; start < body.end; ) {
    let end = start;
    while (end < body.end && !isLineEnd(text[end])) end += 1;
    const line = trimmed(text, { start, end });
    if (line.start < line.end) lines.push(line);
    start = end + 1;
  }
  return { ...none, lead: undefined, items: lines };
}

/** "Git; SQL; Docker": what semicolons outside of brackets set apart. */
export function partsOf(text: string, body: Range): Range[] {
  const pairs = bracketPairs(text, body);
  const parts: Range[] = [];
  let start = body.start;
  for (let at = body.start; at <= body.end; at += 1) {
    at = pairs.get(at) ?? at;
    if (at < body.end && text[at] !== ';') continue;
    const part = trimmed(text, { start, end: at });
    if (saysAnything(text, part)) parts.push(part);
    start = at + 1;
  }
  return parts;
}

function bulletsIn(text: string, range: Range): Mark[] {
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
function topMarks(text: string, range: Range, chain: readonly NumberMark[], bullets: readonly Mark[]): Mark[] {
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

/** Where an item ends and text that belongs to no item begins on a line of its own; undefined where it does not. */
function tailOf(
  text: string,
  item: Range,
  { last, wraps, restarts }: { last: boolean; wraps: boolean; restarts: boolean },
): number | undefined {
  if (!last && !restarts) return undefined;
  for (let at = item.start; at < item.end; at += 1) {
    if (!isLineEnd(text[at])) continue;
    const next = skipSpace(text, at, item.end);
    const gap = text.slice(at, next);
    const bullet = `${bulletSigns}*-–—`.includes(text[next] ?? ' ');
    if (last && !bullet && (/\n[^\S\n]*\r?\n/u.test(gap) || (!wraps && !isLower(text[next]) && !/[^\S\r\n]$/u.test(gap)))) return next;
    if (restarts && text[item.end - 1] === ':' && !/[\r\n]/u.test(text.slice(next, item.end))) return next;
    at = next - 1;
  }
  return undefined;
}

/** Whether a statement goes on over lines that are no bullets. */
function hasOpenLine(text: string, item: Range): boolean {
  return openLine.test(text.slice(item.start, item.end));
}

function anomaliesOf(text: string, range: Range, marks: readonly Mark[], continued: number): AnomalyNote[] {
  const found: AnomalyNote[] = [];
  let expected = 1;
  for (const [at, mark] of marks.entries()) {
    const before = skipSpaceBack(text, mark.start, range.start);
    if (at > 0 && !mark.atLineStart && !isStop(text[before - 1]) && text[before - 1] !== ';') {
      found.push({
        kind: 'missing-stop',
        at: before,
        message: `no full stop before ${mark.number === undefined ? 'the next item' : `item ${mark.number}`}`,
      });
    }
    if (at > 0 && before === mark.start) found.push({ kind: 'missing-space', at: mark.start, message: 'no space before the next item' });
    if (mark.number === undefined) continue;
    if (isLetter(text[mark.end])) found.push({ kind: 'missing-space', at: mark.end, message: `no space after the number ${mark.number}` });
    if (mark.number !== expected && !(at === 0 && mark.number === continued)) {
      found.push({ kind: 'numbering-gap', at: mark.start, message: `the number ${expected} was expected here, not ${mark.number}` });
    }
    expected = mark.number + 1;
  }
  return found;
}

/** Whether a range says anything that a person would miss. */
export function saysAnything(text: string, range: Range | undefined): range is Range {
  return range !== undefined && saysSomething(text.slice(range.start, range.end));
}
