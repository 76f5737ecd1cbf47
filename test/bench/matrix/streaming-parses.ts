// Parsers of other people that read a file as a stream and keep nothing of it, a format each.
import type { ExportFormat } from '@rung/matrix/exporting';
import { Readable } from 'node:stream';

import { peer } from '../peers.js';
import { cellsOf, type LargeMatrix } from './large-matrix.js';

export type Format = Extract<ExportFormat, 'case' | 'csv' | 'json' | 'markdown' | 'xlsx' | 'yaml'>;

export interface StreamingParse {
  readonly by: string;
  /** How many there are in a file, counted as they come: rows, keys, or entries of lists. */
  partsIn(bytes: Buffer): Promise<number>;
  /** How many the matrix must have. */
  partsOf(matrix: LargeMatrix): number;
}

interface CsvParse {
  parse(options: { readonly bom: boolean }): NodeJS.ReadWriteStream & AsyncIterable<readonly string[]>;
}
interface StreamJson {
  parserStream(): NodeJS.ReadWriteStream & AsyncIterable<{ readonly name: string; readonly value?: unknown }>;
}
interface ExcelJs {
  readonly default: { readonly stream: { readonly xlsx: { WorkbookReader: new (input: Readable, options: object) => AsyncIterable<AsyncIterable<unknown>> } } };
}
interface Yaml {
  Lexer: new () => { lex(text: string): Iterable<string> };
}

interface Marked {
  readonly Lexer: new () => { lex(text: string): readonly MarkdownToken[] };
}
interface MarkdownToken {
  readonly type: string;
  readonly items?: readonly unknown[];
}

/** What a cell of the grid has once, in JSON and YAML. */
const keyOfCells = 'listedAt';

export async function streamsOf(): Promise<ReadonlyMap<Format, StreamingParse>> {
  const [{ parse }, { parserStream }, { default: excel }, { Lexer }, marked] = [await peer<CsvParse>('csv-parse'), await peer<StreamJson>('stream-json'), await peer<ExcelJs>('exceljs'), await peer<Yaml>('yaml'), await peer<Marked>('marked')];
  return new Map<Format, StreamingParse>([
    ['csv', { by: 'csv-parse', partsIn: (bytes) => count(Readable.from([bytes]).pipe(parse({ bom: true }))), partsOf: (matrix) => cellsOf(matrix) + 1 }],
    ['json', { by: 'stream-json', partsIn: (bytes) => count(Readable.from([bytes]).pipe(parserStream()), ({ name, value }) => name === 'keyValue' && value === keyOfCells), partsOf: cellsOf }],
    ['yaml', { by: "yaml's lexer", partsIn: async (bytes) => countAtOnce(new Lexer().lex(bytes.toString()), keyOfCells), partsOf: cellsOf }],
    // nothing hands out Markdown as it comes, so this one makes a tree: a list below each competency, an entry of it for each cell
    ['markdown', { by: "marked's lexer", partsIn: async (bytes) => entriesIn(new marked.Lexer().lex(bytes.toString())), partsOf: cellsOf }],
    ['case', { by: 'stream-json', partsIn: (bytes) => count(Readable.from([bytes]).pipe(parserStream()), ({ name, value }) => name === 'keyValue' && value === 'educationLevel'), partsOf: cellsOf }],
    // and the headers of its two sheets
    ['xlsx', { by: "ExcelJS's reader of rows", partsIn: (bytes) => count(rowsIn(new excel.stream.xlsx.WorkbookReader(Readable.from([bytes]), { sharedStrings: 'cache', worksheets: 'emit' }))), partsOf: (matrix) => cellsOf(matrix) + 2 }],
  ]);
}

async function count<Part>(parts: AsyncIterable<Part>, isCounted: (part: Part) => boolean = () => true): Promise<number> {
  let counted = 0;
  for await (const part of parts) if (isCounted(part)) counted += 1;
  return counted;
}

function entriesIn(tokens: readonly MarkdownToken[]): number {
  return tokens.reduce((sum, { type, items }) => sum + (type === 'list' ? (items?.length ?? 0) : 0), 0);
}

/** Without a turn of the event loop for each, which this parser does not ask for. */
function countAtOnce(parts: Iterable<string>, counted: string): number {
  let found = 0;
  for (const part of parts) if (part === counted) found += 1;
  return found;
}

async function* rowsIn(sheets: AsyncIterable<AsyncIterable<unknown>>): AsyncIterable<unknown> {
  for await (const sheet of sheets) yield* sheet;
}
