// A column of a table as far as its header and its cells tell.
import { isBeside, isOfLevel, knownHeader, namesSignals, withoutLanguage, type Known } from '../header-words.js';
import type { ColumnHeader } from '../header.js';
import { isNumber, namesLevel } from '../level-names.js';

export interface Column {
  readonly at: number;
  readonly known: Known | undefined;
  /** The level, or any other words, that head it. */
  readonly level: string | undefined;
  readonly title: string;
  readonly language: string | undefined;
  readonly cells: readonly string[];
  /** It may hold examples as well as what is expected. */
  readonly isSignals: boolean;
}

export function columnOf(parts: ColumnHeader, at: number, numbered: boolean, cells: readonly string[]): Column {
  const read = parts.map(withoutLanguage).flatMap(({ words, language }) => levelAndKind(words).map((one) => ({ words: one, language })));
  const known = read.map(({ words }) => knownHeader(words)).find((one) => one !== undefined);
  const level = read.find(({ words }) => knownHeader(words) === undefined && (namesLevel(words) || (numbered && isNumber(words))))?.words;
  const language = read.find((one) => one.language !== undefined)?.language;
  return { at, known, level, language, isSignals: read.some(({ words }) => namesSignals(words)), title: read.map(({ words }) => words).findLast((words) => words !== '') ?? '', cells };
}

/** "Level 1 examples", "Examples (Level 1)": the level, and what is told of it. */
function levelAndKind(header: string): readonly string[] {
  const words = header.split(/[\s()[\]:–—-]+/u).filter((word) => word !== '').slice(0, 12);
  for (let at = 1; at < words.length; at += 1) {
    const [first, last] = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    if (namesLevel(first) && isOfLevel(knownHeader(last))) return [first, last];
    if (namesLevel(last) && isOfLevel(knownHeader(first))) return [last, first];
  }
  return [header];
}

/** Signals are examples of what stands beside them, and what is expected where nothing else says it. */
export function withSignals(columns: readonly Column[]): readonly Column[] {
  const signals = columns.filter(({ isSignals }) => isSignals);
  const usual = meanLength(signals.flatMap(({ cells }) => cells));
  const isStated = columns.some(({ known, level, cells }) => known === 'statement' || (level !== undefined && !isBeside(known)) || (level === undefined && known === undefined && meanLength(cells) * 2 >= usual));
  return isStated ? columns : columns.map((column) => (column.isSignals ? { ...column, known: 'statement' } : column));
}

export function isOfRow(known: Known | undefined): known is 'id' | 'level-code' | 'evidence' | 'must-have' | 'same-as' | 'measure' | 'weight' {
  return known === 'id' || known === 'level-code' || known === 'evidence' || known === 'must-have' || known === 'same-as' || known === 'measure' || known === 'weight';
}

export function distinct({ cells }: Column): number {
  return new Set(cells.filter((cell) => cell.trim() !== '')).size;
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

export function isRunningNumber(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.every((cell) => /^[\d.]{1,8}$/u.test(cell.trim()));
}

/** Of those that say something, in signs. */
export function meanLength(cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.reduce((sum, cell) => sum + cell.length, 0) / Math.max(filled.length, 1);
}

export function length({ cells }: Column): number {
  return cells.reduce((sum, cell) => sum + cell.length, 0);
}

export function tagged(language: string | undefined): { language?: string } {
  return language === undefined ? {} : { language };
}
