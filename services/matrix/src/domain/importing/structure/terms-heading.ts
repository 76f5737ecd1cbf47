import type { Range } from '../text/source.js';

/** A line "Термины:" or "Terms:" by itself, or a heading of Markdown without the colon. */
const heading =
  /^[ \t]{0,20}(?:[#*_]{1,10}[ \t]{0,5})?(?:термины(?:[ \t]и[ \t]определения)?|определения|глоссарий|словарь|terms(?:[ \t]and[ \t]definitions)?|definitions|glossary)[*_]{0,2}[ \t]{0,5}(?::[*_]{0,2}|(?=[ \t]*$))[ \t]{0,20}$/gimu;

/** The lists of terms: each from its heading on. */
export function termsHeadings(text: string): Range[] {
  return [...text.matchAll(heading)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
