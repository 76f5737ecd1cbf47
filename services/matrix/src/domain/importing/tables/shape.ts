import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import type { FileFormat } from '../files/source-file.js';
import { columnTitles, headerRowsOf } from './header.js';
import type { Table } from './table.js';

/** The same for files of one format whose tables have the same headers, or the same first row where none looks like one: what was said of one's columns goes for the other's. */
export function shapeOf(format: FileFormat, tables: readonly Table[]): string {
  const shapes = tables.map((table) => ({ name: tables.length > 1 ? table.name : '', headers: columnTitles(table, Math.max(1, headerRowsOf(table))) }));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([format, shapes]))));
}
