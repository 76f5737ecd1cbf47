import { groupWords } from '../text/group-words.js';
import { isStop, isUpper } from '../text/characters.js';
import { sentencesIn } from '../text/sentences.js';
import { skipSpaceBack, type Range } from '../text/source.js';
import { isReference } from './references.js';

const opening = new RegExp(`(?<![\\p{L}\\p{N}-])(?:the\\s)?${groupWords}(?!\\p{L})`, 'giu');

/** Where, within a statement, a reference begins that a capital sets off but no stop does; undefined where none does. */
export function looseReference(text: string, item: Range, levels: readonly (readonly string[])[]): number | undefined {
  for (const { index } of text.slice(item.start, item.end).matchAll(opening)) {
    const at = item.start + index;
    const before = skipSpaceBack(text, at, item.start);
    if (before === item.start || isStop(text[before - 1]) || !isUpper(text[at])) continue;
    const [sentence] = sentencesIn(text, { start: at, end: item.end });
    if (sentence !== undefined && isReference(text.slice(sentence.start, sentence.end), levels)) return at;
  }
  return undefined;
}
