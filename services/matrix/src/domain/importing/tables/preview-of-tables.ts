import { draftOfParts, type ToldBesideParts } from '../assembling/draft-of-parts.js';
import type { Part } from '../assembling/said.js';
import type { Anomaly, Preview, PreviewQuestion } from '../drafting/draft.js';
import { previewOfDraft } from '../drafting/preview-of-draft.js';
import type { FileFormat } from '../files/source-file.js';
import { saysListsAddUp } from '../meaning/additive.js';
import { importLimits, unreadable } from '../refusal.js';
import { groupNamed } from '../text/group-words.js';
import { isStorable } from '../text/storable.js';
import { columnTitles } from './header.js';
import { knownHeader } from './header-words.js';
import { mostCells } from './limits.js';
import type { Mapping, SampleTable, TableMapping } from './mapping.js';
import { isComplete, proposeMapping } from './proposing/propose.js';
import { readTable } from './read-table.js';
import { shapeOf } from './shape.js';
import type { Table } from './table.js';
import { termsIn } from './terms-table.js';

const sampledRows = 5;
const sampledLength = 200;

/** What is known of the file beside its tables. */
export interface Beside extends ToldBesideParts {
  readonly name?: string | undefined;
  /** What of the file was read without a table. */
  readonly parts?: readonly Part[];
}

/**
 * The preview of a file of tables, by the mapping that a person said, else by the one that they suggest. Where they suggest none it has no
 * level, and asks for one.
 * @throws DomainError import-unreadable
 */
export function previewOfTables(format: FileFormat, tables: readonly Table[], said: Mapping | undefined, beside: Beside = {}): Preview {
  mustBeSmall(tables);
  const mapping = said ?? proposed(tables);
  const glossaries = tables.flatMap((table) => {
    const told = mapping.some((one) => one.table === table.name && isComplete(one)) ? undefined : termsIn(table);
    return told === undefined ? [] : [{ table, ...told }];
  });
  const terms = [...(beside.terms ?? []), ...glossaries.flatMap((one) => one.terms)];
  const read = mapping.flatMap((one) => {
    const table = tables.find(({ name }) => name === one.table);
    if (table === undefined) throw unreadable({ line: 1, column: 1 }, 'no-such-table', { table: one.table, tables: tables.map(({ name }) => `"${name}"`).join(', ') });
    return isComplete(one) ? [readTable(table, one)] : [];
  });
  const parts = [...(beside.parts ?? []), ...read];
  const isAdditive = beside.isAdditive === true || mapping.some((one) => saysAboveHeader(tables, one));
  const draft = draftOfParts(parts, { ...beside, terms, isAdditive });
  const complete = draft.items.length > 0;
  const preview = previewOfDraft({
    ...draft,
    anomalies: [...draft.anomalies, ...glossaries.flatMap((one) => one.anomalies), ...notTaken(tables.filter((table) => !glossaries.some((one) => one.table === table)), mapping)],
    questions: complete
      ? [...draft.questions, ...(said === undefined ? questionOfSignals(tables, mapping) : [])]
      : [{ kind: 'mapping-needed', message: 'The file does not tell by itself where its levels and statements are: say what its columns are, and it is read by that.' }],
  });
  return { ...preview, source: { format, name: beside.name, tables: tables.map((table) => sampleOf(table, mapping)), mapping, shape: shapeOf(format, tables) } };
}

/** "Each level includes the ones before" in a row above its header. */
function saysAboveHeader(tables: readonly Table[], { table: name, header }: TableMapping): boolean {
  const rows = tables.find((table) => table.name === name)?.rows.slice(0, header) ?? [];
  return rows.some((row) => row.some(saysListsAddUp));
}

/** Several sheets, or packed files, are each of one group where their names say no level: "Technical", "Leadership". */
function proposed(tables: readonly Table[]): TableMapping[] {
  const mappings = tables.map(proposeMapping);
  const read = mappings.filter(isComplete);
  return mappings.map((one) => {
    const isGrouped = one.group !== undefined || one.columns.some(({ is }) => is === 'group');
    if (!isComplete(one) || isGrouped || one.competency !== undefined || knownHeader(one.table) !== undefined || one.level !== undefined || one.language !== undefined) return one;
    const name = one.table.replace(/^.*\//u, '').replace(/\.(?:csv|tsv|md|markdown|mdx|ya?ml|json)$/iu, '').trim();
    // the lists of a document, beside its tables, are called as the document is
    const isWhole = tables.some((other) => other.name.startsWith(`${one.table} / `));
    const byName = groupNamed(name) !== undefined || (read.length > 1 && !isWhole && !/^(?:sheet|table|лист|таблица)\s?\d*$/iu.test(name));
    return byName && name !== '' ? { ...one, group: name.slice(0, 200) } : one;
  });
}

/** What is proposed of columns that could as well be something else. */
function questionOfSignals(tables: readonly Table[], mapping: Mapping): PreviewQuestion[] {
  const read = mapping.flatMap((one) => {
    const table = tables.find(({ name }) => name === one.table);
    const headers = table === undefined || !isComplete(one) ? [] : columnTitles(table, one.header);
    return one.columns.flatMap(({ is }, at) => ((is === 'example' || is === 'statement') && /\bsignals?\b/iu.test(headers[at] ?? '') ? [{ is, title: headers[at] ?? '' }] : []));
  });
  const [first] = read;
  if (first === undefined) return [];
  const [as, other] = first.is === 'example' ? ['examples of what is expected', 'what is expected itself'] : ['what is expected', 'examples of it'];
  return [{ kind: 'signals', message: `"${first.title.slice(0, 120)}" is read as ${as}. If it holds ${other}, say so of the column.` }];
}

function notTaken(tables: readonly Table[], mapping: Mapping): Anomaly[] {
  return tables.flatMap((table): Anomaly[] => {
    const one = mapping.find(({ table: name }) => name === table.name);
    const hasWords = table.rows.some((row) => row.some((cell) => /\p{L}/u.test(cell)));
    if (!hasWords || (one !== undefined && isComplete(one))) return [];
    return [{ kind: 'unassigned-text', ...table.placeOf(0, 0), message: `the table "${table.name}" is not taken; map its columns, if it is wanted` }];
  });
}

function mustBeSmall(tables: readonly Table[]): void {
  let cells = 0;
  for (const { rows, placeOf } of tables) {
    for (const [row, { length }] of rows.entries()) {
      cells += length;
      if (cells > mostCells) throw unreadable(placeOf(row, 0), 'too-many-cells', { most: mostCells });
    }
    const long = rows.findIndex((row) => row.some((cell) => cell.length > importLimits.itemLength));
    if (long >= 0) throw unreadable(placeOf(long, 0), 'cell-too-long', { most: importLimits.itemLength });
    const broken = rows.findIndex((row) => !row.every(isStorable));
    if (broken >= 0) throw unreadable(placeOf(broken, 0), 'broken-characters-in-row');
  }
}

function sampleOf(table: Table, mapping: Mapping): SampleTable {
  const header = mapping.find(({ table: name }) => name === table.name)?.header ?? 0;
  return {
    table: table.name,
    headers: columnTitles(table, header).map((title) => title.slice(0, sampledLength)),
    rows: table.rows.slice(header, header + sampledRows).map((row) => row.map((cell) => cell.slice(0, sampledLength))),
    height: table.rows.length,
  };
}
