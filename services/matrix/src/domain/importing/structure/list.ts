import type { AnomalyNote } from '../anomaly.js';
import { bulletSigns, isLetter, isLineEnd, isLower, isStop } from '../text/characters.js';
import { bracketPairs, isAtLineStart, saysSomething, skipSpace, skipSpaceBack, trimmed, type Range } from '../text/source.js';
import { sentencesIn } from '../text/sentences.js';
import { bulletsIn, topMarks, type Mark } from './bullets.js';
import { letterMarks } from './lettered.js';
import { numberChain } from './numbering.js';

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

const openLine = new RegExp(`[\\r\\n]\\s{0,40}[^\\s${bulletSigns}*–—-]`, 'u');

/**
 * Reads the items of a range: numbered, with bullets, or, where it has neither, one a line where
 * it begins on a new one, else between semicolons. Bullets
 * further in than the first mark, or under a statement that ends in a colon, belong to the statement above them.
 */
export function readList(text: string, range: Range, continued: number): List {
  const marks = marksOf(text, range, continued);
  const [first] = marks;
  if (first === undefined) return readLines(text, range);
  const lead = trimmed(text, { start: range.start, end: first.start });
  const whole = marks.map((mark, at) =>
    trimmed(text, { start: skipSpace(text, mark.end, range.end), end: marks[at + 1]?.start ?? range.end }),
  );
  const wraps = whole.slice(0, -1).some((item) => hasOpenLine(text, item));
  const inline = marks.length > 1 && marks.slice(1).every((mark) => !mark.atLineStart);
  const cuts = whole.map((item, at) => tailOf(text, item, { last: at === whole.length - 1, wraps, inline, restarts: marks[at + 1]?.number === 1 }));
  return {
    lead: lead.start < lead.end ? lead : undefined,
    items: whole.map((item, at) => trimmed(text, { start: item.start, end: cuts[at] ?? item.end })),
    tail: whole.flatMap((item, at) => (cuts[at] === undefined ? [] : [trimmed(text, { start: cuts[at] ?? item.end, end: item.end })])),
    lastNumber: marks.findLast((mark) => mark.number !== undefined)?.number ?? 0,
    marked: true,
    anomalies: anomaliesOf(text, range, marks, continued),
  };
}

function marksOf(text: string, range: Range, continued: number): Mark[] {
  const letters = letterMarks(text, range);
  if (letters.length > 0) return letters.map((mark) => ({ ...mark, number: undefined }));
  return topMarks(text, range, numberChain(text, range, continued), bulletsIn(text, range));
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
    const above = lines.at(-1);
    if (above !== undefined && line.start < line.end && asksOnly(text, line)) lines[lines.length - 1] = { start: above.start, end: line.end };
    else if (line.start < line.end) lines.push(line);
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

/** Where an item ends and text that belongs to no item begins on a line of its own; undefined where it does not. */
function tailOf(
  text: string,
  item: Range,
  { last, wraps, inline, restarts }: { last: boolean; wraps: boolean; inline: boolean; restarts: boolean },
): number | undefined {
  if (!last && !restarts) return undefined;
  for (let at = item.start; at < item.end; at += 1) {
    if (!isLineEnd(text[at])) continue;
    const next = skipSpace(text, at, item.end);
    const gap = text.slice(at, next);
    const bullet = `${bulletSigns}*-–—`.includes(text[next] ?? ' ');
    const asked = !/\n[^\S\n]*\r?\n/u.test(gap) && asks(text, { start: next, end: item.end });
    if (last && !bullet && !asked && (/\n[^\S\n]*\r?\n/u.test(gap) || (!wraps && !isLower(text[next]) && !(inline && goesOnBelow(text, at)) && !/[^\S\r\n]$/u.test(gap)))) return next;
    if (restarts && text[item.end - 1] === ':' && !/[\r\n]/u.test(text.slice(next, item.end))) return next;
    at = next - 1;
  }
  return undefined;
}

/** Whether a line ends without a stop. */
function goesOnBelow(text: string, lineEnd: number): boolean {
  const last = text[skipSpaceBack(text, lineEnd, 0) - 1];
  return !isStop(last) && last !== ';';
}

/** Whether a line ends with a question: it belongs to the statement above it. */
function asks(text: string, { start, end }: Range): boolean {
  return /^[^\r\n]{0,1000}\?[)»"”\]]{0,2}[ \t]*(?:[\r\n]|$)/u.test(text.slice(start, Math.min(end, start + 1_010)));
}

/** Whether a line is nothing but questions, in brackets or not: "SQL (Which dialects?)" is a statement of its own. */
function asksOnly(text: string, line: Range): boolean {
  return asks(text, line) && sentencesIn(text, line).every(({ start, end }) => /^(?:[^([]*\?|[([].*)[)»"”\]]{0,2}$/su.test(text.slice(start, end)));
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
