// One packed file: its tables, or the part of the matrix that it is as a text.
import { DomainError } from '@rung/event-sourcing';

import type { Part } from '../assembling/said.js';
import { mustBeOfOthers, readDocument, type Document } from '../documents/read-document.js';
import type { Anomaly, Draft } from '../drafting/draft.js';
import { draftOfText } from '../read-matrix-text.js';
import { delimitedTable, likelyDelimiter } from '../tables/delimited.js';
import type { Mapping } from '../tables/mapping.js';
import { isComplete, proposeMapping } from '../tables/proposing/propose.js';
import type { Table } from '../tables/table.js';
import { tablesInTree } from '../trees/read-tree.js';
import { isIntroduction, type FileNames } from './file-names.js';

export interface Found {
  readonly tables: readonly Table[];
  readonly parts: readonly Part[];
  readonly anomalies: readonly Anomaly[];
  /** It tells of the others that each level has all of those below it. */
  readonly isAdditive?: boolean | undefined;
}

/** Of a file's name, where it says of which file something is. */
export const partLength = 200;

const endings = { text: /\.(?:md|markdown|mdx|txt)$/iu, table: /\.(?:csv|tsv)$/iu, tree: /\.(?:ya?ml|json)$/iu };

export function isRead(name: string): boolean {
  return Object.values(endings).some((ending) => ending.test(name));
}

/** @throws DomainError import-unreadable naming the file and the place in it */
export function readMember(name: string, text: string, names: FileNames, mapping: Mapping | undefined): Found {
  const known = names.hintsOf(name);
  const part = name.slice(0, partLength);
  if (endings.table.test(name)) return { tables: [{ ...delimitedTable(text, /\.tsv$/iu.test(name) ? '\t' : likelyDelimiter(text), name, part), known }], parts: [], anomalies: [] };
  if (endings.tree.test(name)) return readTree(name, text, names, part);
  return readText(name, text, names, mapping, part);
}

function readTree(name: string, text: string, names: FileNames, part: string): Found {
  const { tables, anomalies, name: title } = tablesInTree(text, /\.json$/iu.test(name) ? 'json' : 'yaml', name, part);
  const own = names.areOfCompetencies ? (title ?? names.wordsOf(name)) : undefined;
  return { tables: tables.map((table) => about(own, { ...table, known: { ...names.hintsOf(name), ...table.known } })), parts: [], anomalies };
}

function readText(name: string, text: string, names: FileNames, mapping: Mapping | undefined, part: string): Found {
  const document = readDocument(text, name, names.hintsOf(name), part);
  mustBeOfOthers(document, part);
  return { ...readTold(document, name, names, mapping, part), isAdditive: document.isAdditive && isIntroduction(name) };
}

function readTold(document: Document, name: string, names: FileNames, mapping: Mapping | undefined, part: string): Found {
  const own = document.says.competency ?? (names.areOfCompetencies ? (document.title ?? names.wordsOf(name)) : undefined);
  const tables = document.tables.map((table) => about(own, table));
  const isMapped = tables.some((table) => mapping?.some((one) => one.table === table.name) ?? isComplete(proposeMapping(table)));
  if (isMapped) return { tables, parts: [], anomalies: document.anomalies };
  const whole = partOfText(document.body, name, document.says.language ?? names.hintsOf(name).language, part);
  if (whole !== undefined) return { tables: [], parts: [whole], anomalies: document.notSaid };
  if (isIntroduction(name)) return { tables: [], parts: [], anomalies: [{ kind: 'unassigned-text', line: 1, column: 1, part, message: `"${name.slice(0, 120)}" speaks of no level and is not taken` }] };
  return { tables, parts: [], anomalies: document.anomalies };
}

/** Rows that name no competency are of the one that their file is about. */
function about(own: string | undefined, table: Table): Table {
  const { competency, columns, level } = { level: table.known?.level, ...proposeMapping(table) };
  const namesRows = competency !== undefined || columns.some((column) => column.is === 'competency' || (column.is === 'statement' && column.competency !== undefined));
  return own === undefined || namesRows || level !== undefined ? table : { ...table, known: { ...table.known, competency: own } };
}

/** A whole ladder as people write it in a text; undefined for a text that is none. */
function partOfText(body: string, name: string, language: string | undefined, part: string): Part | undefined {
  try {
    const draft = draftOfText(body);
    const told = language ?? draft.language;
    return { name, language: told, levels: draft.levels.map(titleOf), said: saidIn(draft, told, part), anomalies: draft.anomalies.map((one) => ({ ...one, part })), text: besideIn(draft, told) };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'import-unreadable') return undefined;
    throw error;
  }
}

function titleOf({ names }: Draft['levels'][number]): string {
  return names.join(' / ');
}

function besideIn({ levels, sameAs, terms, reading }: Draft, language: string): Part['text'] {
  const nameOf = (at: number): string => levels.slice(at, at + 1).map(titleOf).join('');
  return {
    sameLists: sameAs.flatMap((lists, at) => Object.entries(lists).map(([group, as]) => ({ level: nameOf(at), group, as: nameOf(as) }))),
    terms: terms.map((term) => ({ ...term, definition: { [language]: Object.values(term.definition)[0] ?? '' } })),
    reading,
  };
}

function saidIn({ items, levels }: Draft, language: string, part: string): Part['said'] {
  return items.map(({ level, group, statement, questions, evidenceRequired, mustHave, place }) => ({
    level: levels.slice(level, level + 1).map(titleOf).join(''),
    group,
    statement: { [language]: Object.values(statement)[0] ?? '' },
    questions: questions.map((question) => ({ [language]: Object.values(question)[0] ?? '' })),
    evidence: evidenceRequired,
    mustHave,
    place: { ...place, part },
  }));
}
