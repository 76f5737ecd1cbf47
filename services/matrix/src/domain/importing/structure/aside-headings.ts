import type { Range } from '../text/source.js';

const words =
  '(?:(?:rating|grading|assessment|score)?[ \\t]?(?:scale|legend|key)|how[ \\t]to[ \\t](?:rate|read|use)[^\\r\\n]{0,40}|notes?|comments?|шкала(?:[ \\t]\\p{L}+){0,2}|легенда|как[ \\t](?:оценивать|читать|пользоваться)[^\\r\\n]{0,40}|примечани[ея]|комментари[ий])';
const ownLine = new RegExp(`^[ \\t]{0,20}(?:[#*_]{1,10}[ \\t]{0,5})?${words}[*_]{0,2}[ \\t]{0,5}:[*_]{0,2}[ \\t]{0,20}$`, 'gimu');
const markdown = new RegExp(`^[ \\t]{0,20}(?:#{1,6}[ \\t]{1,5}|\\*\\*)${words}[*_]{0,2}[ \\t]{0,20}$`, 'gimu');

/** "Шкала оценки:", "## Rating scale": lines that head what is no part of a list, each with its place. */
export function asideHeadings(text: string): Range[] {
  const found = [...text.matchAll(ownLine), ...text.matchAll(markdown)];
  return found.map((match) => ({ start: match.index, end: match.index + match[0].length })).sort((one, other) => one.start - other.start);
}
