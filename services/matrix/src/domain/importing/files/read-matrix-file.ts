// A file of any format becomes a preview.
import { entriesOf } from '../archives/entries.js';
import { readArchive } from '../archives/read-archive.js';
import { onlyFile, unpacked } from '../archives/unpack.js';
import { readMarkdown } from '../documents/read-markdown.js';
import type { Preview } from '../drafting/draft.js';
import { readMatrixText } from '../read-matrix-text.js';
import { importLimits, unreadable } from '../refusal.js';
import { delimitedTable, likelyDelimiter } from '../tables/delimited.js';
import type { Mapping } from '../tables/mapping.js';
import { previewOfTables } from '../tables/preview-of-tables.js';
import { readTree } from '../trees/read-tree.js';
import { isWorkbook, tablesOfWorkbook } from '../sheets/read-workbook.js';
import type { SaidLine } from '../structure/said-lines.js';
import { decoded } from './decode.js';
import { mustBeUnsaid } from './must-be-unsaid.js';
import { formatCalled, formatOfText } from './recognise.js';
import type { FileFormat, SourceFile } from './source-file.js';
import { isZip, unzipped } from './unzip.js';

/**
 * Reads a file as its content tells, or as it is said to be.
 * @param mapping what its tables' columns are, where a person has said it
 * @param said what lines of a text are, where a person has said it
 * @throws DomainError correction-not-applicable, import-unreadable with `errors: [{line, column, part, cell, detail}]`
 */
export function readMatrixFile(file: SourceFile, mapping?: Mapping, said: readonly SaidLine[] = []): Preview {
  mustFit(file.bytes, importLimits.structuredBytes);
  if (isZip(file.bytes)) {
    mustBeUnsaid(said);
    return readZip(file, mapping);
  }
  if (file.format === 'zip') throw unreadable({ line: 1, column: 1 }, 'no-zip');
  if (file.format === 'xlsx') throw unreadable({ line: 1, column: 1 }, 'no-xlsx');
  const text = decoded(file.bytes);
  const format = file.format ?? formatOfText(text, formatCalled(file.name));
  if (!structured.has(format)) mustFit(file.bytes, importLimits.bytes);
  return readText(text, format, file.name ?? '', mapping, said);
}

/** What takes little memory and time for what it holds. */
const structured: ReadonlySet<FileFormat> = new Set(['json', 'case', 'csv', 'tsv']);

function mustFit({ length }: Uint8Array, most: number): void {
  if (length <= most) return;
  const [mb, structuredMb] = [most / 1024 / 1024, importLimits.structuredBytes / 1024 / 1024];
  throw unreadable({ line: 1, column: 1 }, length > importLimits.structuredBytes ? 'file-too-large' : 'file-too-large-so', { most: mb, structured: structuredMb });
}

function readZip({ bytes, format, name }: SourceFile, mapping: Mapping | undefined): Preview {
  const entries = entriesOf(bytes);
  if (!entries.some((entry) => isWorkbook(entry.name))) {
    if (format === 'xlsx') throw unreadable({ line: 1, column: 1 }, 'zip-no-xlsx');
    const files = unpacked(bytes, entries);
    const only = onlyFile(files);
    if (only !== undefined && isWholeMatrix(only)) return readMatrixFile(only, mapping);
    return readArchive(files, mapping, nameOf(name ?? ''));
  }
  const { tables, anomalies } = tablesOfWorkbook(unzipped(bytes));
  const preview = previewOfTables('xlsx', tables, mapping);
  return { ...preview, anomalies: [...preview.anomalies, ...anomalies] };
}

/** What nobody packs a part in: alone in its ZIP it is read as it would be without. */
function isWholeMatrix({ bytes, name }: { readonly bytes: Uint8Array; readonly name: string }): boolean {
  return isZip(bytes) || /\.(?:ya?ml|json)$/iu.test(name);
}

function readText(text: string, format: FileFormat, name: string, mapping: Mapping | undefined, said: readonly SaidLine[]): Preview {
  if (format === 'markdown') return readMarkdown(text, nameOf(name), mapping, said);
  if (format === 'text') return readMatrixText(text, said);
  mustBeUnsaid(said);
  if (format === 'csv' || format === 'tsv')
    return previewOfTables(format, [delimitedTable(text, format === 'tsv' ? '\t' : likelyDelimiter(text), nameOf(name))], mapping);
  return readTree(text, format === 'yaml' ? 'yaml' : 'json', nameOf(name), mapping);
}

function nameOf(file: string): string {
  return file.replace(/^.*[/\\]/u, '').replace(/\.\w{1,10}$/u, '').slice(0, 200);
}
