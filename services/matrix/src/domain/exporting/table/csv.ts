// CSV after RFC 4180, with the byte order mark by which spreadsheets know UTF-8. It has the expectations; terms are no rows of that table.
import type { Subject } from '../subject.js';
import { expectationTable, looksLikeFormula, type Value } from './rows.js';

export function toCsv(subject: Subject): string {
  const { header, rows } = expectationTable(subject);
  return `\ufeff${[header, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}

/** Always in quotes, so no text can end its field. An apostrophe keeps a spreadsheet from calculating what looks like a formula. */
function field(value: Value): string {
  if (typeof value === 'number') return String(value);
  return `"${looksLikeFormula(value) ? "'" : ''}${value.replaceAll('"', '""')}"`;
}
