// Proposes what the columns of a table are, by their headers and by what stands below.
import { columnHeaders, headerRowsOf, type ColumnHeader } from './header.js';
import { knownHeader, languageNamed, withoutLanguage, type Known } from './header-words.js';
import { isNumber, levelKey, namesLevel } from './level-names.js';
import { mostColumns, type ColumnMeaning, type TableMapping } from './mapping.js';
import { groupNamed } from '../text/group-words.js';
import type { Table } from './table.js';

/** A column as far as its header and its cells tell. */
interface Column {
  readonly at: number;
  readonly known: Known | undefined;
  /** The level, or any other words, that head it. */
  readonly level: string | undefined;
  readonly title: string;
  readonly language: string | undefined;
  readonly cells: readonly string[];
}

const sampledRows = 2_000;
const longestName = 200;

/** The mapping that the table suggests; with no statement in it where it suggests none. */
export function proposeMapping(table: Table): TableMapping {
  const header = headerRowsOf(table);
  const headers = columnHeaders(table, header).slice(0, mostColumns);
  const numbered = headers.filter((parts) => parts.some(isNumber)).length >= 2;
  const body = table.rows.slice(header, header + sampledRows);
  const columns = headers.map((parts, at) => {
    const cells = body.map((row) => row[at] ?? '');
    const column = columnOf(parts, at, numbered, cells);
    return table.known?.columns?.[at]?.isKey === true ? ofKeys(column, body) : column;
  });
  const ofTable = tableHints(table);
  const isWide = columns.some(({ level }) => level !== undefined);
  const { level, ...others } = ofTable;
  const columnsMean = isWide ? wide(table.known?.columns === undefined ? withLevelsBeside(columns) : columns) : long(columns, level !== undefined);
  const perRow = isWide || columnsMean.some(({ is }) => is === 'level');
  return { table: table.name, header, columns: columnsMean, ...others, ...(perRow || level === undefined ? {} : { level }) };
}

/** Whether statements are found by a mapping, and the level of each. */
export function isComplete({ columns, level }: TableMapping): boolean {
  const perRow = level !== undefined || columns.some(({ is }) => is === 'level');
  return columns.some((column) => column.is === 'statement' && (column.level !== undefined || perRow));
}

function tableHints({ name, known }: Table): Pick<TableMapping, 'level' | 'group' | 'competency' | 'language'> {
  const language = known?.language ?? languageNamed(name);
  const level = known?.level ?? (language === undefined && namesLevel(name) ? name.trim() : undefined);
  return {
    ...(level === undefined ? {} : { level }),
    ...(known?.group === undefined ? {} : { group: known.group.slice(0, longestName) }),
    ...(known?.competency === undefined ? {} : { competency: known.competency.slice(0, longestName) }),
    ...(language === undefined ? {} : { language }),
  };
}

function columnOf(parts: ColumnHeader, at: number, numbered: boolean, cells: readonly string[]): Column {
  const read = parts.map(withoutLanguage);
  const known = read.map(({ words }) => knownHeader(words)).find((one) => one !== undefined);
  const level = read.find(({ words }) => knownHeader(words) === undefined && (namesLevel(words) || (numbered && isNumber(words))))?.words;
  const language = read.find((one) => one.language !== undefined)?.language;
  return { at, known, level, language, title: read.map(({ words }) => words).findLast((words) => words !== '') ?? '', cells };
}

/** Keys say by themselves what they are, before what stands above them does. */
function ofKeys(column: Column, body: Table['rows']): Column {
  const keys = column.cells.filter((cell) => cell !== '');
  if (keys.every(namesLevel) || (keys.some(namesLevel) && areEverywhere(column, body))) return { ...column, known: 'level', level: undefined };
  return keys.every((key) => groupNamed(key) !== undefined) ? { ...column, known: 'group', level: undefined } : column;
}

/** Whether each key stands below several others: "Trainee" and "Steward" below every competency are levels, where one of them is. */
function areEverywhere({ at, cells }: Column, body: Table['rows']): boolean {
  const below = new Map<string, Set<string>>();
  for (const [row, key] of cells.entries()) if (key !== '') below.set(key, (below.get(key) ?? new Set()).add(JSON.stringify((body[row] ?? []).slice(0, at))));
  return [...below.values()].every(({ size }) => size >= 2);
}

/** Beside columns that are called as levels, those that are levels by their place and their cells: "Skill, Helper, Junior, Senior". Behind the last, "Owner" may stand. */
function withLevelsBeside(columns: readonly Column[]): readonly Column[] {
  const levels = columns.filter(({ level }) => level !== undefined);
  const [first = 0, last = 0] = [levels[0]?.at, levels.at(-1)?.at];
  const name = columns.find(({ known, at }) => known === 'competency' && at < first);
  const isAmong = (at: number): boolean => at > (name?.at ?? first) && at < last;
  const usual = meanLength(levels.flatMap(({ cells }) => cells));
  return columns.map((column) => {
    const { at, known, level, title, cells } = column;
    const isLevel = level === undefined && known === undefined && title !== '' && isAmong(at) && meanLength(cells) * 2 >= usual;
    return isLevel ? { ...column, level: title } : column;
  });
}

