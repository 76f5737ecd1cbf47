import { isNumber, namesLevel } from './level-names.js';
import { knownHeader, withoutLanguage } from './header-words.js';
import type { Table } from './table.js';

/** What stands above a column, from the first header row to the last; a merged or widened header stands above each of its columns. */
export type ColumnHeader = readonly string[];

const searchedRows = 8;
const mostHeaderRows = 3;

/** The number of rows that head a table: none where nothing looks like a header. */
export function headerRowsOf({ rows, known }: Table): number {
  if (known?.header !== undefined) return known.header;
  const scores = rows.slice(0, searchedRows).map(score);
  const best = Math.max(0, ...scores);
  if (best === 0) return 0;
  const at = scores.indexOf(best);
  const below = scores[at + 1] ?? 0;
  return below >= 2 && at + 2 <= mostHeaderRows && isHeaderAll(rows[at + 1] ?? []) ? at + 2 : at + 1;
}

/** How many cells of a row look like headers; none in a row of one cell, which is a title. */
function score(row: readonly string[]): number {
  const filled = row.filter((cell) => cell.trim() !== '');
  if (filled.length < 2) return 0;
  const numbers = filled.filter(isNumber).length;
  const headers = filled.filter((cell) => looksLikeHeader(cell)).length;
  // A row of data may hold a word or two that could head a column, among others that could not.
  return headers * 2 > filled.length || headers >= 2 || knownHeader(withoutLanguage(filled[0] ?? '').words) !== undefined
    ? headers + (numbers >= 2 && numbers * 2 >= filled.length ? numbers : 0)
    : 0;
}

function isHeaderAll(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '' || looksLikeHeader(cell));
}

function looksLikeHeader(cell: string): boolean {
  const { words, language } = withoutLanguage(cell);
  return words === '' ? language !== undefined : knownHeader(words) !== undefined || namesLevel(words);
}

/** For each column what a person sees above it. */
export function columnTitles(table: Table, headerRows: number): string[] {
  return table.known?.columns?.map(({ title }) => title) ?? columnHeaders(table, headerRows).map((parts) => parts.join(' / '));
}

/** For each column what heads it. Above the last header row, a blank cell belongs to the header on its left. */
export function columnHeaders({ rows, known }: Table, headerRows: number): ColumnHeader[] {
  if (known?.columns !== undefined) return known.columns.map(({ header }) => header);
  const width = Math.max(0, ...rows.slice(0, 2_000).map((row) => row.length));
  const above = rows.slice(0, headerRows).filter((row) => row.filter((cell) => cell.trim() !== '').length > 1);
  const filled = above.map((row, at) => (at === above.length - 1 ? row : widened(row, width)));
  return Array.from({ length: width }, (_, column) =>
    filled.map((row) => (row[column] ?? '').replace(/\s+/gu, ' ').trim()).filter((words, at, all) => words !== '' && all.indexOf(words) === at),
  );
}

function widened(row: readonly string[], width: number): string[] {
  let last = '';
  return Array.from({ length: width }, (_, column) => {
    const own = row[column] ?? '';
    if (own.trim() !== '') last = own;
    return last;
  });
}
