// A page that Rung exported for readers, as a table: its front matter says in which languages its items stand, and in which order its levels.
import type { LocalizedText, Term } from '@rung/matrix-model';

import type { PlacedSameList } from '../assembling/told-by-text.js';
import type { Anomaly } from '../drafting/draft.js';
import { unreadable } from '../refusal.js';
import type { ColumnMeaning, TableMapping } from '../tables/mapping.js';
import type { Table } from '../tables/table.js';
import type { Block, Entry } from './blocks.js';
import { boundsIn, textsIn, titlesIn, withoutMark } from './own-page-words.js';

export interface OwnPage {
  readonly table: Table;
  readonly mapping: TableMapping;
  readonly levels: readonly string[];
  readonly terms: readonly Term[];
  /** Of whole groups; the items repeat what holds by them. */
  readonly sameLists: readonly PlacedSameList[];
  readonly anomalies: readonly Anomaly[];
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const tableName = 'Rung';
const headings = { terms: ['Terms', 'Термины'], examples: ['For example:', 'Например:'], antipatterns: ['Not like this:', 'Не так:'] };
const sameAs = [' — the same as ', ' — как на уровне '];
const demands = { evidence: ['demands evidence', 'требует подтверждения'], mustHave: ['must-have', 'обязательно'] };

/** @throws DomainError import-unreadable for a page of a version of Rung that wrote none of this above it */
export function ownPageOf(fields: Readonly<Record<string, unknown>>, blocks: readonly Block[], part: string | undefined): OwnPage {
  const [languages, levels] = [wordsIn(fields['languages']), wordsIn(fields['levels'])];
  if (languages.length === 0 || levels.length === 0)
    throw unreadable({ line: 1, column: 1, part }, 'own-page');
  const sections = sectionsOf(blocks);
  const anomalies: Anomaly[] = [];
  const rows = sections.flatMap(({ group, title, cells }) => cells.flatMap((cell) => rowsOf(cell, withoutMark(group), titlesIn(title, languages), { languages, levels, anomalies, part })));
  const meanings = columnsOf(languages);
  return {
    table: {
      name: tableName,
      rows: rows.map(({ cells }) => cells),
      placeOf: (row, column) => ({ line: rows[row]?.line ?? 1, column: column + 1, ...(part === undefined ? {} : { part }) }),
      anomalies: [],
      known: { header: 0, rowsStandAlone: true, columns: meanings.map(({ is, ...of }) => ({ title: 'language' in of && of.language !== undefined ? `${is} (${of.language})` : is, header: [], isKey: false })) },
    },
    mapping: { table: tableName, header: 0, columns: meanings, ...(languages[0] === undefined ? {} : { language: languages[0] }) },
    levels,
    terms: termsOf(blocks, languages),
    sameLists: sameListsIn(blocks, levels, anomalies, part),
    anomalies,
  };
}

function wordsIn(field: unknown): string[] {
  return Array.isArray(field) ? field.filter((word): word is string => typeof word === 'string' && word !== '') : [];
}

function columnsOf(languages: readonly string[]): ColumnMeaning[] {
  const inEach = (is: 'competency' | 'statement' | 'question' | 'example' | 'antipattern'): ColumnMeaning[] => languages.map((language) => ({ is, language }));
  return [{ is: 'group' }, ...inEach('competency'), { is: 'level' }, ...inEach('statement'), ...inEach('question'), ...inEach('example'), ...inEach('antipattern'), { is: 'measure' }, { is: 'evidence' }, { is: 'must-have' }, { is: 'same-as' }];
}

interface Section {
  readonly group: string;
  readonly title: string;
  /** An entry that names levels, and what stands below it. */
  readonly cells: readonly (readonly [Entry, ...Entry[]])[];
}

function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: { group: string; title: string; cells: [Entry, ...Entry[]][] }[] = [];
  let group = '';
  let open: (typeof sections)[number] | undefined;
  for (const block of blocks) {
    if (block.is === 'heading' && block.depth === 2) [group, open] = [block.text, undefined];
    else if (block.is === 'heading' && block.depth === 3) sections.push((open = { group, title: block.text, cells: [] }));
    else if (block.is === 'entry' && block.depth === 1) open?.cells.push([block]);
    else if (block.is === 'entry') open?.cells.at(-1)?.push(block);
  }
  return sections;
}

interface Known {
  readonly languages: readonly string[];
  readonly levels: readonly string[];
  readonly anomalies: Anomaly[];
  readonly part: string | undefined;
}

/** A row for each level at which the cell holds. */
function rowsOf([head, ...below]: readonly [Entry, ...Entry[]], group: string, title: LocalizedText, { languages, levels, anomalies, part }: Known): Row[] {
  const reference = referenceOf(head.words.text, levels);
  const { where, evidence, mustHave } = headOf(reference?.level ?? head.words.text);
  const at = levelsIn(where, levels);
  if (at.length === 0) anomalies.push({ kind: 'unassigned-text', line: head.line, column: 1, part, message: `"${where.slice(0, 80)}" names no level that the page says at its top, and is not taken` });
  const { said, questions, examples, antipatterns } = partsOf(below);
  const [statement = {}, ...rest] = textsIn(said, languages);
  const measure = boundsIn(rest.flatMap((text) => Object.values(text)).join(', '));
  const inEach = (texts: readonly LocalizedText[]) => languages.map((language) => texts.flatMap((text) => text[language]?.replace(/\s*\n\s*/gu, ' ') ?? []).join('\n'));
  const cells = [
    ...languages.map((language) => statement[language] ?? ''),
    ...inEach(textsIn(questions, languages)),
    ...inEach(textsIn(examples, languages)),
    ...inEach(textsIn(antipatterns, languages)),
    measure.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    evidence ? 'yes' : 'no',
    mustHave ? 'yes' : 'no',
    reference?.as ?? '',
  ];
  return at.map((level) => ({ line: head.line, cells: [group, ...languages.map((language) => title[language] ?? ''), level, ...cells] }));
}

