import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { findUnit, unitsOf, unitTree, type Unit } from './unit-tree.js';

const bakery: Unit[] = [
  { unit: 'ovens', parent: 'bakery' },
  { unit: 'bakery', parent: null },
  { unit: 'cellar', parent: 'ovens' },
  { unit: 'shop', parent: 'bakery' },
];

describe('the tree of units', () => {
  it('hangs each unit below its parent, in the order of codes', () => {
    expect(unitTree(bakery)).toEqual({
      unit: null,
      below: [
        {
          unit: 'bakery',
          below: [
            { unit: 'ovens', below: [{ unit: 'cellar', below: [] }] },
            { unit: 'shop', below: [] },
          ],
        },
      ],
    });
  });

  it('finds a unit with all below it', () => {
    const ovens = findUnit(unitTree(bakery), 'ovens');
    expect(ovens && unitsOf(ovens)).toEqual(['ovens', 'cellar']);
    expect(findUnit(unitTree(bakery), 'attic')).toBeUndefined();
  });

  it('takes a unit whose parent is not known for a top unit', () => {
    expect(unitTree([{ unit: 'ovens', parent: 'bakery' }]).below).toEqual([{ unit: 'ovens', below: [] }]);
  });

  it('holds every unit once, also where units are in a circle, and does not care which came first', () => {
    const code = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const units = fc.uniqueArray(fc.record({ unit: code, parent: fc.option(code) }), { selector: ({ unit }) => unit });
    fc.assert(
      fc.property(units, (some) => {
        const tree = unitTree(some);
        expect(unitsOf(tree).sort()).toEqual([null, ...some.map(({ unit }) => unit)].sort());
        expect(unitTree([...some].reverse())).toEqual(tree);
      }),
    );
  });
});
