// Tables with a row for each statement, or for each level.
import { isBeside, type Known } from '../header-words.js';
import { levelKey, namesLevel } from '../level-names.js';
import type { ColumnMeaning } from '../mapping.js';
import { distinct, isBlank, isOfRow, isRunningNumber, length, tagged, type Column } from './column.js';

/** Each row is of one level, or the whole table is. */
export function long(columns: readonly Column[], isOfOneLevel: boolean): ColumnMeaning[] {
  const filled = columns.filter(({ cells, known }) => known !== undefined || (!isBlank(cells) && !isRunningNumber(cells)));
  const byWord = filled.find(({ known }) => known === 'level');
  const level = isOfOneLevel ? undefined : (byWord ?? filled.find(({ cells, known }) => known !== 'ignore' && holdsLevels(cells)) ?? filled.find(({ cells }) => holdsLevels(cells)));
  const others = filled.filter((column) => column !== level);
  const open = others.filter(({ known }) => known === undefined);
  if (level !== undefined && isTransposed(level, filled, open))
    return columns.map((column) =>
      column === level ? { is: 'level' } : open.includes(column) ? { is: 'statement', competency: column.title, ...tagged(column.language) } : { is: 'ignore' },
    );
  const longest = open.toSorted((one, other) => length(other) - length(one))[0];
  const stated = pick(others, 'statement', open.filter((column) => column === longest || isTranslation(column, longest)));
  // "Skill | Level" below "Senior analyst": how well each is to be known there
  const statements = isOfOneLevel && byWord !== undefined && !others.some(({ known }) => known === 'statement') && others.some(({ known }) => known === 'competency') ? [byWord] : stated;
  const rest = open.filter((column) => !statements.includes(column));
  const names = pick(others.toReversed(), 'competency', rest.slice(-1));
  const statement = statements.length > 0 ? statements : names;
  const named = others.filter(({ known }) => known === 'group').toSorted((one, other) => distinct(one) - distinct(other));
  // a track that all rows are of divides nothing
  const widest = named.find((column) => distinct(column) > 1) ?? (named.length > 0 ? others.find((column) => isWider(column, names)) : undefined) ?? named[0];
  // "Area, Competency": the last of them names the row, as where levels are columns.
  const group = widest ?? others.find((column) => !names.includes(column) && !statements.includes(column) && (column.known === undefined || isWider(column, names)));
  return columns.map((column): ColumnMeaning => {
    if (column === level) return { is: 'level' };
    if (statement.includes(column)) return { is: 'statement', ...tagged(column.language) };
    if (names.includes(column)) return { is: 'competency', ...tagged(column.language) };
    if (column === group) return { is: 'group' };
    if (isOfRow(column.known)) return { is: column.known };
    if (isBeside(column.known) || column.known === 'group-name') return { is: column.known, ...tagged(column.language) };
    return { is: 'ignore' };
  });
}

function isWider({ known, language, at }: Column, names: readonly Column[]): boolean {
  return known === 'competency' && names.some((name) => name.known === 'competency' && name.language === language && at < name.at);
}

/** The columns of a meaning, one for each language; where no header says so, those that look like it. */
function pick(columns: readonly Column[], meaning: Known, otherwise: readonly Column[]): readonly Column[] {
  // "Description" of the competency, "Expectation" of each row: what is stated differs most
  const called = columns.filter(({ known }) => known === meaning).toSorted((one, other) => (meaning === 'statement' ? distinct(other) - distinct(one) : 0));
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