/** "Master — the same as Baker", of two levels that the page says at its top. */
function referenceOf(text: string, levels: readonly string[]): { readonly level: string; readonly as: string } | undefined {
  const said = sameAs.filter((words) => text.includes(words)); // hardly ever one: else every pair of levels would be tried for every entry
  return said.flatMap((words) => levels.flatMap((level) => levels.flatMap((as) => (text === `${level}${words}${as}` ? [{ level, as }] : []))))[0];
}

/** "Master: Hard skills — the same as Baker", above the groups. */
function sameListsIn(blocks: readonly Block[], levels: readonly string[], anomalies: Anomaly[], part: string | undefined): PlacedSameList[] {
  const groups = blocks.flatMap((block) => (block.is === 'heading' && block.depth === 2 ? [block.text] : []));
  const above = blocks.slice(0, blocks.findIndex((block) => block.is === 'heading' && block.depth === 2) + 1);
  return above.flatMap((block): PlacedSameList[] => {
    if (block.is !== 'entry') return [];
    const { line, words: { text: words } } = block;
    const place = { line, column: 1, ...(part === undefined ? {} : { part }) };
    const from = levels.filter((level) => words.startsWith(`${level}: `));
    const to = sameAs.flatMap((said) => levels.map((as) => ({ as, end: `${said}${as}` }))).filter(({ end }) => words.endsWith(end));
    const read = from.flatMap((level) => to.map(({ as, end }) => ({ level, as, group: words.slice(level.length + 2, -end.length) })));
    const found = read.find(({ group }) => groups.includes(group));
    if (found !== undefined) return [{ ...found, group: withoutMark(found.group).replace(/\s+/gu, ' ').trim(), words, place }];
    anomalies.push({ kind: 'unassigned-text', ...place, words: words.slice(0, 400), message: `"${words.slice(0, 120)}" stands above the groups and says of none of them that it is the same as at another level; it is not taken` });
    return [];
  });
}

function headOf(text: string): { readonly where: string; readonly evidence: boolean; readonly mustHave: boolean } {
  const { where = text, said = '' } = /^(?<where>.*) \((?<said>[^()]{1,80})\)$/su.exec(text)?.groups ?? {};
  const told = said.split(', ');
  const [evidence, mustHave] = [told.some((one) => demands.evidence.includes(one)), told.some((one) => demands.mustHave.includes(one))];
  return evidence || mustHave ? { where, evidence, mustHave } : { where: text, evidence, mustHave };
}

/** Names may hold a comma themselves, so they are taken off the front, the longest first. */
function levelsIn(where: string, levels: readonly string[]): string[] {
  const byLength = levels.toSorted((one, other) => other.length - one.length);
  const found: string[] = [];
  for (let rest = where; rest !== ''; ) {
    const level = byLength.find((name) => rest === name || rest.startsWith(`${name}, `));
    if (level === undefined) return found;
    found.push(level);
    rest = rest.slice(level.length + 2);
  }
  return found;
}

function partsOf(entries: readonly Entry[]) {
  const parts = { said: [] as string[], questions: [] as string[], examples: [] as string[], antipatterns: [] as string[] };
  let list: 'questions' | 'examples' | 'antipatterns' = 'questions';
  for (const { depth, words: { text } } of entries) {
    if (depth > 2) parts[list].push(text);
    else if (headings.examples.includes(text)) list = 'examples';
    else if (headings.antipatterns.includes(text)) list = 'antipatterns';
    else parts.said.push(text);
  }
  return parts;
}

function termsOf(blocks: readonly Block[], languages: readonly string[]): Term[] {
  const from = blocks.findLastIndex((block) => block.is === 'heading' && block.depth === 2 && headings.terms.includes(block.text));
  const entries = from < 0 ? [] : blocks.slice(from + 1).filter((block) => block.is === 'entry');
  const terms: { head: string; below: string[] }[] = [];
  for (const { depth, words: { text } } of entries) {
    if (depth === 1) terms.push({ head: text, below: [] });
    else terms.at(-1)?.below.push(text);
  }
  return terms.flatMap(({ head, below }) => {
    const { called = head, bounds = '' } = /^(?<called>.*) \((?<bounds>[^()]{1,500})\)$/su.exec(head)?.groups ?? {};
    const measure = boundsIn(bounds);
    const words = titlesIn(measure.length === 0 ? head : called, languages);
    const [definition] = textsIn(below, languages);
    const [word] = Object.values(words);
    return definition === undefined || word === undefined ? [] : [{ word: word.slice(0, 200), ...(Object.keys(words).length > 1 ? { words } : {}), definition, measure }];
  });
}
