// YAML and JSON, which is YAML as well, as values with a place for each.
import { isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';

import { importLimits, unreadable } from '../refusal.js';
import type { FilePlace } from '../text/source.js';
import { isStorable } from '../text/storable.js';
import { jsonValues } from './json-values.js';

export type Tree = null | boolean | number | string | readonly Tree[] | { readonly [key: string]: Tree };
export type TreePath = readonly (string | number)[];

export interface ParsedTree {
  readonly root: Tree;
  readonly placeOf: (path: TreePath) => FilePlace;
  /** How many there are, whatever they hold. */
  readonly values: number;
}

/** Matrices nest about eight levels. */
const deepest = 32;
const mostAliases = 100;
/** Of which each takes the parser of YAML about a kilobyte, that of JSON some dozen bytes, and what looks for tables in them much again. */
export const mostValues = { yaml: 100_000, json: 500_000, inTables: 100_000 };

/** @throws DomainError import-unreadable with the place of what is no YAML, too deep, too much, or no text */
export function parseTree(text: string, format: 'yaml' | 'json', part?: string): ParsedTree {
  const said = text.replace(/^\ufeff/u, '');
  const json = format === 'json' ? parseJson(said, part) : undefined;
  const tree = json ?? parseYaml(said, format, part);
  return { ...tree, values: soundValues(tree.root, tree.placeOf, json === undefined ? mostValues.yaml : mostValues.json) };
}

type PlacedValues = Omit<ParsedTree, 'values'>;

function parseJson(text: string, part: string | undefined): PlacedValues | undefined {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const values = jsonValues(text, lines, { depth: deepest, values: mostValues.json });
  if (values === undefined) return undefined;
  const { root, repeated, offsetOf } = values;
  if (repeated !== undefined) throw keyTwice(repeated.key, positionIn(lines, repeated.offset), part);
  return { root, placeOf: (path) => ({ ...positionIn(lines, offsetOf(path)), part, cell: pointerOf(path) }) };
}

/** Reads what is called JSON and is none, too, to say where it is wrong. */
function parseYaml(text: string, format: 'yaml' | 'json', part: string | undefined): PlacedValues {
  const values = mustBeModest(text, format, part);
  if (values > mostValues.yaml || text.length > importLimits.bytes) throw whatIsNoJson(text, part);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: format === 'json' ? 'json' : 'core', prettyErrors: false, uniqueKeys: false });
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw unreadable({ line, column: col, part }, 'syntax', { format: format.toUpperCase(), fault: whatIs(fault.code, fault.message) });
  }
  mustHaveEachKeyOnce(document, lines, part);
  return { root: valueOf(document, part), placeOf: (path) => placeIn(document, lines, path, part) };
}

function positionIn(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function keyTwice(name: string, position: { readonly line: number; readonly column: number }, part: string | undefined): Error {
  return unreadable({ ...position, part }, 'key-twice', { key: name.slice(0, 80) });
}

function whatIs(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'it holds several documents: keep one, or save each in a file';
  if (code === 'TAG_RESOLVE_FAILED') return 'a tag is not known: take it out';
  return (message.split('\n')[0] ?? '').slice(0, 200);
}

/** The parser would compare each key with each. */
function mustHaveEachKeyOnce(document: Document, lines: LineCounter, part: string | undefined): void {
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) throw keyTwice(name, positionIn(lines, key.range?.[0] ?? 0), part);
        seen.add(name);
      }
    },
  });
}

function valueOf(document: Document, part: string | undefined): Tree {
  try {
    return document.toJS({ maxAliasCount: mostAliases }) as Tree;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw unreadable({ line: 1, column: 1, part }, 'aliases-too-many', { most: mostAliases });
  }
}

function placeIn(document: Document, lines: LineCounter, path: TreePath, part: string | undefined): FilePlace {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return { ...positionIn(lines, isNode(node) ? (node.range?.[0] ?? 0) : 0), part, cell: pointerOf(path) };
}

/** A JSON Pointer (RFC 6901). */
export function pointerOf(path: TreePath): string {
  return path.length === 0 ? '/' : path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Told by the signs alone, before anything is parsed: parsers take much memory for what nests deeply, and for each value. @returns about how many it holds */
function mustBeModest(text: string, format: 'yaml' | 'json', part: string | undefined): number {
  const most = mostValues[format];
  let depth = 0;
  let line = 1;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 0x0a) line += 1;
    if (sign === 0x0a || sign === 0x5b || sign === 0x7b || (sign === 0x2c && text.charCodeAt(at + 1) !== 0x0a)) values += 1;
    if (values > most) throw unreadable({ line, column: 1, part }, 'too-many-values', { most });
    if (sign === 0x5b || sign === 0x7b) depth += 1;
    else if (sign === 0x5d || sign === 0x7d) depth = Math.max(0, depth - 1);
    if (depth > deepest * 4) throw tooDeep({ line, column: 1, part });
  }
  const dashes = /^[ \t]*(?:[-?:][ \t]+){33}/mu.exec(text);
  if (dashes !== null) throw tooDeep({ line: text.slice(0, dashes.index).split('\n').length, column: 1, part });
  return values;
}

/** Of a text that is more than the parser of YAML could bear, which names places better. */
function whatIsNoJson(text: string, part: string | undefined): Error {
  try {
    JSON.parse(text);
  } catch (error) {
    const fault = error instanceof Error ? error.message : '';
    // Where the parser tells no position, its words hold what stands there.
    const before = text.slice(0, Number(/at position (\d+)/u.exec(fault)?.[1] ?? 0)).split('\n');
    return unreadable({ line: before.length, column: (before.at(-1)?.length ?? 0) + 1, part }, 'syntax', { format: 'JSON', fault: fault.slice(0, 200) });
  }
  return tooDeep({ line: 1, column: 1, part });
}

function tooDeep(place: FilePlace): Error {
  return unreadable(place, 'too-deep', { most: deepest });
}

/** @returns how many there are. @throws DomainError for what no matrix holds and no store keeps */
function soundValues(root: Tree, placeOf: (path: TreePath) => FilePlace, most: number): number {
  let values = 0;
  const look = (node: Tree, path: TreePath): void => {
    if (path.length > deepest) throw tooDeep(placeOf(path));
    values += 1;
    if (values > most) throw unreadable(placeOf(path), 'too-many-values-written-out', { most });
    if (typeof node === 'string') mustBeText(node, placeOf, path);
    else if (Array.isArray(node)) for (const [at, one] of (node as readonly Tree[]).entries()) look(one, [...path, at]);
    else if (typeof node === 'object' && node !== null) {
      for (const [key, one] of Object.entries(node)) {
        if (key === '__proto__') throw unreadable(placeOf(path), 'key-called-proto');
        mustBeText(key, placeOf, path);
        look(one, [...path, key]);
      }
    }
  };
  look(root, []);
  return values;
}

function mustBeText(words: string, placeOf: (path: TreePath) => FilePlace, path: TreePath): void {
  if (!isStorable(words)) throw unreadable(placeOf(path), 'broken-characters');
}
