// What a file of Markdown, or of plain text with headings, holds: its title, its tables, and its headings and lists as one more.
import type { Anomaly } from '../drafting/draft.js';
import { saysListsAddUp } from '../meaning/additive.js';
import { unreadable } from '../refusal.js';
import { languageNamed } from '../tables/header-words.js';
import { isNumber, levelIn } from '../tables/level-names.js';
import { isComplete, proposeMapping } from '../tables/proposing/propose.js';
import type { Table, TableHints } from '../tables/table.js';
import { groupNamed } from '../text/group-words.js';
import { blocksOf, type Block, type Heading, type PipeTable } from './blocks.js';
import { withFrontMatter, type FrontMatter } from './front-matter.js';
import { levelHeadingsIn } from './level-headings.js';
import { outlineOf } from './outline.js';
import { ownPageOf, type OwnPage } from './own-page.js';

export interface Document {
  /** In its first heading or its front matter. */
  readonly title: string | undefined;
  readonly says: FrontMatter;
  readonly tables: readonly Table[];
  readonly body: string;
  /** More than levels and groups are named, by headings or by what entries begin with; or code stands there, which a text does not know. */
  readonly isStructured: boolean;
  /** It says that each level has all of those below it. */
  readonly isAdditive: boolean;
  /** What our own export for readers holds; undefined for what others wrote. */
  readonly ownPage: OwnPage | undefined;
  readonly anomalies: readonly Anomaly[];
  /** Of the front matter alone. */
  readonly notSaid: readonly Anomaly[];
}

/** As the page's second line says in the languages that it speaks. */
const ownVersion = /^(?:Version \d+, (?:draft|published|retired|discarded)|Версия \d+, (?:черновик|опубликована|снята|выведена из употребления|отменена))\.$/u;

/** @param hints what its name says of it. @throws DomainError import-unreadable */
export function readDocument(text: string, name: string, hints: TableHints = {}, part?: string): Document {
  const { says, fields, body, anomalies } = withFrontMatter(text, part);
  const blocks = blocksOf(body, part);
  const heading = titleOf(blocks, says.title);
  const title = says.title ?? heading?.text;
  const known = knownOf(hints, says, heading?.text);
  const outline = outlineOf(blocks, name, heading, known, part);
  const levels = levelHeadingsIn(blocks, heading);
  const tables = [...tablesOf(blocks, name, { known, levels }, part, heading), ...(outline.table === undefined ? [] : [outline.table])];
  const asides = asidesIn(blocks, part);
  return {
    title,
    says,
    tables,
    body,
    ownPage: isOwnPage(blocks, heading) ? ownPageOf(fields, blocks, part) : undefined,
    isStructured: asides.length > 0 || outline.hasPrefixes || namesOthers(blocks, heading, levels),
    isAdditive: blocks.some((block) => block.is === 'paragraph' && saysListsAddUp(block.words.text)),
    anomalies: [...anomalies, ...outline.anomalies, ...asides],
    notSaid: anomalies,
  };
}

/** @throws DomainError import-unreadable for a page of ours */
export function mustBeOfOthers(document: Document, part?: string): void {
  if (document.ownPage !== undefined) throw unreadable({ line: 1, column: 1, part }, 'whole-matrix');
}

function isOwnPage([, second]: readonly Block[], title: Heading | undefined): boolean {
  return title !== undefined && second?.is === 'paragraph' && ownVersion.test(second.words.text);
}

function namesOthers(blocks: readonly Block[], title: Heading | undefined, levels: ReadonlySet<string>): boolean {
  return blocks.some((block) => block.is === 'heading' && block !== title && groupNamed(block.text) === undefined && !levels.has(block.text));
}

function asidesIn(blocks: readonly Block[], part: string | undefined): Anomaly[] {
  return blocks.flatMap((block): Anomaly[] =>
    block.is === 'aside' ? [{ kind: 'unassigned-text', line: block.line, column: 1, part, message: `code or HTML ("${block.text.slice(0, 80)}") is not read; write it as Markdown, if it is wanted` }] : [],
  );
}

/** The only heading of the first depth, at the start; below another title in the front matter it heads what follows. */
function titleOf(blocks: readonly Block[], said: string | undefined): Heading | undefined {
  const headings = blocks.filter((block) => block.is === 'heading');
  const [first] = headings;
  if (said !== undefined && said !== first?.text) return undefined;
  return first?.depth === 1 && headings.filter(({ depth }) => depth === 1).length === 1 && headings.length + blocks.length > 2 ? first : undefined;
}

function knownOf(hints: TableHints, says: FrontMatter, title: string | undefined): TableHints {
  const language = says.language ?? hints.language;
  const level = levelSaid(says) ?? [says.title, title].flatMap((words) => (words === undefined ? [] : (levelIn(words) ?? []))).at(0) ?? hints.level;
  return { ...hints, language, level, group: says.group ?? hints.group, competency: says.competency ?? hints.competency };
}

/** A bare number is called as the title calls it: `level: 1`, `title: "P1 — Designer"`. */
function levelSaid({ level, title = '' }: FrontMatter): string | undefined {
  return level !== undefined && isNumber(level) ? (levelIn(title) ?? level) : level;
}

interface Known {
  readonly known: TableHints;
  readonly levels: ReadonlySet<string>;
}

/** Each by what heads it: a level, a group, or the competency of rows that name none. */
function tablesOf(blocks: readonly Block[], name: string, known: Known, part: string | undefined, title: Block | undefined): Table[] {
  const above: string[] = [];
  const names = new Map<string, number>();
  return blocks.flatMap((block): Table[] => {
    if (block.is === 'heading' && block !== title) {
      above.length = Math.min(above.length, block.depth - 1);
      above[block.depth - 1] = block.text;
    }
    if (block.is !== 'table') return [];
    const heads = above.filter((words) => words !== undefined && words !== '');
    const called = [name, ...heads].join(' / ').slice(0, 450);
    const count = (names.get(called) ?? 0) + 1;
    names.set(called, count);
    return [headed(tableOf(block, count === 1 ? called : `${called} ${count}`, part), heads, known)];
  });
}

function tableOf({ rows }: PipeTable, name: string, part: string | undefined): Table {
  return {
    name,
    rows: rows.map(({ cells }) => cells.map(({ text }) => text)),
    placeOf: (row, column) => ({ line: rows[row]?.line ?? 1, column: column + 1, ...(part === undefined ? {} : { part }) }),
    anomalies: [],
    showsOnly: (row, column) => (rows[row]?.cells[column]?.isPicture === true ? 'picture' : undefined),
  };
}

function headed(table: Table, heads: readonly string[], { known, levels }: Known): Table {
  const levelOf = (words: string): string | undefined => levelIn(words) ?? (levels.has(words) ? words : undefined);
  const level = heads.map(levelOf).findLast((one) => one !== undefined) ?? known.level;
  const others = heads.filter((words) => levelOf(words) === undefined && languageNamed(words) === undefined);
  const group = others.findLast((words) => groupNamed(words) !== undefined);
  const hints = { ...known, ...(level === undefined ? {} : { level }), ...(group === undefined ? {} : { group }) };
  const proposed = proposeMapping({ ...table, known: hints });
  const last = others.filter((words) => words !== group).at(-1);
  if (!isComplete(proposed) || last === undefined) return { ...table, known: hints };
  const namesRows = proposed.columns.some((column) => column.is === 'competency' || (column.is === 'statement' && column.competency !== undefined));
  return { ...table, known: namesRows ? { ...hints, group: group ?? last } : { ...hints, competency: last } };
}
