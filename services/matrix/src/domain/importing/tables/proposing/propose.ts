// Proposes what the columns of a table are, by their headers and by what stands below.
import { groupNamed } from '../../text/group-words.js';
import { columnHeaders, headerRowsOf } from '../header.js';
import { languageNamed } from '../header-words.js';
import { isNumber, levelsAmong, namesLevel } from '../level-names.js';
import { mostColumns, type TableMapping } from '../mapping.js';
import type { Table } from '../table.js';
import { columnOf, withSignals, type Column } from './column.js';
import { long } from './long.js';
import { wide, withLevelsBeside } from './wide.js';

const sampledRows = 2_000;
const longestName = 200;

/** The mapping that the table suggests; with no statement in it where it suggests none. */
export function proposeMapping(table: Table): TableMapping {
  const header = headerRowsOf(table);
  const headers = columnHeaders(table, header).slice(0, mostColumns);
  const numbered = headers.filter((parts) => parts.some(isNumber)).length >= 2;
  const body = table.rows.slice(header, header + sampledRows);
  const columns = withIds(withSignals(headers.map((parts, at) => {
    const cells = body.map((row) => row[at] ?? '');
    const column = columnOf(parts, at, numbered, cells);
    return table.known?.columns?.[at]?.isKey === true ? ofKeys(column, body) : column;
  })), table.known?.columns === undefined);
  const ofTable = tableHints(table);
  const isWide = columns.some(({ level }) => level !== undefined);
  const { level, ...others } = ofTable;
  const columnsMean = isWide ? wide(table.known?.columns === undefined ? withLevelsBeside(columns) : columns) : long(columns, level !== undefined);
  const perRow = isWide || columnsMean.some(({ is }) => is === 'level');
  return { table: table.name, header, columns: columnsMean, ...others, ...(perRow || level === undefined ? {} : { level }) };
}

const id = /^(?=.*\p{L})[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/**
 * Ours stand below "competency", beside its titles in each language. What is called an id and is a number, or no code, is passed over; so is
 * one in nested values, where levels and all else may have ids.
 */
function withIds(columns: readonly Column[], isSheet: boolean): readonly Column[] {
  const hasTitles = columns.some(({ known, language }) => known === 'competency' && language !== undefined);
  return columns.map((column) => {
    const { known, language, cells } = column;
    const filled = cells.filter((cell) => cell.trim() !== '');
    const areIds = isSheet && filled.length > 0 && filled.every((cell) => id.test(cell.trim()));
    if (known === 'competency' && language === undefined && hasTitles && areIds) return { ...column, known: 'id' };
    return known === 'id' && !areIds ? { ...column, known: 'ignore' } : column;
  });
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

/** Keys say by themselves what they are, before what stands above them does: beside "Soft skills" and "Hard skills" all others are groups. */
function ofKeys(column: Column, body: Table['rows']): Column {
  const keys = column.cells.filter((cell) => cell !== '');
  if (keys.every(namesLevel) || (keys.some(namesLevel) && areEverywhere(column, body))) return { ...column, known: 'level', level: undefined };
  const levels = levelsAmong([...new Set(keys)]);
  if (keys.length > 0 && keys.every((key) => levels.has(key))) return { ...column, known: 'level', level: undefined };
  const named = new Set(keys.flatMap((key) => groupNamed(key) ?? []));
  return keys.every((key) => groupNamed(key) !== undefined) || (named.size > 1 && areEverywhere(column, body)) ? { ...column, known: 'group', level: undefined } : column;
}

/** Whether each key stands below several others: "Trainee" and "Steward" below every competency are levels, where one of them is. */
function areEverywhere({ at, cells }: Column, body: Table['rows']): boolean {
  const below = new Map<string, Set<string>>();
  for (const [row, key] of cells.entries()) if (key !== '') below.set(key, (below.get(key) ?? new Set()).add(JSON.stringify((body[row] ?? []).slice(0, at))));
  return [...below.values()].every(({ size }) => size >= 2);
}
