// Headings and lists as a table: a row for each entry or paragraph, a column for each depth of what stands above it.
import type { Anomaly } from '../drafting/draft.js';
import { saysListsAddUp } from '../meaning/additive.js';
import { unreadable } from '../refusal.js';
import { isBeside, type Beside } from '../tables/header-words.js';
import { namesLevel } from '../tables/level-names.js';
import { mostCells } from '../tables/limits.js';
import type { KnownColumn, Table, TableHints } from '../tables/table.js';
import type { Block, Heading } from './blocks.js';
import { besideLevels, levelHeadingsIn, pathTo } from './level-headings.js';
import { sectionOf, type Section } from './section.js';

const headings = 7;
const mostDepth = 6;
/** Headings, entries that others stand below, what an entry begins with, and what it says. */
const columns: readonly KnownColumn[] = [
  ...Array.from({ length: headings }, (_, at) => ({ title: at < 6 ? '#'.repeat(at + 1) : '**…**', header: [], isKey: true })),
  ...Array.from({ length: mostDepth }, (_, at) => ({ title: `${'  '.repeat(at)}- …`, header: [], isKey: true })),
  { title: '- …:', header: [], isKey: true },
  { title: 'text', header: ['statement'], isKey: false },
  { title: 'questions', header: ['question'], isKey: false },
  { title: 'examples', header: ['example'], isKey: false },
  { title: 'antipatterns', header: ['antipattern'], isKey: false },
];
const ofPrefix = headings + mostDepth;
const ofText = ofPrefix + 1;
const ofBeside: Readonly<Record<Beside, number>> = { question: ofText + 1, example: ofText + 2, antipattern: ofText + 3 };

interface Row {
  /** Those of headings and of entries above it. */
  readonly above: readonly string[];
  readonly called: string | undefined;
  readonly rest: string;
  readonly text: string;
  /** What stands below headings of its own, and belongs to it. */
  readonly beside: Partial<Record<Beside, string[]>>;
  readonly line: number;
}

export interface Outline {
  /** Undefined where no entry stands there, and no paragraph that says something itself. The title is not one of its columns. */
  readonly table: Table | undefined;
  /** Every entry begins with what it is about. */
  readonly hasPrefixes: boolean;
  readonly anomalies: readonly Anomaly[];
}

export function outlineOf(blocks: readonly Block[], name: string, title: Heading | undefined, hints: TableHints, part?: string): Outline {
  const levels = levelHeadingsIn(blocks, title);
  const told = rowsOf(blocks, title, { isOfLevel: hints.level !== undefined || namesLevel(name), levels }, part);
  const { rows, anomalies } = withoutAsides(told, levels, part);
  const cells = cellsOf(rows);
  return { table: rows.length === 0 ? undefined : tableOf(rows, cells, name, hints, part), hasPrefixes: cells.some((row) => row[ofPrefix] !== ''), anomalies };
}

function tableOf(rows: readonly Row[], cells: readonly (readonly string[])[], name: string, hints: TableHints, part: string | undefined): Table {
  const used = columns.map((_, at) => at).filter((at) => cells.some((row) => (row[at] ?? '') !== ''));
  return {
    name,
    rows: cells.map((row) => used.map((at) => row[at] ?? '')),
    placeOf: (row) => ({ line: rows[row]?.line ?? 1, column: 1, ...(part === undefined ? {} : { part }) }),
    anomalies: [],
    known: { ...hints, header: 0, columns: used.flatMap((at) => columns[at] ?? []), rowsStandAlone: true },
  };
}

interface Speaks {
  /** The whole file does, of one. */
  readonly isOfLevel: boolean;
  /** The headings that name levels. */
  readonly levels: ReadonlySet<string>;
}

interface Told {
  readonly rows: Row[];
  readonly anomalies: Anomaly[];
}

/** What a page tells beside its levels, below headings that name none, is named and not taken. */
function withoutAsides({ rows, anomalies }: Told, levels: ReadonlySet<string>, part: string | undefined): Told {
  const pathOf = ({ above }: Row): string[] => Array.from({ length: headings }, (_, at) => above[at] ?? '');
  const beside = besideLevels(rows.map(pathOf), levels);
  const asideAbove = (row: Row): string | undefined => pathOf(row).find((name, at, path) => beside.has(`${pathTo(path, at)}${JSON.stringify(name)}`));
  const asides = new Map<string, Row>();
  for (const row of rows) {
    const heading = asideAbove(row);
    if (heading !== undefined && !asides.has(heading)) asides.set(heading, row);
  }
  const named = [...asides].map(([heading, { line }]): Anomaly => ({ kind: 'unassigned-text', line, column: 1, part, message: `"${quotable(heading)}" stands beside the levels and names none; what stands below it is not taken` }));
  return asides.size === 0 ? { rows, anomalies } : { rows: rows.filter((row) => asideAbove(row) === undefined), anomalies: [...anomalies, ...named] };
}

