// What stands before a word on its line, and on the line above: tells headings from items and from lines that wrap.
import { bulletSigns, isLineEnd, isStop } from '../text/characters.js';

const longestLead = 40;
const mark = new RegExp(`^[\\s>]*(?:[${bulletSigns}*+–—-]\\s|[*_]{0,3}\\d{1,4}\\s?[.)])`, 'u');

/** Whether a word is the first of an item ("2. Word", "- Word"), or of a heading in Markdown ("## 2. Word"); undefined where neither. */
export function markBefore(text: string, word: number): 'item' | 'markdown' | undefined {
  const lead = text.slice(lineStart(text, word, word - longestLead), word);
  if (/\p{L}/u.test(lead)) return /[•●▪◦‣]\s*$|\s\d{1,4}[.)]\s*$/u.test(lead) ? 'item' : undefined;
  if (/^\s*#/u.test(lead)) return 'markdown';
  return mark.test(lead) ? 'item' : undefined;
}

/** Whether the line right above goes on: it holds words and ends with no stop. False where the word does not begin its line. */
export function followsUnfinished(text: string, word: number): boolean {
  let at = lineStart(text, word, word - longestLead);
  if (/\p{L}/u.test(text.slice(at, word)) || at === 0 || !isLineEnd(text[at - 1])) return false;
  at -= text[at - 1] === '\n' && text[at - 2] === '\r' ? 2 : 1;
  let end = at;
  while (end > 0 && ' \t*_'.includes(text[end - 1] ?? '.')) end -= 1;
  return end > 0 && !isLineEnd(text[end - 1]) && !isStop(text[end - 1]) && !':;'.includes(text[end - 1] ?? ':');
}

/** Whether the line right above is an item's first. */
export function followsItem(text: string, word: number): boolean {
  const start = lineStart(text, word, word - longestLead);
  if (start === 0) return false;
  const above = lineStart(text, start - (text[start - 1] === '\n' && text[start - 2] === '\r' ? 2 : 1), start - 2_000);
  return mark.test(text.slice(above, Math.min(start, above + longestLead)));
}

function lineStart(text: string, at: number, least: number): number {
  let start = at;
  while (start > 0 && start > least && !isLineEnd(text[start - 1])) start -= 1;
  return start;
}
