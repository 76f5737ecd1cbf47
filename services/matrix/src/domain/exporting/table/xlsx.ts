// XLSX (ECMA-376): two sheets of texts. Every text is of the type "inline string", which no program calculates; what looks like a formula is
// also marked as quoted, so that it stays a text when somebody edits the cell.
import { strToU8, zipSync } from 'fflate';

import type { Subject } from '../subject.js';
import { expectationTable, looksLikeFormula, termTable, type Table, type Value } from './rows.js';

const longestCell = 32_767;
const styles = { plain: 0, header: 1, quoted: 2 } as const;
/** The first day that a ZIP can tell: the same content gives the same bytes. */
const noTime = '1980-01-01T00:00:00';

export function toXlsx(subject: Subject): Uint8Array {
  const tables = [expectationTable(subject), termTable(subject)];
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes(tables),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbook(tables),
    'xl/_rels/workbook.xml.rels': relations([...tables.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]), ['styles', 'styles.xml']]),
    'xl/styles.xml': styleSheet,
    ...Object.fromEntries(tables.map((table, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheet(table)])),
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(declaration + xml)])), { mtime: noTime });
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const ofPackage = 'http://schemas.openxmlformats.org/package/2006';
const ofOffice = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function contentTypes(tables: readonly Table[]): string {
  const overrides = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...tables.map((_, at) => [`/xl/worksheets/sheet${at + 1}.xml`, 'worksheet']),
  ].map(([part, type]) => `<Override PartName="${part}" ContentType="${spreadsheetType}.${type}+xml"/>`);
  return `<Types xmlns="${ofPackage}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${ofOffice}/${type}" Target="${target}"/>`);
  return `<Relationships xmlns="${ofPackage}/relationships">${each.join('')}</Relationships>`;
}

function workbook(tables: readonly Table[]): string {
  const sheets = tables.map(({ name }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  return `<workbook xmlns="${main}" xmlns:r="${ofOffice}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

/** In the order of `styles`: plain, header, quoted; long texts wrap. */
const styleSheet = [
  `<styleSheet xmlns="${main}">`,
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="3">',
  ...[
    ['0', ''],
    ['1', ' applyFont="1"'],
    ['0', ' quotePrefix="1"'],
  ].map(([font, more]) => `<xf numFmtId="0" fontId="${font}" fillId="0" borderId="0" xfId="0"${more} applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`),
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');

function sheet({ header, rows }: Table): string {
  const columns = header.map((title, at) => `<col min="${at + 1}" max="${at + 1}" width="${/^(title|statement|questions|examples|antipatterns|definition)/.test(title) ? 48 : 16}" customWidth="1"/>`);
  const lines = [header, ...rows].map(
    (row, line) => `<row r="${line + 1}">${row.map((value, at) => cell(value, `${columnName(at)}${line + 1}`, line === 0)).join('')}</row>`,
  );
  return [
    `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData>`,
    `<autoFilter ref="A1:${columnName(header.length - 1)}${rows.length + 1}"/></worksheet>`,
  ].join('');
}

function cell(value: Value, place: string, isHeader: boolean): string {
  if (typeof value === 'number') return `<c r="${place}" s="${styles.plain}"><v>${value}</v></c>`;
  const style = isHeader ? styles.header : looksLikeFormula(value) ? styles.quoted : styles.plain;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnName(at: number): string {
  const rest = Math.floor(at / 26) - 1;
  return (rest < 0 ? '' : columnName(rest)) + String.fromCharCode(65 + (at % 26));
}

/** What XML cannot hold is told as `_x0001_`, and what looks like that as `_x005F_x0001_`: ECMA-376, ST_Xstring. */
function xmlText(text: string): string {
  const kept = text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text;
  return kept
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