function rowsOf(blocks: readonly Block[], title: Heading | undefined, speaks: Speaks, part: string | undefined): Told {
  const rows: Row[] = [];
  const anomalies: Anomaly[] = [];
  const listed = blocks.some(({ is }) => is === 'entry');
  const isTabular = !listed && blocks.some(({ is }) => is === 'table');
  let above: string[] = [];
  let section: Section | undefined;
  for (const [at, block] of blocks.entries()) {
    if (block === title || block.is === 'table' || block.is === 'aside') continue;
    if (block.is === 'heading') {
      section = sectionOf(block, blocks[at + 1], above, speaks.isOfLevel, speaks.levels);
      // what is stated below it is of no other heading of its depth
      if (section === 'statement') above = above.slice(0, block.depth - 1);
      if (section !== undefined) continue;
      above = above.slice(0, block.depth - 1);
      above[block.depth - 1] = block.text;
      continue;
    }
    if (block.is === 'paragraph' && (isTabular || (listed && isAside(blocks, at) && !isStated(blocks, at, above, speaks)))) {
      if (!saysListsAddUp(block.words.text)) anomalies.push({ kind: 'unassigned-text', line: block.line, column: 1, part, message: `"${quotable(block.words.text)}" introduces what follows and is not taken` });
      continue;
    }
    const stated = rows.at(-1);
    if (isBeside(section) && stated !== undefined && isBelowTheSame(stated.above, above)) {
      (stated.beside[section] ??= []).push(block.words.text);
      continue;
    }
    const depth = block.is === 'entry' ? Math.min(block.depth, mostDepth) : 1;
    above = above.slice(0, headings + depth - 1);
    const { text, called, rest } = block.words;
    const isHead = isAbove(block, blocks[at + 1]);
    if (isHead) above[headings + depth - 1] = (called ?? text).replace(/\s?:$/u, '');
    if (!isHead) rows.push({ above: [...above], called, rest, text, beside: {}, line: block.line });
    else if (called !== undefined && rest !== '') rows.push({ above: [...above], called: undefined, rest, text: rest, beside: {}, line: block.line });
    if (rows.length * columns.length > mostCells * 2) throw unreadable({ line: block.line, column: 1, part }, 'too-many-entries');
  }
  return { rows, anomalies };
}

function isAbove(block: Block, next: Block | undefined): boolean {
  return block.is === 'entry' && next?.is === 'entry' && next.depth > block.depth;
}

/** In documents of lists, a paragraph says something itself only where no list and no heading below its own follows. */
function isAside(blocks: readonly Block[], at: number): boolean {
  const depth = blocks.slice(0, at).findLast((block) => block.is === 'heading')?.depth ?? 0;
  const next = blocks.slice(at + 1).find((block) => block.is !== 'paragraph' && block.is !== 'aside');
  const before = blocks.slice(0, at).findLast((block) => block.is !== 'paragraph' && block.is !== 'aside');
  return depth === 0 || before?.is === 'entry' || next?.is === 'entry' || (next?.is === 'heading' && next.depth > depth);
}

/** A paragraph between its heading and one of examples or questions is what they are about. */
function isStated(blocks: readonly Block[], at: number, above: readonly string[], { isOfLevel, levels }: Speaks): boolean {
  const [before, next, second] = [blocks[at - 1], blocks[at + 1], blocks[at + 2]];
  return before?.is === 'heading' && isBeside(sectionOf(next, second, above, isOfLevel, levels));
}

function isBelowTheSame(one: readonly (string | undefined)[], other: readonly (string | undefined)[]): boolean {
  return Array.from({ length: headings }, (_, at) => one[at] === other[at]).every(Boolean);
}

const prefix = /^(?<called>[^:\n]{1,60}):\s{0,5}(?<rest>\S.*)$/su;

/** "**Testing**: writes tests", "Junior: writes tests": where every entry begins so, by bold words or by levels, these say what it is about. */
function cellsOf(rows: readonly Row[]): string[][] {
  const read = rows.map((row) => (row.called === undefined ? levelPrefix(row.text) : row.rest === '' ? undefined : { called: row.called, rest: row.rest }));
  const isSaid = rows.length > 1 && read.every((found) => found !== undefined);
  return rows.map(({ above, text, beside }, at) => {
    const found = isSaid ? read[at] : undefined;
    const cells = columns.map((_, column) => above[column] ?? '');
    cells[ofPrefix] = found?.called ?? '';
    cells[ofText] = found?.rest ?? text;
    for (const [is, column] of Object.entries(ofBeside)) cells[column] = (beside[is as Beside] ?? []).map((words) => `- ${words.replace(/\s+/gu, ' ')}`).join('\n');
    return cells;
  });
}

function levelPrefix(text: string): { readonly called: string; readonly rest: string } | undefined {
  const { called = '', rest = '' } = prefix.exec(text)?.groups ?? {};
  return namesLevel(called) ? { called, rest } : undefined;
}

function quotable(text: string): string {
  const words = text.replace(/\s+/gu, ' ');
  return words.length > 120 ? `${words.slice(0, 119)}…` : words;
}
