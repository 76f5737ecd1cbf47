import { isLineEnd, isSpace } from './characters.js';
import { withoutMarkup } from './markup.js';
import { withPlainMarks } from './plain-marks.js';
import { replacing } from './replacing.js';

/** Line and column count from 1; the column is in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A place in a file: in which of its sheets or packed files, and in which cell, or under which JSON Pointer. */
export interface FilePlace extends Place {
  readonly part?: string | undefined;
  readonly cell?: string | undefined;
  /** Behind the last word of what stands there, in a text. */
  readonly end?: Place | undefined;
}

/** Part of a text: from `start` up to, not including, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Source {
  readonly text: string;
  placeOf(offset: number): Place;
}

/**
 * A text ready to be read, without a byte order mark, with composed letters (NFC), and without the tags of a web page; places found in it are
 * given as places of the original. Lone surrogates become U+FFFD, because no database takes them; spaces of any kind become plain ones, and
 * lines that are nothing but a rule ("---") become blank; marks of items become those that the list reader knows.
 */
export function sourceOf(original: string): Source {
  const raw = original.startsWith('\ufeff') ? original.slice(1) : original;
  const composed = replacing(raw, /\P{M}\p{M}+/gu, ([letter]) => letter.normalize('NFC'));
  const plain = withoutMarkup(composed.text);
  const text = withPlainMarks(
    plain.text
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(/[\u2028\u2029]/gu, '\n')
      .replace(/[^\S\r\n\t ]/gu, ' ')
      .replace(/^[ \t]*[-=_*]{3,}[ \t]*$/gmu, (rule) => ' '.repeat(rule.length)),
  );
  const lineStarts = [0];
  for (const { 0: end, index } of raw.matchAll(/\r\n?|[\n\u2028\u2029]/gu)) lineStarts.push(index + end.length);
  return {
    text,
    placeOf(plainOffset) {
      const offset = composed.originalOf(plain.originalOf(plainOffset));
      let low = 0;
      let high = lineStarts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((lineStarts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
    },
  };
}

/** The first offset from `at` on, below `end`, that holds no white space; `end` where there is none. */
export function skipSpace(text: string, at: number, end: number): number {
  let offset = at;
  while (offset < end && isSpace(text[offset])) offset += 1;
  return offset;
}

/** The offset after the last character before `at`, not below `start`, that is no white space; `start` where there is none. */
export function skipSpaceBack(text: string, at: number, start: number): number {
  let offset = at;
  while (offset > start && isSpace(text[offset - 1])) offset -= 1;
  return offset;
}

/** The range without white space at its ends. */
export function trimmed(text: string, range: Range): Range {
  const start = skipSpace(text, range.start, range.end);
  return { start, end: skipSpaceBack(text, range.end, start) };
}

/** Whether only blanks stand between `at` and the start of its line, or of the range. */
export function isAtLineStart(text: string, at: number, rangeStart: number): boolean {
  let offset = at;
  while (offset > rangeStart && isSpace(text[offset - 1]) && !isLineEnd(text[offset - 1])) offset -= 1;
  return offset === rangeStart || isLineEnd(text[offset - 1]);
}

/** White space as one blank each, none at the ends. */
export function oneLine(text: string): string {
  return text.replace(/(?:[\s\u0000-\u001f\u007f\u200b\ufeff]|\ufe0f)+/gu, ' ').trim();
}

/** Whether there is anything in it that a person would read: a letter or a digit. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Offsets of the brackets, round and square, that have a partner in the range, opening → closing. A lone bracket is only a character. */
export function bracketPairs(text: string, range: Range, isCloser: (at: number) => boolean = () => true): ReadonlyMap<number, number> {
  const round: number[] = [];
  const square: number[] = [];
  const pairs = new Map<number, number>();
  for (let at = range.start; at < range.end; at += 1) {
    const sign = text[at];
    if (sign === '(') round.push(at);
    else if (sign === '[') square.push(at);
    else if (sign === ')' && round.length > 0 && isCloser(at)) pairs.set(round.pop() ?? at, at);
    else if (sign === ']' && square.length > 0) pairs.set(square.pop() ?? at, at);
  }
  return pairs;
}

/** The lines of a range, without white space around and without blank ones; `apart` where a blank one stands before it. */
export function linesIn(text: string, range: Range): (Range & { readonly apart: boolean })[] {
  const lines: (Range & { readonly apart: boolean })[] = [];
  let blank = false;
  let start = range.start;
  for (let at = range.start; at <= range.end; at += 1) {
    if (at < range.end && !isLineEnd(text[at])) continue;
    const line = trimmed(text, { start, end: at });
    if (line.start < line.end) lines.push({ ...line, apart: blank });
    if (at > start || text[at] !== '\n' || text[at - 1] !== '\r') blank = line.start >= line.end;
    start = at + 1;
  }
  return lines;
}