/** Levels are columns. What stands before the first of them names the rows: the last of it the competency, what is before that its group. */
function wide(columns: readonly Column[]): ColumnMeaning[] {
  const first = columns.findIndex(({ level }) => level !== undefined);
  const naming = columns.filter(({ at, known, cells }) => at < first && known !== 'ignore' && !isBlank(cells) && !isRunningNumber(cells));
  const competencies = naming.filter(({ known }) => known === 'competency');
  const name = competencies.at(-1) ?? naming.filter(({ known }) => known === undefined || known === 'statement').at(-1);
  return columns.map((column): ColumnMeaning => {
    const { level, known, language, at } = column;
    if (level !== undefined) return { is: isBeside(known) ? known : 'statement', level, ...tagged(language) };
    if (column === name || (known === 'competency' && name?.known === 'competency' && language !== name.language && language !== undefined))
      return { is: 'competency', ...tagged(language) };
    if (isOfRow(known)) return { is: known };
    if (isBeside(known)) return { is: known, ...tagged(language) };
    const isGroup = known === 'group' || (naming.includes(column) && at < (name?.at ?? 0) && (known === 'competency' || known === undefined));
    return isGroup ? { is: 'group' } : { is: 'ignore' };
  });
}

/** Each row is of one level, or the whole table is. */
function long(columns: readonly Column[], isOfOneLevel: boolean): ColumnMeaning[] {
  const filled = columns.filter(({ cells, known }) => known !== undefined || (!isBlank(cells) && !isRunningNumber(cells)));
  const byWord = filled.find(({ known }) => known === 'level');
  const level = isOfOneLevel ? undefined : (byWord ?? filled.find(({ cells }) => holdsLevels(cells)));
  const others = filled.filter((column) => column !== level);
  const open = others.filter(({ known }) => known === undefined);
  if (level !== undefined && isTransposed(level, filled, open))
    return columns.map((column) =>
      column === level ? { is: 'level' } : open.includes(column) ? { is: 'statement', competency: column.title, ...tagged(column.language) } : { is: 'ignore' },
    );
  const longest = open.toSorted((one, other) => length(other) - length(one))[0];
  const statements = pick(others, 'statement', open.filter((column) => column === longest || isTranslation(column, longest)));
  const rest = open.filter((column) => !statements.includes(column));
  const names = pick(others.toReversed(), 'competency', rest.slice(-1));
  const statement = statements.length > 0 ? statements : names;
  // "Area, Competency": the last of them names the row, as where levels are columns.
  const groups = others.filter((column) => !names.includes(column) && !statements.includes(column) && (column.known === undefined || isWider(column, names))).slice(0, 1);
  return columns.map((column): ColumnMeaning => {
    if (column === level) return { is: 'level' };
    if (statement.includes(column)) return { is: 'statement', ...tagged(column.language) };
    if (names.includes(column)) return { is: 'competency', ...tagged(column.language) };
    if (column.known === 'group' || isOfRow(column.known)) return { is: column.known };
    if (isBeside(column.known)) return { is: column.known, ...tagged(column.language) };
    return groups.includes(column) ? { is: 'group' } : { is: 'ignore' };
  });
}

function isWider({ known, language, at }: Column, names: readonly Column[]): boolean {
  return known === 'competency' && names.some((name) => name.known === 'competency' && name.language === language && at < name.at);
}

/** Lists beside a statement, in one language. */
function isBeside(known: Known | undefined): known is 'question' | 'example' | 'antipattern' {
  return known === 'question' || known === 'example' || known === 'antipattern';
}

function isOfRow(known: Known | undefined): known is 'evidence' | 'must-have' | 'measure' | 'weight' {
  return known === 'evidence' || known === 'must-have' || known === 'measure' || known === 'weight';
}

/** The columns of a meaning, one for each language; where no header says so, those that look like it. */
function pick(columns: readonly Column[], meaning: Known, otherwise: readonly Column[]): readonly Column[] {
  const called = columns.filter(({ known }) => known === meaning);
  const [first] = called;
  if (first === undefined) return otherwise;
  return called.filter((column, at) => at === 0 || (column.language !== undefined && column.language !== first.language));
}

/** Headed by the same words, or by none, and another language. */
function isTranslation(column: Column, of: Column | undefined): boolean {
  return column.title === of?.title && column.language !== undefined && of.language !== undefined && column.language !== of.language;
}

/** Each level stands once, and each other column is headed by the competency that it speaks of. */
function isTransposed(level: Column, filled: readonly Column[], open: readonly Column[]): boolean {
  const names = level.cells.filter((cell) => cell.trim() !== '').map(levelKey);
  const spoken = filled.filter((column) => column !== level && (column.known === 'statement' || column.known === 'competency'));
  return open.length >= 2 && spoken.length === 0 && new Set(names).size === names.length && open.every(({ title }) => title !== '');
}

function holdsLevels(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.every(namesLevel);
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function isRunningNumber(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.every((cell) => /^[\d.]{1,8}$/u.test(cell.trim()));
}

/** Of those that say something, in signs. */
function meanLength(cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.reduce((sum, cell) => sum + cell.length, 0) / Math.max(filled.length, 1);
}

function length({ cells }: Column): number {
  return cells.reduce((sum, cell) => sum + cell.length, 0);
}

function tagged(language: string | undefined): { language?: string } {
  return language === undefined ? {} : { language };
}
