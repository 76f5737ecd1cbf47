// Reads a CSV file as a stream: UTF-8, a header, any line ends, quotes as in RFC 4180.
import { pipeline, Transform, type Readable, type TransformCallback } from 'node:stream';

import { parse, type CsvError, type Info } from 'csv-parse';

import type { Faults } from './faults.js';

export interface Column {
  readonly name: string;
  /** What is wrong with a value, in words that say what is allowed; undefined when nothing is. The value is trimmed. */
  fault(value: string): string | undefined;
}

export interface CsvRow {
  readonly line: number;
  /** By column; without control characters, so that a database can take even a bad one. */
  readonly values: ReadonlyMap<string, string>;
}

/** Where the columns of the file stand, from 1. */
export type Header = ReadonlyMap<string, number>;

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

const longestRow = 100_000;

/**
 * Every row of the file, also a bad one, whose faults are added.
 * @param onHeader called once, before the first row.
 * @throws DomainError csv-invalid when the header lacks a column; what the source throws.
 */
export async function* csvRows(
  source: Readable,
  columns: readonly Column[],
  faults: Faults,
  onHeader: (header: Header) => void,
): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error !== undefined) faults.add({ ...placeOf(error), detail: syntaxFault(error) });
      return undefined;
    },
  });
  pipeline(source, toLineFeeds(), parser, () => undefined);
  let header: Header | undefined;
  let width = 0;
  for await (const { record, info } of parser as AsyncIterable<Parsed>) {
    const line = info.lines - record.join('').split('\n').length + 1;
    if (header === undefined) {
      header = headerOf(record, line, columns, faults);
      width = record.length;
      onHeader(header);
      continue;
    }
    if (record.length !== width) faults.add({ line, column: Math.min(record.length, width) + 1, detail: `the row has ${record.length} columns, the header ${width}` });
    yield { line, values: new Map(columns.map((column) => [column.name, checked(record, line, column, header as Header, faults)])) };
  }
  if (header === undefined) headerOf([], 1, columns, faults);
}

/** @throws DomainError csv-invalid when a column is missing, or is there twice: then no row can be read. */
function headerOf(record: readonly string[], line: number, columns: readonly Column[], faults: Faults): Header {
  const names = record.map((name) => name.trim().toLowerCase());
  const wanted = columns.map(({ name }) => name);
  const missing = wanted.filter((name) => !names.includes(name));
  const twice = wanted.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  for (const name of missing) faults.add({ line, detail: `the header has no column "${name}"; it needs ${wanted.join(',')}` });
  for (const name of twice) faults.add({ line, detail: `the header has the column "${name}" twice` });
  if (missing.length + twice.length > 0) faults.refuseIfAny();
  return new Map(wanted.map((name) => [name, names.indexOf(name) + 1]));
}

function checked(record: readonly string[], line: number, { name, fault }: Column, header: Header, faults: Faults): string {
  const column = header.get(name) ?? 0;
  const value = (record[column - 1] ?? '').trim();
  const wrong = unreadable(value) ?? fault(value);
  if (wrong !== undefined) faults.add({ line, column, detail: `${name}: ${wrong}` });
  return value.replace(controlCharacters, ' ');
}

const controlCharacters = /\p{Cc}/gu;

function unreadable(value: string): string | undefined {
  if (/\p{Cc}/u.test(value)) return 'control characters and line breaks are not allowed';
  return value.includes('\uFFFD') ? 'the file is not UTF-8 here' : undefined;
}

const syntaxFaults: Partial<Record<CsvError['code'], string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  CSV_MAX_RECORD_SIZE: `a row is longer than ${longestRow} characters`,
  CSV_INVALID_CLOSING_QUOTE: 'after a closing quote the field must end; double the quotes inside a field',
  INVALID_OPENING_QUOTE: 'a quote inside a field: put the field in quotes and double the quotes in it',
};

function placeOf({ lines, column }: CsvError): { line: number; column?: number } {
  return { line: typeof lines === 'number' ? lines : 1, ...(typeof column === 'number' ? { column: column + 1 } : {}) };
}

function syntaxFault({ code }: CsvError): string {
  return `${syntaxFaults[code] ?? 'the row is no CSV (RFC 4180)'}; what follows may not have been read`;
}

/** One kind of line end, so that lines can be counted; no byte of a longer UTF-8 character looks like one. */
function toLineFeeds(): Transform {
  let endedInReturn = false;
  return new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      const text = chunk.toString('latin1');
      const withoutHalf = endedInReturn && text.startsWith('\n') ? text.slice(1) : text;
      endedInReturn = text.endsWith('\r');
      done(null, Buffer.from(withoutHalf.replace(/\r\n?/g, '\n'), 'latin1'));
    },
  });
}
