// Which keys of a tree name a field, and which say something themselves: the name of a level, of a group, of a competency.
import { groupNamed } from '../text/group-words.js';
import { knownHeader, languageNamed } from '../tables/header-words.js';
import { namesLevel } from '../tables/level-names.js';
import type { Tree } from './parse-tree.js';

/** What stands at one path of a tree, lists looked through. */
export interface Shape {
  readonly fields: ReadonlyMap<string, Shape>;
  /** The keys that say something, and what stands below them all. */
  readonly keyed: ReadonlySet<string>;
  readonly below: Shape | undefined;
}

export type Branch = Readonly<Record<string, Tree>>;

/** More fields than any record has: then they are names. */
const mostFields = 60;

export function isBranch(node: Tree): node is Branch {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** One text or number, or a list of such: what a cell can hold. */
export function isLeaf(node: Tree): boolean {
  return Array.isArray(node) ? (node as readonly Tree[]).every((one) => one === null || typeof one !== 'object') : !isBranch(node);
}

export function shapeOf(nodes: readonly Tree[]): Shape {
  const branches = nodes.flatMap(branchesIn);
  const byKey = new Map<string, Tree[]>();
  for (const branch of branches) {
    for (const [key, value] of Object.entries(branch)) {
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [value]);
      else known.push(value);
    }
  }
  const keyed = keysThatSay(byKey, branches);
  const fields = [...byKey].filter(([key]) => !keyed.has(key)).map(([key, values]): [string, Shape] => [key, shapeOf(values)]);
  return { fields: new Map(fields), keyed, below: keyed.size === 0 ? undefined : shapeOf([...keyed].flatMap((key) => byKey.get(key) ?? [])) };
}

/** Whether all that stands there fits into one row. */
export function isFlat({ fields, keyed }: Shape, nodes: readonly Tree[]): boolean {
  if (keyed.size > 0 || nodes.some((node) => Array.isArray(node) && !isLeaf(node))) return false;
  return [...fields].every(([key, shape]) => isFlat(shape, nodes.flatMap((node) => (isBranch(node) ? [node[key] ?? null] : []))));
}

function branchesIn(node: Tree): Branch[] {
  if (Array.isArray(node)) return (node as readonly Tree[]).flatMap(branchesIn);
  return isBranch(node) ? [node] : [];
}

function keysThatSay(byKey: ReadonlyMap<string, readonly Tree[]>, branches: readonly Branch[]): Set<string> {
  const keys = [...byKey.keys()];
  if (keys.length > 0 && keys.every((key) => languageNamed(key) !== undefined)) return new Set();
  const holds = (key: string, what: (value: Tree) => boolean): boolean => (byKey.get(key) ?? []).some(what);
  const named = keys.filter(
    (key) => (groupNamed(asWords(key)) !== undefined && holds(key, (value) => typeof value === 'object' && value !== null)) || (namesLevel(asWords(key)) && holds(key, (value) => !isLeaf(value) && !isTranslated(value))),
  );
  if (named.length > 0) return new Set(named);
  const isKnown = keys.some((key) => knownHeader(asWords(key)) !== undefined || namesLevel(asWords(key)));
  if (isKnown || keys.length < 2) return new Set();
  const areOneEach = branches.length > 1 && branches.every((branch) => Object.keys(branch).length === 1);
  const areAlike = keys.every((key) => !holds(key, (value) => value === null || typeof value !== 'object' || isTranslated(value)));
  return new Set(areOneEach || areAlike || keys.length > mostFields ? keys : []);
}

function isTranslated(value: Tree): boolean {
  return isBranch(value) && Object.keys(value).length > 0 && Object.keys(value).every((key) => languageNamed(key) !== undefined);
}

/** "mustHave", "must_have" and "must-have" as "must have". */
export function asWords(key: string): string {
  return key.slice(0, 200).replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').replace(/_/gu, ' ').trim();
}
