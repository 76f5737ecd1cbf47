// The imported text by lines, with what looks wrong marked at its place.
import type { Preview } from './import-queries.js';
import { mergeOf } from './merges-of.js';

type Anomaly = Preview['anomalies'][number];

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

/** The words at an anomaly's place. */
export function wordsAt(text: string, anomaly: Anomaly): string {
  const line = linesOf(text)[anomaly.line - 1] ?? '';
  const { start, end } = placeIn(line, anomaly);
  return line.slice(start, end);
}

/** The words that a message begins with, where the text is not here: those of a table's cell. */
export function wordsQuoted({ message }: Anomaly): string | undefined {
  return /^"(.+?)" /su.exec(message)?.[1];
}

function linesOf(text: string): string[] {
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

/** How far what looks wrong goes, as far as its kind says. */
const reach: Readonly<Record<Anomaly['kind'], RegExp>> = {
  'missing-space': /^\S+/u,
  'missing-stop': /^\S+/u,
  'numbering-gap': /^\S+/u,
  'near-duplicate': /^\S+/u,
  'duplicate-level': /^\S+(?: +\S+)?/u,
  'unassigned-text': /^.*?(?:[.!?](?=\s|$)|$)/u,
  formula: /^\S+/u,
};

/** From there, or from the next word; of what was read as something else, all that the message quotes. */
function placeIn(line: string, anomaly: Anomaly): { readonly start: number; readonly end: number } {
  const { column } = anomaly;
  const from = line.slice(column - 1);
  const blank = /^\s+(?=\S)/u.exec(from)?.[0].length ?? 0;
  const said = mergeOf(anomaly)?.said ?? '';
  const words = reach[anomaly.kind].exec(from.slice(blank))?.[0].length ?? 1;
  const start = Math.min(line.length, column - 1 + blank);
  return { start, end: Math.min(line.length, start + (said !== '' && from.startsWith(said, blank) ? said.length : words)) };
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
