// What a column is, as one choice of a person; the server's meaning of it, and back.
import type { ColumnMeaning } from '../preview/import-queries.js';

/** In the order in which they are offered. */
export const meanings = [
  'ignore',
  'level',
  'level-code',
  'group',
  'group-name',
  'id',
  'competency',
  'statement',
  'statement-at-level',
  'statement-of-competency',
  'question',
  'question-at-level',
  'example',
  'example-at-level',
  'antipattern',
  'antipattern-at-level',
  'measure',
  'weight',
  'evidence',
  'must-have',
  'same-as',
] as const;
export type Meaning = (typeof meanings)[number];

type ListColumn = Extract<ColumnMeaning, { is: 'question' | 'example' | 'antipattern' }>;

/** Of a column whose cells are lists beside a statement. */
export function isList(column: ColumnMeaning): column is ListColumn {
  return column.is === 'question' || column.is === 'example' || column.is === 'antipattern';
}

export function meaningOf(column: ColumnMeaning): Meaning {
  if (column.is === 'statement' && column.competency !== undefined && column.level === undefined) return 'statement-of-competency';
  return (column.is === 'statement' || isList(column)) && column.level !== undefined ? `${column.is}-at-level` : column.is;
}

/** @param title what heads the column, from the top: the first of it names its level or competency, until somebody says another. */
export function columnOf(meaning: Meaning, title: string, before: ColumnMeaning): ColumnMeaning {
  const language = languageOf(before);
  const tag = language === undefined ? {} : { language };
  const name = nameOf(before) ?? (title.split(' / ')[0]?.trim() || '1');
  switch (meaning) {
    case 'statement-at-level':
      return { is: 'statement', level: name, ...tag };
    case 'statement-of-competency':
      return { is: 'statement', competency: name, ...tag };
    case 'question-at-level':
      return { is: 'question', level: name, ...tag };
    case 'example-at-level':
      return { is: 'example', level: name, ...tag };
    case 'antipattern-at-level':
      return { is: 'antipattern', level: name, ...tag };
    case 'competency':
    case 'group-name':
    case 'statement':
    case 'question':
    case 'example':
    case 'antipattern':
      return { is: meaning, ...tag };
    case 'ignore':
    case 'level':
    case 'level-code':
    case 'group':
    case 'id':
    case 'measure':
    case 'weight':
    case 'evidence':
    case 'must-have':
    case 'same-as':
      return { is: meaning };
  }
}

/** The level or the competency that the whole column is of. */
export function nameOf(column: ColumnMeaning): string | undefined {
  if (column.is === 'statement') return column.level ?? column.competency;
  return isList(column) ? column.level : undefined;
}

export function named(column: ColumnMeaning, name: string): ColumnMeaning {
  if (column.is === 'statement') return column.competency === undefined ? { ...column, level: name } : { ...column, competency: name };
  return isList(column) ? { ...column, level: name } : column;
}

/** Whether its words are in a language, so that another column may say them in another one. */
export function hasWords(column: ColumnMeaning): boolean {
  return column.is === 'competency' || column.is === 'group-name' || column.is === 'statement' || isList(column);
}

export function languageOf(column: ColumnMeaning): string | undefined {
  return 'language' in column ? column.language : undefined;
}

/** @param language undefined for the one that the file is in */
export function inLanguage(column: ColumnMeaning, language: string | undefined): ColumnMeaning {
  if (!hasWords(column)) return column;
  const { language: _before, ...rest } = column as ColumnMeaning & { language?: string };
  return (language === undefined ? rest : { ...rest, language }) as ColumnMeaning;
}
