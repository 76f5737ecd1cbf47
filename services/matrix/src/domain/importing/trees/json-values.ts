// JSON by the standard's own parser, which takes a hundredth of the memory that YAML's takes for a value, and tells the same places.
import type { LineCounter } from 'yaml';

import { extentOf, placesWithin, repeatedKeyIn } from './json-text.js';
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
  const { depth, values } = extentOf(text);
  if (depth > bounds.depth || values > bounds.values) return undefined;
  const root = parsed(text);
  if (root === undefined) return undefined;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return { root, offsetOf: offsetsIn(text, root), repeated: repeatedKeyIn(text) };
}

function parsed(text: string): Tree | undefined {
  try {
    return JSON.parse(text) as Tree;
  } catch (error) {
    if ((error as Partial<Error>).name === 'SyntaxError') return undefined;
    throw error;
  }
}

/** Looks for places where they are asked for, and once in each list or map on the way. */
function offsetsIn(text: string, root: Tree): JsonValues['offsetOf'] {
  const known = new Map<number, ReadonlyMap<string, number>>();
  const within = (from: number): ReadonlyMap<string, number> => {
    const places = known.get(from) ?? placesWithin(text, from);
    known.set(from, places);
    return places;
  };
  const start = text.search(/\S/u);
  return (path) => {
    let [node, offset]: [Tree | undefined, number] = [root, start];
    for (const step of path) {
      if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) break;
      offset = within(offset).get(String(step)) ?? offset;
      node = (node as Readonly<Record<string, Tree>>)[String(step)];
    }
    return offset;
  };
}
