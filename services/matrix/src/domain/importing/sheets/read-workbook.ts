// XLSX: a table for each sheet, its cells as they show.
import { read, utils, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { zipSync } from 'fflate';

import type { Anomaly } from '../drafting/draft.js';
import { unreadable } from '../refusal.js';
import { mostCells } from '../tables/limits.js';
import { mostColumns } from '../tables/mapping.js';
import type { Table } from '../tables/table.js';
import type { FilePlace } from '../text/source.js';
import { picturesOf, type Pictures } from './pictures.js';

const mostRows = 20_000;
type Cells = readonly (readonly (CellObject | undefined)[] | undefined)[];

/** @param packed the name of a file of a ZIP */
export function isWorkbook(packed: string): boolean {
  return packed === 'xl/workbook.xml';
}

/** @param files as they were unpacked within limits: the reader gets them packed anew, and unpacks no more than these. @throws DomainError import-unreadable */
export function tablesOfWorkbook(files: ReadonlyMap<string, Uint8Array>): { readonly tables: Table[]; readonly anomalies: Anomaly[] } {
  const pictures = picturesOf(files);
  const workbook = workbookOf(files);
  const sheets = workbook.SheetNames.map((name, at) => ({
    name,
    sheet: Object.hasOwn(workbook.Sheets, name) ? workbook.Sheets[name] : undefined,
    isHidden: (workbook.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0,
    pictures: pictures[at] ?? { at: new Set<string>() },
  }));
  return {
    tables: sheets.flatMap(({ name, sheet, isHidden, pictures: shown }) => (sheet === undefined || isHidden ? [] : [tableOf(sheet, name, shown)])),
    anomalies: sheets.flatMap(({ name, isHidden }): Anomaly[] =>
      isHidden ? [{ kind: 'unassigned-text', line: 1, column: 1, part: name, message: `the sheet "${name}" is hidden and is not taken; show it, if it is wanted` }] : [],
    ),
  };
}

function workbookOf(files: ReadonlyMap<string, Uint8Array>): WorkBook {
  try {
    return read(zipSync(Object.fromEntries(files), { level: 0 }), { type: 'array', dense: true, cellStyles: true, cellHTML: false, sheetRows: mostRows + 1 });
  } catch {
    throw unreadable({ line: 1, column: 1 }, 'broken-workbook');
  }
}

function tableOf(sheet: WorkSheet, name: string, pictures: Pictures): Table {
  const cells = (sheet['!data'] ?? []) as Cells;
  const placeOf = (row: number, column: number): FilePlace => ({ line: row + 1, column: column + 1, part: name, cell: utils.encode_cell({ r: row, c: column }) });
  mustBeModest(cells, placeOf);
  const rows = Array.from({ length: cells.length }, (_, row) => Array.from(cells[row] ?? [], (cell) => textOf(cell)));
  fillMerged(rows, sheet, placeOf);
  return {
    name,
    rows,
    placeOf,
    anomalies: Array.from({ length: cells.length }, (_, row) => calculated(cells[row] ?? [], (column) => placeOf(row, column))).flat(),
    showsOnly: (row, column) => (pictures.at.has(`${row}:${column}`) ? 'picture' : isColoured(cells[row]?.[column]) ? 'colour' : undefined),
  };
}

function mustBeModest(cells: Cells, placeOf: (row: number, column: number) => FilePlace): void {
  if (cells.length > mostRows) throw unreadable(placeOf(mostRows, 0), 'too-many-rows', { most: mostRows });
  const wide = cells.findIndex((row) => (row?.length ?? 0) > mostColumns);
  if (wide >= 0) throw unreadable(placeOf(wide, mostColumns), 'too-many-columns', { most: mostColumns });
  const count = cells.reduce((sum, row) => sum + (row?.length ?? 0), 0);
  if (count > mostCells) throw unreadable(placeOf(0, 0), 'too-many-cells-in-sheet', { most: mostCells });
}

/** As the spreadsheet shows it: dates and numbers in their format. An error is no text. */
function textOf(cell: CellObject | undefined): string {
  if (cell === undefined || cell.t === 'z' || cell.t === 'e') return '';
  return cell.t === 's' ? String(cell.v ?? '') : (cell.w ?? String(cell.v ?? ''));
}

/** What a merged cell says holds for each that it covers; one across the whole sheet is a title, and stays one cell. */
function fillMerged(rows: string[][], sheet: WorkSheet, placeOf: Table['placeOf']): void {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  let filled = 0;
  for (const { s, e } of sheet['!merges'] ?? []) {
    const text = rows[s.r]?.[s.c] ?? '';
    if (text === '' || (s.c === 0 && e.c >= width - 1)) continue;
    const last = Math.min(e.c, width - 1);
    for (let row = s.r; row <= Math.min(e.r, rows.length - 1); row += 1) {
      filled += last - s.c + 1;
      if (filled > mostCells) throw unreadable(placeOf(row, s.c), 'too-many-merged-cells', { most: mostCells });
      const cells = Array.from({ length: Math.max(rows[row]?.length ?? 0, last + 1) }, (_, at) => rows[row]?.[at] ?? '');
      rows[row] = cells.fill(text, s.c, last + 1);
    }
  }
}

function calculated(row: readonly (CellObject | undefined)[], placeOf: (column: number) => FilePlace): Anomaly[] {
  return Array.from(row, (cell, column): Anomaly[] => {
    if (cell?.t === 'e') return [{ kind: 'formula', ...placeOf(column), message: `the cell shows an error (${String(cell.w ?? '')}) and is taken as blank` }];
    if (cell?.f === undefined) return [];
    const formula = cell.f.length > 80 ? `${cell.f.slice(0, 79)}…` : cell.f;
    return [{ kind: 'formula', ...placeOf(column), message: `the cell is calculated (=${formula}); nothing is calculated here, its last value "${textOf(cell).slice(0, 80)}" is taken` }];
  }).flat();
}

function isColoured(cell: CellObject | undefined): boolean {
  const fill = cell?.s as { readonly patternType?: string; readonly fgColor?: { readonly rgb?: string } } | undefined;
  return fill?.patternType === 'solid' && !/^(?:FF)?F{6}$/iu.test(fill.fgColor?.rgb ?? 'FFFFFF');
}
