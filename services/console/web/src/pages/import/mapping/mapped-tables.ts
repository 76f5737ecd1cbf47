// The mapping of a file with one table of it read in another way.
import type { ColumnMeaning, Mapping, SampleTable, TableMapping } from '../preview/import-queries.js';
import { columnOf, isList, meaningOf, nameOf } from './meanings.js';

export function mappingOf(mapping: Mapping, { table }: SampleTable): TableMapping | undefined {
  return mapping.find((one) => one.table === table);
}

export function withTable(mapping: Mapping, changed: TableMapping): Mapping {
  return mapping.some(({ table }) => table === changed.table) ? mapping.map((one) => (one.table === changed.table ? changed : one)) : [...mapping, changed];
}

export function withoutTable(mapping: Mapping, { table }: SampleTable): Mapping {
  return mapping.filter((one) => one.table !== table);
}

/** A table that was not read: its columns wait to be said. */
export function untouched(table: SampleTable): TableMapping {
  return { table: table.table, header: 0, columns: Array.from({ length: widthOf(table) }, () => ({ is: 'ignore' as const })) };
}

export function withColumn(mapping: TableMapping, at: number, column: ColumnMeaning): TableMapping {
  const columns = Array.from({ length: Math.max(mapping.columns.length, at + 1) }, (_, index): ColumnMeaning => mapping.columns[index] ?? { is: 'ignore' });
  return { ...mapping, columns: columns.with(at, column) };
}

/** Every column behind this one is taken as it is, of what heads each; lists beside statements, and what goes for the whole row, stay such. */
export function sameBehind(mapping: TableMapping, at: number, table: SampleTable): TableMapping {
  const meaning = meaningOf(mapping.columns[at] ?? { is: 'ignore' });
  const behind = (column: ColumnMeaning, index: number): ColumnMeaning => {
    if (isOfRow(column) || isBlank(table, index)) return column;
    return columnOf(isList(column) && meaning === 'statement-at-level' ? `${column.is}-at-level` : meaning, table.headers[index] ?? '', column);
  };
  const columns = Array.from({ length: widthOf(table) }, (_, index) => mapping.columns[index] ?? { is: 'ignore' as const });
  return { ...mapping, columns: columns.map((column, index) => (index <= at ? column : behind(column, index))) };
}

function isOfRow({ is }: ColumnMeaning): boolean {
  return is === 'level-code' || is === 'group-name' || is === 'evidence' || is === 'must-have' || is === 'same-as' || is === 'measure' || is === 'weight';
}

function isBlank({ headers, rows }: SampleTable, at: number): boolean {
  return (headers[at] ?? '').trim() === '' && rows.every((row) => (row[at] ?? '').trim() === '');
}

/** Whether another column says the same as this one: then it does so in another language. */
export function isSaidTwice({ columns }: TableMapping, at: number): boolean {
  const [one, ...others] = [columns[at], ...columns.filter((_, index) => index !== at)];
  const kindOf = (column: ColumnMeaning | undefined): string => (column === undefined ? '' : `${meaningOf(column)} ${nameOf(column) ?? ''}`);
  return others.some((other) => kindOf(other) === kindOf(one));
}

/** Whether the format itself names the columns, as paths do: no row heads them. */
export function hasOwnNames({ headers }: SampleTable, { header }: TableMapping): boolean {
  return header === 0 && headers.some((title) => title.trim() !== '');
}

/** Those of nested values; else its columns are the depths of headings and lists. */
export function hasPaths({ headers }: SampleTable): boolean {
  return headers.every((title) => title.startsWith('/'));
}

export type OfWholeTable = 'level' | 'group' | 'competency' | 'language';

/** @param said blank where its rows say it */
export function withSaid(mapping: TableMapping, part: OfWholeTable, said: string): TableMapping {
  const { [part]: _before, ...rest } = mapping;
  return said === '' ? rest : { ...rest, [part]: said };
}

export function widthOf({ headers, rows }: SampleTable): number {
  return Math.max(headers.length, ...rows.map(({ length }) => length));
}

/** As a spreadsheet calls its columns: A to Z, then AA. */
export function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letterOf(Math.floor(column / 26) - 1) + last;
}
