import { fold, isLineEnd, isSpace } from '../text/characters.js';
import { successorOf } from '../text/plain-marks.js';
import { isAtLineStart, skipSpace, type Range } from '../text/source.js';

/** "a) Git; b) SQL" on one line: the marks of a list that begins with the first letter, as far as the letters go on. Linear in the text. */
export function letterMarks(text: string, range: Range): (Range & { readonly atLineStart: boolean })[] {
  const first = skipSpace(text, range.start, range.end);
  if (!/^[aа]\)/iu.test(text.slice(first, first + 2))) return [];
  const found: (Range & { readonly atLineStart: boolean })[] = [];
  let next = fold(text[first] ?? '');
  for (const match of text.slice(first, range.end).matchAll(/(?<letter>\p{L})\)/gu)) {
    const start = first + match.index;
    const apart = start === first || isSpace(text[start - 1]) || isLineEnd(text[start - 1]);
    if (!apart || fold(match.groups?.['letter'] ?? '') !== next) continue;
    found.push({ start, end: start + 2, atLineStart: isAtLineStart(text, start, range.start) });
    next = successorOf(next);
  }
  return found;
}
