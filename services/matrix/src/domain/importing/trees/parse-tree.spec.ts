import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { parseTree, type Tree, type TreePath } from './parse-tree.js';

const pathsOf = (node: Tree, path: TreePath = []): readonly TreePath[] => {
  const below = typeof node === 'object' && node !== null ? Object.entries(node as Readonly<Record<string, Tree>>) : [];
  return [path, ...below.flatMap(([step, value]) => pathsOf(value, [...path, Array.isArray(node) ? Number(step) : step]))];
};

describe('JSON', () => {
  it('is read as YAML reads it, with each value at the same place', () => {
    const key = fc.oneof(fc.string({ minLength: 1, maxLength: 6 }), fc.constantFrom('levels', 'имя', 'constructor', '0', '1')).filter((name) => name !== '__proto__' && name !== '<<');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ depthSize: 'medium' }, fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(key, tie('tree'), { maxKeys: 4 })),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const [json, yaml] = [parseTree(text, 'json'), parseTree(text, 'yaml')];
        expect(json.root).toEqual(JSON.parse(text));
        for (const path of pathsOf(json.root)) expect([path, json.placeOf(path)]).toEqual([path, yaml.placeOf(path)]);
      }),
      { numRuns: 300 },
    );
  });

  it('is named where it breaks off, however large it is', () => {
    const large = `[${'1,\n'.repeat(200_000)}"a" "b"]`;
    expect(() => parseTree(large, 'json')).toThrow(expect.objectContaining({ message: expect.stringContaining('line 200001, column 5: this is no JSON that can be read') }));
  });

  it('holds strings with quotation marks and backslashes, keys written as signs, and numbers for keys', () => {
    const text = '{ "a\\\\": [ "x\\"y", {"\\u0062": [1 , [2]]} ], "10": 1, "9": {"c": "]"} }';
    const { root, placeOf } = parseTree(text, 'json');
    expect(root).toEqual(JSON.parse(text));
    const found = [['a\\'], ['a\\', 0], ['a\\', 1, 'b', 1, 0], ['10'], ['9', 'c'], ['9', 'none']].map((path) => text.slice(placeOf(path).column - 1).slice(0, 5));
    expect(found).toEqual(['[ "x\\', '"x\\"y', '2]]} ', '1, "9', '"]"} ', '{"c":']);
  });

  it('names the second of two equal keys, where it stands', () => {
    expect(() => parseTree('{"a": {\n  "b": 1,\n  "b": 2}}', 'json')).toThrow(expect.objectContaining({ message: expect.stringContaining('line 3, column 3') }));
  });
});
