import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { hiddenGroups, smallestGroup, type HiddenGroups } from './hidden-groups.js';
import { unitsOf, unitTree, type Unit, type UnitNode } from './unit-tree.js';

const below = (parent: string | null, ...units: string[]): Unit[] => units.map((unit) => ({ unit, parent }));
const few = 'fewer than 5 people';
const subtraction = 'would tell of fewer than 5 people by subtraction';

function hiddenIn(units: readonly Unit[], people: Readonly<Record<string, number>>): Record<string, string> {
  const groups = hiddenGroups(unitTree(units), (unit) => people[unit ?? ''] ?? 0);
  return Object.fromEntries(units.flatMap(({ unit }) => (groups.ofUnit(unit) === undefined ? [] : [[unit, groups.ofUnit(unit) ?? '']])));
}

describe('hidden groups', () => {
  it('are those of fewer than five people', () => {
    const units = below(null, 'a', 'b', 'c');
    expect(hiddenIn(units, { a: 4, b: 3, c: 20 })).toEqual({ a: few, b: few });
    expect(hiddenIn(units, { a: 5, b: 5, c: 20 })).toEqual({});
  });

  it('come with the next smallest where one alone could be had from the sum', () => {
    expect(hiddenIn(below(null, 'a', 'b', 'c'), { a: 4, b: 9, c: 7 })).toEqual({ a: few, c: subtraction });
  });

  it('come with the next smallest where they are few even together', () => {
    expect(hiddenIn(below(null, 'a', 'b', 'c'), { a: 1, b: 2, c: 7 })).toEqual({ a: few, b: few, c: subtraction });
    expect(hiddenIn(below(null, 'a', 'b', 'c'), { a: 3, b: 2, c: 7 })).toEqual({ a: few, b: few });
  });

  it('count the people of a unit itself as one of its parts', () => {
    const units = [...below(null, 'top'), ...below('top', 'a', 'b')];
    expect(hiddenIn(units, { top: 1, a: 6, b: 8 })).toEqual({ a: subtraction });
    expect(hiddenIn(units, { top: 0, a: 6, b: 8 })).toEqual({});
  });

  it('hide all that is below them, or its sum would tell', () => {
    const units = [...below(null, 'a', 'b', 'c'), ...below('b', 'b1', 'b2')];
    expect(hiddenIn(units, { a: 1, b1: 5, b2: 6, c: 30 })).toEqual({ a: few, b: subtraction, b1: subtraction, b2: subtraction });
  });

  it('are everything where the whole organisation is small', () => {
    const groups = hiddenGroups(unitTree(below(null, 'a')), (unit) => (unit === 'a' ? 4 : 0));
    expect([groups.ofUnit(null), groups.ofUnit('a'), groups.ofOwnPeople('a')]).toEqual([few, few, few]);
  });

  it('leave nothing that adds up to a group of fewer than five, whatever the organisation', () => {
    fc.assert(fc.property(organisations, (organisation) => expect(smallGroupsThatAddUp(organisation, hidden(organisation))).toEqual([])), { numRuns: 400 });
  });

  it('would be found out by that test if only the small ones were hidden', () => {
    const organisation: Organisation = { units: below(null, 'a', 'b'), people: new Map([['a', 3], ['b', 9]]) };
    const naive: HiddenGroups = { ofUnit: (unit) => (unit === 'a' ? few : undefined), ofOwnPeople: (unit) => (unit === 'a' ? few : undefined) };
    expect(smallGroupsThatAddUp(organisation, naive)).toEqual([['a']]);
  });
});

interface Organisation {
  readonly units: readonly Unit[];
  readonly people: ReadonlyMap<string | null, number>;
}

/** Each unit hangs below one that was drawn before it. */
const organisations: fc.Arbitrary<Organisation> = fc.array(fc.record({ above: fc.nat(), people: fc.nat(9) }), { minLength: 1, maxLength: 7 }).map((drawn) => ({
  units: drawn.map(({ above }, place) => ({ unit: `u${place}`, parent: above % (place + 1) === place ? null : `u${above % (place + 1)}` })),
  people: new Map(drawn.map(({ people }, place) => [`u${place}`, people])),
}));

const peopleOf = ({ people }: Organisation) => (unit: string | null) => people.get(unit) ?? 0;
const hidden = (organisation: Organisation) => hiddenGroups(unitTree(organisation.units), peopleOf(organisation));

/**
 * Every group of units' own people that is small and is a sum of what is told: somebody who has all reports can add and
 * subtract any of them, and knows where nobody is.
 */
function smallGroupsThatAddUp(organisation: Organisation, groups: HiddenGroups): (string | null)[][] {
  const tree = unitTree(organisation.units);
  const count = peopleOf(organisation);
  const peopled = unitsOf(tree).filter((unit) => count(unit) > 0);
  const vectorOf = (units: readonly (string | null)[]) => peopled.map((unit) => (units.includes(unit) ? 1 : 0));
  const told: number[][] = [];
  const visit = (node: UnitNode): void => {
    if (groups.ofUnit(node.unit) === undefined) told.push(vectorOf(unitsOf(node)));
    if (groups.ofOwnPeople(node.unit) === undefined) told.push(vectorOf([node.unit]));
    node.below.forEach(visit);
  };
  visit(tree);
  const known = rankOf(told);
  return subsetsOf(peopled).filter((units) => {
    const people = units.reduce((sum, unit) => sum + count(unit), 0);
    return people > 0 && people < smallestGroup && rankOf([...told, vectorOf(units)]) === known;
  });
}

function subsetsOf<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((subsets, item) => [...subsets, ...subsets.map((subset) => [...subset, item])], [[]]);
}

/** By Gaussian elimination. */
function rankOf(vectors: readonly (readonly number[])[]): number {
  const rows = vectors.map((vector) => [...vector]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const pivot = rows.findIndex((row, place) => place >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot < 0) continue;
    const [chosen = []] = rows.splice(pivot, 1);
    for (const row of rows.slice(rank)) {
      const factor = (row[column] ?? 0) / (chosen[column] ?? 1);
      row.forEach((value, place) => (row[place] = value - factor * (chosen[place] ?? 0)));
    }
    rows.splice(rank, 0, chosen);
    rank += 1;
  }
  return rank;
}
