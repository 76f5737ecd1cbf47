// JSON by a parser of its own, which takes a tenth of the memory that YAML's takes for a value, and tells the same places.
import { parseTree as parseJson, type Node } from 'jsonc-parser';
import type { LineCounter } from 'yaml';

import type { Tree, TreePath } from './parse-tree.js';

export interface JsonValues {
  readonly root: Tree;
  /** Where a value begins, in characters from the start of the text. */
  readonly offsetOf: (path: TreePath) => number;
  /** The first key that its map has already: what it is called and where it stands. */
  readonly repeated: { readonly key: string; readonly offset: number } | undefined;
}

export interface Bounds {
  readonly depth: number;
  readonly values: number;
}

/**
 * @param lines told where each line begins.
 * @returns undefined for what is no JSON, nests deeper or holds more: a parser that names places has to say so.
 */
export function jsonValues(text: string, lines: LineCounter, bounds: Bounds): JsonValues | undefined {
  const root = parsedWithin(text, bounds);
  const tree = root === undefined ? undefined : parseJson(text, [], { disallowComments: true });
  if (root === undefined || tree === undefined) return undefined;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  const maps = new Map<Node, ReadonlyMap<string, Node>>();
  const mapOf = (node: Node): ReadonlyMap<string, Node> => {
    const known = maps.get(node) ?? new Map(propertiesOf(node).map(([key, value]) => [String(key.value), value]));
    maps.set(node, known);
    return known;
  };
  const childOf = (node: Node, step: string | number): Node | undefined => (node.type === 'array' ? node.children?.[Number(step)] : mapOf(node).get(String(step)));
  const offsetOf = (path: TreePath): number => path.reduce<Node>((node, step) => childOf(node, step) ?? node, tree).offset;
  return { root, offsetOf, repeated: repeatedKey(tree) };
}

/** What the standard's own parser reads: that takes little, so its size can be looked at before more is done. */
function parsedWithin(text: string, bounds: Bounds): Tree | undefined {
  let root: Tree;
  try {
    root = JSON.parse(text) as Tree;
  } catch (error) {
    if (isSyntaxError(error)) return undefined;
    throw error;
  }
  let [level, values]: [readonly Tree[], number] = [[root], 0];
  for (let depth = 0; level.length > 0; depth += 1) {
    values += level.length;
    if (depth > bounds.depth || values > bounds.values) return undefined;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? (Object.values(value) as Tree[]) : []));
  }
  return root;
}

const isSyntaxError = (error: unknown): boolean => (error as Partial<Error>).name === 'SyntaxError';

function propertiesOf({ type, children = [] }: Node): readonly (readonly [Node, Node])[] {
  if (type !== 'object') return [];
  return children.flatMap(({ children: [key, value] = [] }) => (key === undefined || value === undefined ? [] : [[key, value] as const]));
}

function repeatedKey(root: Node): JsonValues['repeated'] {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const seen = new Set<string>();
    for (const [{ value, offset }] of propertiesOf(node)) {
      const key = String(value);
      if (seen.has(key)) return { key, offset };
      seen.add(key);
    }
    // the first in the text is the next to be looked at
    const below = node.type === 'array' ? (node.children ?? []) : propertiesOf(node).map(([, value]) => value);
    for (let at = below.length - 1; at >= 0; at -= 1) waiting.push(below[at]!);
  }
  return undefined;
}
