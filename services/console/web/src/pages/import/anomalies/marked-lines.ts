// The imported text by lines, with what looks wrong marked at its place.
import type { Preview } from '../preview/import-queries.js';

type Anomaly = Pick<Preview['anomalies'][number], 'line' | 'column' | 'end'>;

export interface Segment {
  readonly text: string;
  /** The anomaly that begins here, from 0. */
  readonly anomaly?: number;
}

export interface MarkedLine {
  /** As people count, from 1. */
  readonly number: number;
  readonly segments: readonly Segment[];
  /** Lines before it are left out. */
  readonly afterGap: boolean;
}

/** Longer texts are shown around what looks wrong. */
const allShownUpTo = 500;
const linesAround = 3;
const lineEnd = /\r\n?|[\n\u2028\u2029]/u;

export function markedLines(text: string, anomalies: readonly Anomaly[]): MarkedLine[] {
  const lines = linesOf(text);
  const near = new Set(anomalies.flatMap(({ line }) => Array.from({ length: linesAround * 2 + 1 }, (_, at) => line - 1 - linesAround + at)));
  const isShown = (at: number): boolean => lines.length <= allShownUpTo || near.has(at);
  return lines.flatMap((line, at) =>
    isShown(at) ? [{ number: at + 1, segments: segmentsOf(line, anomaliesOf(anomalies, at + 1, line)), afterGap: at > 0 && !isShown(at - 1) }] : [],
  );
}

/** As the server counts them. */
export function linesOf(text: string): string[] {
  return text.replace(/^\ufeff/u, '').split(lineEnd);
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly anomaly: number;
}

function anomaliesOf(anomalies: readonly Anomaly[], line: number, words: string): Mark[] {
  return anomalies
    .flatMap((one, anomaly) => (one.line === line ? [{ anomaly, ...placeIn(words, one) }] : []))
    .sort((one, other) => one.start - other.start);
}

/** From the first of its words to its end, or to that of the line where it goes on. */
function placeIn(words: string, { line, column, end = { line, column: column + 1 } }: Anomaly): { readonly start: number; readonly end: number } {
  const from = words.slice(column - 1);
  const start = Math.min(words.length, column - 1 + from.length - from.trimStart().length);
  return { start, end: end.line > line ? words.length : Math.max(start, Math.min(words.length, end.column - 1)) };
}

function segmentsOf(line: string, marks: readonly Mark[]): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const [index, { start, end, anomaly }] of marks.entries()) {
    const next = marks[index + 1]?.start ?? line.length;
    if (start > at) segments.push({ text: line.slice(at, start) });
    at = Math.max(at, Math.min(end, Math.max(next, start)));
    segments.push({ text: line.slice(start, at), anomaly });
  }
  if (at < line.length) segments.push({ text: line.slice(at) });
  return segments;
}
