import { definesTerm } from '../meaning/terms.js';
import { skipSpaceBack, type Range } from '../text/source.js';

const words = '(?:термины(?:[ \\t]и[ \\t]определения)?|определения|глоссарий|словарь|terms(?:[ \\t]and[ \\t]definitions)?|definitions|glossary)';
/** A line "Термины:" or "Terms:" by itself, or a heading of Markdown without the colon. */
const ownLine = new RegExp(
  `^[ \\t]{0,20}(?:[#*_]{1,10}[ \\t]{0,5})?${words}[*_]{0,2}[ \\t]{0,5}(?::[*_]{0,2}|(?=[ \\t]*$))[ \\t]{0,20}$`,
  'gimu',
);
/** "Термины:" with something behind it on its line. */
const inLine = new RegExp(`(?<!\\p{L})(?:[#*_]{1,10}[ \\t]{0,5})?${words}[*_]{0,2}[ \\t]{0,5}:[*_]{0,2}(?=[ \\t]{0,20}\\S)`, 'giu');
const longestEntry = 4_000;

/** The lists of terms: each from its heading on. Within a line it heads one only at a border of sentences, before a definition. */
export function termsHeadings(text: string): Range[] {
  const found = [...text.matchAll(ownLine), ...[...text.matchAll(inLine)].filter((match) => headsTerms(text, match.index, match[0].length))];
  return found.map((match) => ({ start: match.index, end: match.index + match[0].length })).sort((one, other) => one.start - other.start);
}

function headsTerms(text: string, start: number, length: number): boolean {
  const from = start + length;
  const line = /^[^\r\n]*/u.exec(text.slice(from, from + longestEntry))?.[0] ?? '';
  return endsBefore(text, start) && definesTerm(line);
}

/** A line or a sentence ends before: a stop that is not the sign of an item's number. */
function endsBefore(text: string, start: number): boolean {
  const lead = text.slice(Math.max(0, start - 40), skipSpaceBack(text, start, 0));
  const between = text.slice(skipSpaceBack(text, start, 0), start);
  if (lead === '' || /[\r\n]/u.test(between)) return true;
  return /[.!?;)»]$/u.test(lead) && !/(?:^|[.!?;:)»\s])\d{1,3}\s?[.)]$/u.test(lead);
}
