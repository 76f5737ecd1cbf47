import { distance } from 'fastest-levenshtein';

import { fold } from '../text/characters.js';

/** Case, ё, white space and the punctuation of sentences do not make a difference. */
export function comparable(statement: string): string {
  return fold(statement)
    .replace(/[\s.,;:!?…«»"“”()*_–—-]+/gu, ' ')
    .trim();
}

/** 0 to 1; 1 for equal texts. Takes what `comparable` gives. */
export function similarity(one: string, other: string): number {
  const longer = Math.max(one.length, other.length);
  return longer === 0 ? 1 : 1 - distance(one, other) / longer;
}
