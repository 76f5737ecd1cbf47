// Workbooks as spreadsheet programs write them, from the XML of their sheets' cells.
import { strToU8, zipSync, type Zippable } from 'fflate';

export interface FixtureSheet {
  readonly name: string;
  /** A cell is its text, or the XML of its element without the place. */
  readonly rows: readonly (readonly (string | { readonly xml: string; readonly attributes?: string })[])[];
  readonly merged?: readonly string[];
  readonly isHidden?: boolean;
  /** [row, column] from 0. */
  readonly picture?: readonly [number, number];
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const ofPackage = 'http://schemas.openxmlformats.org/package/2006';
/** The style of a cell that is green. */
export const green = { xml: '', attributes: 's="1"' };

export function workbook(sheets: readonly FixtureSheet[], more: Readonly<Record<string, string>> = {}): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${ofPackage}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map(({ name, isHidden }, at) => `<sheet name="${name}" sheetId="${at + 1}"${isHidden === true ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([...sheets.map((_, at) => [`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`] as const), ['rId99', 'styles', 'styles.xml']]),
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF00FF00"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fillId="0"/><xf fillId="2" applyFill="1"/></cellXfs></styleSheet>`,
  };
  for (const [at, sheet] of sheets.entries()) {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet);
    if (sheet.picture === undefined) continue;
    const [row, column] = sheet.picture;
    parts[`xl/worksheets/_rels/sheet${at + 1}.xml.rels`] = relations([['rId9', 'drawing', '../drawings/drawing1.xml']]);
    parts['xl/drawings/drawing1.xml'] = `<xdr:wsDr xmlns:xdr="x"><xdr:oneCellAnchor><xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:pic/></xdr:oneCellAnchor></xdr:wsDr>`;
  }
  const files: Zippable = Object.fromEntries(Object.entries({ ...parts, ...more }).map(([name, xml]) => [name, strToU8(xml)]));
  return zipSync(files);
}

function relations(all: readonly (readonly [id: string, type: string, target: string])[]): string {
  return `<Relationships xmlns="${ofPackage}/relationships">${all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
}

function sheetXml({ rows, merged = [] }: FixtureSheet): string {
  const lines = rows.map((row, line) => `<row r="${line + 1}">${row.map((value, column) => cellXml(value, `${String.fromCharCode(65 + column)}${line + 1}`)).join('')}</row>`);
  const merges = merged.length === 0 ? '' : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData>${merges}</worksheet>`;
}

function cellXml(value: FixtureSheet['rows'][number][number], place: string): string {
  if (typeof value !== 'string') return `<c r="${place}" ${value.attributes ?? ''}>${value.xml}</c>`;
  return value === '' ? '' : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`;
}
