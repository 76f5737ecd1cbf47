// What columns tell of a statement beside it: questions, examples, antipatterns, a measure and a weight.
import type { Expectation, LocalizedText } from '@rung/matrix-model';

import type { ToldBeside } from '../drafting/draft.js';
import { asOneStatement, listedIn } from './cell-words.js';
import type { Beside } from './header-words.js';
import { levelKey } from './level-names.js';
import type { TableMapping } from './mapping.js';

/** The entries of the columns of one kind, side by side in their languages and one after the other in one; of a level, those of its columns and of its row. */
export function entriesOf(is: Beside, row: readonly string[], { columns }: TableMapping, level: string | undefined, language: string): LocalizedText[] {
  const told = columns.flatMap((column, at) =>
    column.is === is && (column.level === undefined || level === undefined || levelKey(column.level) === levelKey(level)) && (row[at] ?? '').trim() !== ''
      ? [{ language: column.language ?? language, entries: listedIn(row[at] ?? '').flatMap((entry) => entry.split(/\n/u)).filter((entry) => entry.trim() !== '') }]
      : [],
  );
  const byLanguage = new Map<string, string[]>();
  for (const { language: tag, entries } of told) byLanguage.set(tag, [...(byLanguage.get(tag) ?? []), ...entries]);
  const most = Math.max(0, ...[...byLanguage.values()].map(({ length }) => length));
  return Array.from({ length: most }, (_, at) => Object.fromEntries([...byLanguage].flatMap(([tag, entries]) => (entries[at] === undefined ? [] : [[tag, asOneStatement([entries[at]])]]))));
}

/** Undefined where nothing is told. `unread` are the columns of which a person must say it again. */
export function besideIn(row: readonly string[], mapping: TableMapping, level: string | undefined, language: string): { readonly beside: ToldBeside | undefined; readonly unread: readonly number[] } {
  const examples = entriesOf('example', row, mapping, level, language);
  const antipatterns = entriesOf('antipattern', row, mapping, level, language);
  const unread: number[] = [];
  const first = <Value>(is: 'measure' | 'weight', read: (text: string) => Value | undefined): Value | undefined => {
    const at = mapping.columns.findIndex((column, index) => column.is === is && (row[index] ?? '').trim() !== '');
    const value = at < 0 ? undefined : read((row[at] ?? '').trim());
    if (at >= 0 && value === undefined) unread.push(at);
    return value;
  };
  const measure = first('measure', measureIn);
  const weight = first('weight', weightIn);
  if (examples.length + antipatterns.length === 0 && measure === undefined && weight === undefined) return { beside: undefined, unread };
  return { beside: { ...(examples.length === 0 ? {} : { examples }), ...(antipatterns.length === 0 ? {} : { antipatterns }), measure, weight }, unread };
}

/** "optimum: 2; limit: 5", a bound on each line or between semicolons. */
export function measureIn(text: string): Expectation['measure'] {
  const bounds = text.split(/[\n;]/u).filter((bound) => bound.trim() !== '').slice(0, 20).map((bound) => {
    const at = bound.search(/[:=]/u);
    const label = bound.slice(0, Math.max(0, at)).trim().slice(0, 200);
    const value = numberIn(bound.slice(at + 1));
    return label === '' || value === undefined ? undefined : { label, value };
  });
  return bounds.every((bound) => bound !== undefined) && bounds.length > 0 ? bounds : undefined;
}

function weightIn(text: string): number | undefined {
  const weight = numberIn(text);
  return weight !== undefined && weight > 0 ? weight : undefined;
}

function numberIn(text: string): number | undefined {
  const words = text.trim();
  return /^-?\d{1,12}(?:[.,]\d{1,12})?$/u.test(words) ? Number(words.replace(',', '.')) : undefined;
}
