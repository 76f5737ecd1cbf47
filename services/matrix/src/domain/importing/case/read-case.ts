// A CFPackage becomes a preview: a row for each item that no other stands below, at each of its levels, with those above it in a column each.
import type { Term } from '@rung/matrix-model';

import type { Anomaly, Preview } from '../drafting/draft.js';
import { languageNamed } from '../tables/header-words.js';
import type { Mapping } from '../tables/mapping.js';
import { previewOfTables } from '../tables/preview-of-tables.js';
import type { KnownColumn, Table } from '../tables/table.js';
import type { ParsedTree } from '../trees/parse-tree.js';
import { packageIn, type CaseItem, type CasePackage } from './case-package.js';
import { itemsInOrder, type PlacedItem } from './item-tree.js';

/** Of every item, as the paths of nested values are written. */
const path = '/CFItems/*';

/** @throws DomainError import-unreadable */
export function readCase(tree: ParsedTree, mapping: Mapping | undefined): Preview {
  const read = packageIn(tree);
  const { items, anomalies } = itemsInOrder(tree, read);
  const table = tableOf(tree, read, items);
  const preview = previewOfTables('case', [table], mapping, { name: read.CFDocument.title.slice(0, 200), levels: levelsIn(read), terms: termsIn(read) });
  return { ...preview, anomalies: [...anomalies, ...preview.anomalies] };
}

function tableOf(tree: ParsedTree, read: CasePackage, items: readonly PlacedItem[]): Table {
  const isOurs = read.CFDocument.creator === 'Rung';
  const language = tagOf(read.CFDocument.language);
  const languages = [...new Set([language, ...items.map(({ item }) => tagOf(item.language) ?? language)])];
  const depth = Math.max(0, ...items.map(({ above }) => above.length));
  const columns = columnsOf(depth, languages, isOurs);
  const rows = items.flatMap(({ item, at, above, hasChildren }) => {
    if (hasChildren) return [];
    const said = languages.map((one) => (one === (tagOf(item.language) ?? language) ? item.fullStatement : ''));
    const levels = item.educationLevel.length === 0 ? [''] : item.educationLevel;
    return levels.map((level) => ({ at, cells: [...Array.from({ length: depth }, (_, column) => nameOf(above[column])), level, ...said, item.notes, ...demandsOf(item, isOurs)] }));
  });
  return {
    name: read.CFDocument.title.slice(0, 200),
    rows: rows.map(({ cells }) => cells),
    placeOf: (row) => tree.placeOf(['CFItems', rows[row]?.at ?? 0]),
    anomalies: items.flatMap((placed) => notNamed(tree, placed)),
    known: { header: 0, columns, rowsStandAlone: true, ...(language === undefined ? {} : { language }) },
  };
}

/** Of ours, notes are the guidance questions, and its extensions say what is demanded. */
function columnsOf(depth: number, languages: readonly (string | undefined)[], isOurs: boolean): KnownColumn[] {
  const column = (field: string, header: string): KnownColumn => ({ title: `${path}/${field}`, header: [header], isKey: false });
  return [
    ...Array.from({ length: depth }, (_, at) => ({ title: `${path} (isChildOf ${at + 1})`, header: [], isKey: true })),
    column('educationLevel', 'level'),
    ...languages.map((language) => column(language === undefined ? 'fullStatement' : `fullStatement (${language})`, language === undefined ? 'statement' : `statement (${language})`)),
    column('notes', isOurs ? 'questions' : 'notes'),
    ...(isOurs ? [column('extensions/evidenceRequired', 'evidence'), column('extensions/mustHave', 'must-have'), column('extensions/weight', 'weight')] : []),
  ];
}

function demandsOf({ extensions }: CaseItem, isOurs: boolean): string[] {
  if (!isOurs) return [];
  const { evidenceRequired, mustHave, weight } = extensions ?? {};
  return [evidenceRequired === true ? 'yes' : 'no', mustHave === true ? 'yes' : 'no', typeof weight === 'number' ? String(weight) : ''];
}

/** Short names are for what others stand below. */
function nameOf(item: CaseItem | undefined): string {
  return item === undefined ? '' : item.abbreviatedStatement || item.fullStatement;
}

function notNamed(tree: ParsedTree, { item, at, hasChildren }: PlacedItem): Anomaly[] {
  if (!hasChildren || item.abbreviatedStatement === '' || item.abbreviatedStatement === item.fullStatement) return [];
  return [{ kind: 'unassigned-text', ...tree.placeOf(['CFItems', at, 'fullStatement']), message: `the item "${item.abbreviatedStatement.slice(0, 80)}" stands above others and is called by its short name; its full statement is not taken` }];
}

function tagOf(language: string): string | undefined {
  return languageNamed(language.split('-')[0] ?? '');
}

/** As the rubrics have them, from the lowest to the highest. */
function levelsIn({ CFRubrics }: CasePackage): string[] {
  const levels = (CFRubrics ?? []).flatMap(({ CFRubricCriteria }) => (CFRubricCriteria ?? []).flatMap(({ CFRubricCriterionLevels }) => CFRubricCriterionLevels ?? []));
  const positions = new Map(levels.filter(({ quality }) => quality !== '').map(({ quality, position }) => [quality, position ?? 0]));
  return [...positions].sort(([, one], [, other]) => one - other).map(([quality]) => quality);
}

function termsIn({ CFDocument, CFDefinitions }: CasePackage): Term[] {
  const language = tagOf(CFDocument.language) ?? 'en';
  return (CFDefinitions?.CFConcepts ?? []).flatMap(({ title, description }) => (title === '' || description === '' ? [] : [{ word: title.slice(0, 200), definition: { [language]: description.slice(0, 4_000) }, measure: [] }]));
}
