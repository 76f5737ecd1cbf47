import { isLineEnd } from '../text/characters.js';
import { skipSpace, skipSpaceBack } from '../text/source.js';
import type { GroupHeading } from './group-headings.js';
import { followsItem, markBefore } from './item-lines.js';

/** A title on a line of its own heads a level where the groups begin anew right below it, and no list of bare lines goes on above it. */
export function beginsGroups(text: string, { word, end }: { word: number; end: number }, groupHeadings: readonly GroupHeading[]): boolean {
  const next = skipSpace(text, end, text.length);
  const below = firstFrom(groupHeadings, word);
  if (below === undefined || below.group !== groupHeadings[0]?.group) return false;
  if (below.start !== next && !(standsApart(text, word) && below.start === behindSummary(text, next))) return false;
  return markBefore(text, word) !== 'item' && (followsItem(text, word) || standsApart(text, word));
}

/** Behind one line that is a sentence about the level: "You are learning the galley." */
function behindSummary(text: string, at: number): number | undefined {
  const summary = /^[^\r\n]{1,300}[.!…][ \t]{0,5}(?=[\r\n])/u.exec(text.slice(at, at + 310))?.[0];
  if (summary === undefined || markBefore(text, skipSpace(text, at, text.length)) === 'item' || /^[^\p{L}]/u.test(summary)) return undefined;
  return skipSpace(text, at + summary.length, text.length);
}

/** The first heading that stands at an offset or behind it; by halves, since every line of a text may be asked about. */
function firstFrom(headings: readonly GroupHeading[], at: number): GroupHeading | undefined {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle]?.start ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return headings[low];
}

/** At the start of the text, or behind an empty line. */
export function standsApart(text: string, word: number): boolean {
  const before = skipSpaceBack(text, word, 0);
  const breaks = [...text.slice(before, word).replace(/\r\n/gu, '\n')].filter((sign) => isLineEnd(sign)).length;
  return before === 0 || breaks > 1;
}
