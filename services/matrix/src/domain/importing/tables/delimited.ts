// CSV and its kin.
import { parse } from 'csv-parse/sync';

import { importLimits, unreadable } from '../refusal.js';
import { mostCells } from './limits.js';
import type { Table } from './table.js';

const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

interface Row {
  readonly record: string[];
  /** The one that it ends on. */
  readonly line: number;
}

/** @throws DomainError import-unreadable with the line at fault */
export function delimitedTable(text: string, delimiter: Delimiter, name: string, part?: string): Table {
  const rows = rowsOf(text, delimiter, part);
  return {
    name,
    rows: rows.map(({ record }) => record),
    placeOf: (row, column) => ({ line: (rows[row - 1]?.line ?? 0) + 1, column: column + 1, ...(part === undefined ? {} : { part }) }),
    anomalies: [],
  };
}

function rowsOf(text: string, delimiter: Delimiter, part: string | undefined): Row[] {
  mustHaveFewCells(text, delimiter, part);
  const rows: Row[] = [];
  try {
    parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: importLimits.itemLength * 10,
      on_record: (record, { lines }) => {
        rows.push({ record: record.map(withoutApostrophe), line: lines });
        return null;
      },
    });
    return rows;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    const fault = code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quotation mark in the row that begins here is never closed' : `this is no CSV (${code.toLowerCase().replaceAll('_', ' ')})`;
    throw unreadable({ line: (rows.at(-1)?.line ?? 0) + 1, column: 1, part }, 'quotes', { fault });
  }
}

/** By one, an export keeps a spreadsheet from calculating a text; it is no part of it. */
function withoutApostrophe(cell: string): string {
  return /^'(?:[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u.test(cell) ? cell.slice(1) : cell;
}

function mustHaveFewCells(text: string, delimiter: Delimiter, part: string | undefined): void {
  let cells = 0;
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\n') line += 1;
    if (sign === delimiter || sign === '\n') cells += 1;
    if (cells > mostCells) throw unreadable({ line, column: 1, part }, 'too-many-cells', { most: mostCells });
  }
}

/** The delimiter that gives every row of the text the same number of cells, two or more; the most cells win. Undefined where none does. */
export function delimiterOf(text: string): Delimiter | undefined {
  const sample = text.slice(0, 200_000);
  const widths = delimiters.map((delimiter) => ({ delimiter, width: evenWidth(sample, delimiter) }));
  const [best] = widths.sort((one, other) => other.width - one.width);
  return best !== undefined && best.width >= 2 ? best.delimiter : undefined;
}

function evenWidth(sample: string, delimiter: Delimiter): number {
  try {
    const rows = parse(sample, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, to: 50 }) as string[][];
    const counts = new Set(rows.map((row) => row.length));
    return rows.length >= 2 && counts.size === 1 ? ([...counts][0] ?? 0) : 0;
  } catch {
    return 0;
  }
}

/** The delimiter that stands in the first line most often: of a file that is said to be CSV, however uneven its rows. */
export function likelyDelimiter(text: string): Delimiter {
  const even = delimiterOf(text);
  if (even !== undefined) return even;
  const [line = ''] = text.split('\n', 1);
  const [best] = delimiters.map((delimiter) => ({ delimiter, count: line.split(delimiter).length })).sort((one, other) => other.count - one.count);
  return best?.delimiter ?? ',';
}
