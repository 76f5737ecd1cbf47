// Rows of a CSV file, streamed: a header in any order, then one record per row, each with the line that it starts on.
import { parse, type CsvError } from 'csv-parse';
import { pipeline } from 'node:stream';

import { readLines } from '../input-file.js';
import type { BadRows } from './bad-rows.js';

export interface CsvRow<Column extends string> {
  readonly line: number;
  /** Without white space around them. */
  readonly fields: Readonly<Record<Column, string>>;
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** A record longer than this is a quote that was never closed. */
const longestRecord = 1_000_000;

/**
 * The rows of a file that has at least these columns; other columns are passed over. What is no row (too few or too many fields, a
 * quote in the wrong place) goes to `bad`. Takes a byte order mark, any line ends, quoted fields; passes over empty lines.
 * @throws Refusal `file-unreadable`; `csv-invalid` with all that is bad so far where no more rows can be had: there is no header, a
 *   column is missing or there twice, a quote is never closed
 */
export async function* csvRows<Column extends string>(
  file: string,
  columns: readonly Column[],
  bad: BadRows,
): AsyncGenerator<CsvRow<Column>> {
  // The parser says at once what is no CSV, while the rows before it still wait to be read: they are read first.
  let broken: CsvError | undefined;
  let names: readonly string[] = [];
  const columnOf = ({ column }: CsvError): string | undefined => names[Number(column)];
  const skipped: CsvError[] = [];
  const parser = parse({
    bom: true,
    info: true,
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    trim: true,
    max_record_size: longestRecord,
    on_skip: (error) => {
      if (error === undefined || broken !== undefined) return;
      if (endsWithItsRow(error)) skipped.push(error);
      else broken = error;
    },
  });
  // A file that cannot be read ends the parser with its error, which is then thrown where the records are read.
  const records: AsyncIterable<CsvRecord> = pipeline(readLines(file), parser, () => undefined);
  let places: Map<Column, number> | undefined;
  let read = 0;
  for await (const { record, info } of records) {
    if (broken !== undefined && info.lines >= lineOf(broken)) continue;
    // The parser counts to the end of a record; a quoted field may hold line ends.
    const line = info.lines - record.reduce((ends, field) => ends + lineEnds(field), 0);
    read = info.lines;
    if (places === undefined) {
      places = header(file, line, record, columns, bad);
      if (places === undefined) break;
      names = record;
    } else if (record.length !== names.length) {
      const column = names[Math.min(record.length, names.length - 1)];
      bad.add({ file, line, column, detail: `the row has ${record.length} fields, the header ${names.length}` });
    } else {
      yield { line, fields: fieldsOf(record, places) };
    }
  }
  for (const error of skipped) bad.add({ file, line: lineOf(error), column: columnOf(error), detail: 'a quote stands inside of an unquoted field' });
  if (broken !== undefined) {
    const closed = broken.code === 'CSV_INVALID_CLOSING_QUOTE';
    const detail = closed ? 'text stands behind a closing quote' : 'a quote is opened here and never closed';
    bad.add({ file, line: closed ? lineOf(broken) : read + 1, column: columnOf(broken), detail: `${detail}; nothing after it was read` });
  } else if (read === 0) {
    bad.add({ file, line: 1, detail: `the file is empty; its header must name ${columns.join(', ')}` });
  }
  if (broken !== undefined || places === undefined) bad.refuseIfAny();
}

/** Whether the parser finds its way back at the next line; behind any other error it reads nonsense. */
function endsWithItsRow({ code }: CsvError): boolean {
  return code === 'INVALID_OPENING_QUOTE';
}

function lineOf(error: CsvError): number {
  return Number(error['lines']);
}

function header<Column extends string>(
  file: string,
  line: number,
  names: readonly string[],
  columns: readonly Column[],
  bad: BadRows,
): Map<Column, number> | undefined {
  const folded = names.map((name) => name.toLowerCase());
  const missing = columns.filter((column) => !folded.includes(column));
  const repeated = columns.filter((column) => folded.indexOf(column) !== folded.lastIndexOf(column));
  const separator = names.length === 1 ? [';', '\t'].find((mark) => names[0]?.includes(mark)) : undefined;
  const hint = separator === undefined ? '' : `; columns are separated by commas, not by "${separator === '\t' ? 'tabs' : separator}"`;
  for (const column of missing) bad.add({ file, line, column, detail: `the header has no such column${hint}` });
  for (const column of repeated) bad.add({ file, line, column, detail: 'the header has this column twice' });
  if (missing.length + repeated.length > 0) return undefined;
  return new Map(columns.map((column) => [column, folded.indexOf(column)]));
}

function fieldsOf<Column extends string>(record: readonly string[], places: ReadonlyMap<Column, number>): Record<Column, string> {
  return Object.fromEntries([...places].map(([column, place]) => [column, record[place] ?? ''])) as Record<Column, string>;
}

function lineEnds(field: string): number {
  return field.includes('\n') ? field.split('\n').length - 1 : 0;
}
