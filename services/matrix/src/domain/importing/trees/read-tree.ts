// A file of nested values becomes a preview: an export of ours as it is, any other as the tables that its paths are.
import { isCasePackage } from '../case/case-package.js';
import { readCase } from '../case/read-case.js';
import type { Anomaly, Preview } from '../drafting/draft.js';
import { knownHeader, languageNamed } from '../tables/header-words.js';
import type { Mapping } from '../tables/mapping.js';
import { previewOfTables } from '../tables/preview-of-tables.js';
import type { Table } from '../tables/table.js';
import { unreadable } from '../refusal.js';
import { isExport, previewOfContent } from './preview-of-content.js';
import { mostValues, parseTree, type ParsedTree, type Tree, type TreePath } from './parse-tree.js';
import { asWords, isBranch, isFlat, isLeaf, shapeOf } from './shape-of-tree.js';
import { tableOfTree } from './tables-of-tree.js';

/** @throws DomainError import-unreadable */
export function readTree(text: string, format: 'yaml' | 'json', name: string, mapping: Mapping | undefined): Preview {
  const tree = parseTree(text, format);
  if (isExport(tree.root)) return previewOfContent(tree, format);
  if (isCasePackage(tree.root)) return readCase(tree, mapping);
  mustHoldFew(tree);
  if (isLeaf(tree.root)) throw unreadable(tree.placeOf([]), Array.isArray(tree.root) ? 'no-matrix-in-list' : 'no-matrix-in-value');
  const found: Found = { tables: [], anomalies: [] };
  collect(tree, tree.root, [], name, found);
  const preview = previewOfTables(format, withOwnNames(found.tables), mapping, found.name === undefined ? {} : { name: found.name });
  return { ...preview, anomalies: [...preview.anomalies, ...found.anomalies] };
}

/** The same of one file among several. @throws DomainError import-unreadable */
export function tablesInTree(text: string, format: 'yaml' | 'json', name: string, part: string): Found {
  const tree = parseTree(text, format, part);
  if (isExport(tree.root) || isCasePackage(tree.root)) throw unreadable(tree.placeOf([]), 'whole-matrix');
  mustHoldFew(tree);
  const found: Found = { tables: [], anomalies: [] };
  if (isLeaf(tree.root)) found.anomalies.push({ kind: 'unassigned-text', ...tree.placeOf([]), message: 'no levels and competencies stand here; nothing of it is taken' });
  else collect(tree, tree.root, [], name, found);
  return { ...found, tables: withOwnNames(found.tables.map((table) => (table.name === name ? table : { ...table, name: `${name} / ${table.name}`.slice(0, 450) }))) };
}

/** What has no form that is known takes much more to be read than what has. */
function mustHoldFew({ values, placeOf }: ParsedTree): void {
  if (values > mostValues.inTables) throw unreadable(placeOf([]), 'too-many-values', { most: mostValues.inTables });
}

export interface Found {
  readonly tables: Table[];
  readonly anomalies: Anomaly[];
  name?: string;
}

/** What stands in several fields of one branch is a table each: levels, competencies; a language each as well. */
function collect(tree: ParsedTree, node: Tree, path: TreePath, name: string, found: Found): void {
  const shape = shapeOf([node]);
  const children = isBranch(node) && shape.keyed.size === 0 ? Object.entries(node) : [];
  const tables = children.filter(([key, value]) => {
    const field = shape.fields.get(key);
    return languageNamed(key) !== undefined ? !isLeaf(value) : field !== undefined && !isFlat(field, [value]);
  });
  const beside = children.filter((child) => !tables.includes(child));
  if (tables.length === 0) {
    const rest = isBranch(node) ? Object.fromEntries(Object.entries(node).filter(([key, value]) => !isNameOf(key, value))) : node;
    if (path.length === 0) for (const [key, value] of beside) if (isNameOf(key, value)) found.name ??= String(value);
    found.tables.push(tableOfTree(tree, path.length === 0 ? rest : node, path, name));
    return;
  }
  for (const [key, value] of beside) {
    if (isNameOf(key, value)) found.name ??= String(value);
    else if (textIn(value)) found.anomalies.push({ kind: 'unassigned-text', ...tree.placeOf([...path, key]), message: `what stands at "${key}" is about no level and is not taken` });
  }
  for (const [key, value] of tables) collect(tree, value, [...path, key], key, found);
}

function isNameOf(key: string, value: Tree): boolean {
  return typeof value === 'string' && /^(?:name|title|название|matrix|framework|ladder)$/iu.test(key) && knownHeader(asWords(key)) !== 'level';
}

function textIn(value: Tree): boolean {
  return /\p{L}{3}/u.test(JSON.stringify(value));
}

/** A mapping tells tables apart by their names. */
function withOwnNames(tables: readonly Table[]): Table[] {
  const seen = new Map<string, number>();
  return tables.map((table) => {
    const count = (seen.get(table.name) ?? 0) + 1;
    seen.set(table.name, count);
    return count === 1 ? table : { ...table, name: `${table.name} ${count}` };
  });
}
