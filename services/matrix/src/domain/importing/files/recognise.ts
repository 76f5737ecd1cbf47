// What a file is, by its content; what its owner calls it only decides where the content leaves it open.
import { delimitedTable, delimiterOf } from '../tables/delimited.js';
import { isComplete, proposeMapping } from '../tables/proposing/propose.js';
import type { FileFormat } from './source-file.js';

const byEnding: Readonly<Record<string, FileFormat>> = { csv: 'csv', tsv: 'tsv', tab: 'tsv', yml: 'yaml', yaml: 'yaml', json: 'json', md: 'markdown', markdown: 'markdown', mdx: 'markdown' };

/** What the name of a file says. */
export function formatCalled(name: string | undefined): FileFormat | undefined {
  const ending = /\.(\w{1,10})$/u.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined;
}

/** The format of a text. A list of statements stays plain text, whatever signs it holds. */
export function formatOfText(text: string, called: FileFormat | undefined): FileFormat {
  if (called !== undefined) return called;
  const start = text.slice(0, 1_000).replace(/^\ufeff/u, '').trimStart();
  if (/^(?:\{\s*["}]|\[\s*[[{"])/u.test(start)) return 'json';
  if (isMarkdown(text.slice(0, 200_000))) return 'markdown';
  if (/^(?:%YAML|---\s*\n\s*[\w"'-]|name: .{1,999}\nreading: )/u.test(start)) return 'yaml';
  return isTable(text) ? 'csv' : 'text';
}

/** Front matter above a text, a table, or several headings, which no other text has. */
function isMarkdown(text: string): boolean {
  const hasFrontMatter = /^\ufeff?\s{0,100}---[ \t]{0,20}\r?\n(?:(?!---)[^\n]{0,1000}\n){1,100}?---[ \t]{0,20}\r?\n\s{0,1000}(?:#|\||[-*] )/u.test(text);
  return hasFrontMatter || /^ {0,3}\|[^\n]{1,5000}\n {0,3}\|[ \t:|-]{3,5000}(?:\r?\n|$)/mu.test(text) || (text.match(/^#{1,6}[ \t]+\S/gmu) ?? []).length >= 2;
}

/** Rows that all have as many cells, under headers that tell where levels and statements are. */
function isTable(text: string): boolean {
  const delimiter = delimiterOf(text);
  if (delimiter === undefined) return false;
  return isComplete(proposeMapping(delimitedTable(text.slice(0, 200_000), delimiter, '')));
}
