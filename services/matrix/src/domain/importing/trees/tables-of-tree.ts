// A tree as tables: a row for whatever stands deepest, with all that stands above it on its way; a column for each path.
import { unreadable } from '../refusal.js';
import { knownHeader, languageNamed } from '../tables/header-words.js';
import { namesLevel } from '../tables/level-names.js';
import { mostCells } from '../tables/limits.js';
import { mostColumns } from '../tables/mapping.js';
import type { Table } from '../tables/table.js';
import { pointerOf, type ParsedTree, type Tree, type TreePath } from './parse-tree.js';
import { asWords, isBranch, isFlat, isLeaf, shapeOf, type Shape } from './shape-of-tree.js';

interface Cell {
  readonly text: string;
  readonly path: TreePath;
}
type Row = ReadonlyMap<string, Cell>;

interface Column {
  readonly steps: readonly string[];
  /** It holds keys, not what stands below them. */
  readonly isKey: boolean;
}

export function tableOfTree(tree: ParsedTree, node: Tree, path: TreePath, name: string): Table {
  return new Rows(tree, path, name).table(node);
}

class Rows {
  readonly #columns = new Map<string, Column>();
  readonly #rows: Row[] = [];
  #cells = 0;

  constructor(
    private readonly tree: ParsedTree,
    private readonly start: TreePath,
    private readonly name: string,
  ) {}

  table(node: Tree): Table {
    this.#walk(node, shapeOf([node]), this.start, [], new Map());
    const columns = inOrder([...this.#columns]);
    const rows = this.#rows;
    return {
      name: this.name,
      rows: rows.map((row) => columns.map(([id]) => row.get(id)?.text ?? '')),
      placeOf: (row, column) => this.tree.placeOf(rows[row]?.get(columns[column]?.[0] ?? '')?.path ?? this.start),
      anomalies: [],
      known: {
        header: 0,
        language: languageNamed(this.name),
        columns: columns.map(([, { steps, isKey }]) => ({ title: titleOf(steps, isKey), header: headerOf(steps, isKey), isKey })),
        rowsStandAlone: true,
      },
    };
  }

  #walk(node: Tree, shape: Shape, path: TreePath, steps: readonly string[], above: Row): void {
    if (isLeaf(node)) return this.#emit(this.#with(above, node, path, steps), path);
    if (Array.isArray(node)) {
      const called = levelsInOrder(steps.at(-1) ?? '', shape, node as readonly Tree[]);
      for (const [at, one] of (node as readonly Tree[]).entries()) {
        const here = called === undefined ? above : this.#with(above, `${called} ${at + 1}`, [...path, at], [...steps, '*'], true);
        this.#walk(one, shape, [...path, at], steps, here);
      }
      return;
    }
    if (!isBranch(node)) return;
    const here = this.#flatFields(node, shape, path, steps, above);
    let branched = false;
    for (const [key, value] of Object.entries(node)) {
      const field = shape.fields.get(key);
      if (value === null || (field !== undefined && isFlat(field, [value]))) continue;
      branched = true;
      if (field !== undefined) this.#walk(value, field, [...path, key], [...steps, key], here);
      else if (shape.below !== undefined) this.#walk(value, shape.below, [...path, key], [...steps, '*'], this.#with(here, key, [...path, key], [...steps, '*'], true));
    }
    if (!branched) this.#emit(here, path);
  }

  /** All that fits into the row of the branch itself. */
  #flatFields(node: Tree, shape: Shape, path: TreePath, steps: readonly string[], above: Row): Row {
    if (isLeaf(node)) return this.#with(above, node, path, steps);
    if (!isBranch(node)) return above;
    return [...shape.fields].reduce((row, [key, field]) => {
      const value = Object.hasOwn(node, key) ? node[key] : undefined;
      return value === undefined || !isFlat(field, [value]) ? row : this.#flatFields(value, field, [...path, key], [...steps, key], row);
    }, above);
  }

  #with(row: Row, node: Tree, path: TreePath, steps: readonly string[], isKey = false): Row {
    const text = textOf(node);
    if (text === '') return row;
    const id = JSON.stringify([steps, isKey]);
    if (!this.#columns.has(id)) this.#columns.set(id, { steps, isKey });
    if (this.#columns.size > mostColumns) throw unreadable(this.tree.placeOf(path), 'too-many-paths', { most: mostColumns });
    return new Map([...row, [id, { text, path }]]);
  }

  #emit(row: Row, path: TreePath): void {
    if (row.size === 0) return;
    this.#cells += row.size;
    if (this.#cells > mostCells) throw unreadable(this.tree.placeOf(path), 'too-many-told-cells', { most: mostCells });
    this.#rows.push(row);
  }
}

/** "milestones": what stands in a list of levels that do not say their names is called by its place there, "Milestone 1". */
function levelsInOrder(key: string, { fields, keyed }: Shape, nodes: readonly Tree[]): string | undefined {
  const words = asWords(key);
  const areNamed = keyed.size > 0 || [...fields.keys()].some((field) => /^(?:id|name|title|code|название)$/iu.test(field) || knownHeader(asWords(field)) === 'level');
  if (knownHeader(words) !== 'level' || areNamed || nodes.length < 2 || !nodes.every(isBranch)) return undefined;
  const one = words.replace(/s$/u, '').replace(/^уровни$/iu, 'уровень');
  return one.charAt(0).toUpperCase() + one.slice(1).toLowerCase();
}

/** A list is told as one, each entry on its line. */
function textOf(node: Tree): string {
  if (Array.isArray(node)) {
    const entries = (node as readonly Tree[]).flatMap((one) => (one === null || String(one).trim() === '' ? [] : [`- ${String(one).replace(/\s+/gu, ' ').trim()}`]));
    return entries.join('\n');
  }
  return node === null || typeof node === 'object' ? '' : String(node);
}

/** What stands higher comes first, and names of rows before the levels that they have something at. */
function inOrder(columns: readonly [string, Column][]): [string, Column][] {
  const isOfLevel = ({ steps }: Column): boolean => steps.some((step) => namesLevel(asWords(step)));
  const rank = ([, column]: [string, Column]): number => column.steps.length + (isOfLevel(column) ? 1_000 : 0);
  return columns.toSorted((one, other) => rank(one) - rank(other));
}

/** As a person sees it. */
function titleOf(steps: readonly string[], isKey: boolean): string {
  const pointer = pointerOf(steps);
  return isKey ? `${pointer} (name)` : pointer;
}

/** What its words are looked for: the level on the way, the last field, and its language. */
function headerOf(steps: readonly string[], isKey: boolean): string[] {
  const words = steps.map(asWords);
  if (isKey) return words.slice(-2, -1).filter((word) => word !== '*');
  const last = words.at(-1) ?? '';
  const isLanguage = languageNamed(last) !== undefined;
  const field = (isLanguage ? words.at(-2) : last) ?? '';
  const level = words.slice(0, -1).filter((word) => namesLevel(word) && knownHeader(word) === undefined);
  return [...level, field, ...(isLanguage ? [last] : [])].filter((word, at, all) => word !== '*' && word !== '' && all.indexOf(word) === at);
}
