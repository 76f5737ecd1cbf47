import { isSpace } from './characters.js';
import { oneLine, skipSpace, type Range } from './source.js';

const mostQuoted = 400;

/** The words meant by a place in a text: from there, or from the next word, to where they are said to end; one word where nothing is said. */
export function extentOf(text: string, { at, end }: { readonly at: number; readonly end?: number | undefined }): Range {
  const start = skipSpace(text, at, text.length);
  if (end !== undefined && end > start) return { start, end };
  let behind = start;
  while (behind < text.length && !isSpace(text[behind])) behind += 1;
  return { start, end: behind };
}

/** The words of a range as people quote them. */
export function wordsOf(text: string, { start, end }: Range): string {
  return oneLine(text.slice(start, Math.min(end, start + mostQuoted)));
}
