// A table of the matrix's own words and what they mean: a sheet "Glossary", or the one of our exports.
import type { LocalizedText, Term } from '@rung/matrix-model';

import type { Anomaly } from '../drafting/draft.js';
import { fold } from '../text/characters.js';
import { languageOf } from '../text/language.js';
import { measureIn } from './beside-columns.js';
import { withoutLanguage } from './header-words.js';
import type { Table } from './table.js';

type Meaning = 'term' | 'word' | 'definition' | 'measure';

const vocabulary: readonly (readonly [Meaning, RegExp])[] = [
  ['term', /^(?:terms?|термин\p{L}*|поняти\p{L}*)$/u],
  ['word', /^(?:words?|слов\p{L}*)$/u],
  ['definition', /^(?:definitions?|meanings?|what (?:it|this|we) means?|определени\p{L}*|значени\p{L}*|что (?:это )?(?:значит|означает|такое))$/u],
  ['measure', /^(?:measures?|мер[аы])$/u],
];
const searchedRows = 3;
const longestWord = 200;
const longestDefinition = 4_000;

interface TermColumn {
  readonly is: Meaning;
  readonly at: number;
  readonly language: string | undefined;
}

/** Undefined for a table of something else. */
export function termsIn(table: Table): { readonly terms: readonly Term[]; readonly anomalies: readonly Anomaly[] } | undefined {
  if (table.known?.columns !== undefined) return undefined;
  const header = table.rows.slice(0, searchedRows).findIndex((row) => columnsOf(row) !== undefined);
  const columns = columnsOf(table.rows[header] ?? []);
  if (columns === undefined) return undefined;
  const own = languageOf(table.rows.slice(header + 1).flatMap((row) => columns.map(({ at }) => row[at] ?? '')).join(' ').slice(0, 100_000));
  const anomalies: Anomaly[] = [];
  const terms = table.rows.flatMap((row, at): Term[] => {
    if (at <= header || row.every((cell) => cell.trim() === '')) return [];
    const textsOf = (is: Meaning): LocalizedText => Object.fromEntries(columns.filter((column) => column.is === is && (row[column.at] ?? '').trim() !== '').map(({ at: column, language = own }) => [language, (row[column] ?? '').trim().slice(0, longestDefinition)]));
    const [words, definition, [bounds = '']] = [textsOf('word'), textsOf('definition'), Object.values(textsOf('measure'))];
    const word = (Object.values(textsOf('term'))[0] ?? Object.values(words)[0] ?? '').replace(/\s+/gu, ' ').slice(0, longestWord);
    const measure = bounds === '' ? [] : measureIn(bounds);
    const missing = word === '' ? 'a row that defines no term is not taken' : Object.keys(definition).length === 0 ? `"${word.slice(0, 120)}" is defined by nothing and is not taken` : measure === undefined ? `the measure of "${word.slice(0, 120)}" is not read: it has numbers with labels, as "optimum: 2; limit: 5"` : undefined;
    if (missing !== undefined) anomalies.push({ kind: 'unassigned-text', ...table.placeOf(at, 0), message: missing });
    return word === '' || Object.keys(definition).length === 0 ? [] : [{ word, ...(Object.keys(words).length === 0 ? {} : { words }), definition, measure: measure ?? [] }];
  });
  return { terms, anomalies };
}

/** Those of a row that heads terms and their definitions. */
function columnsOf(row: readonly string[]): readonly TermColumn[] | undefined {
  const columns = row.flatMap((cell, at): TermColumn[] => {
    const { words, language } = withoutLanguage(cell);
    const is = vocabulary.find(([, pattern]) => pattern.test(fold(words.slice(0, 100)).trim()))?.[0];
    return is === undefined ? [] : [{ is, at, language }];
  });
  return columns.some(({ is }) => is === 'term') && columns.some(({ is }) => is === 'definition') ? columns : undefined;
}
