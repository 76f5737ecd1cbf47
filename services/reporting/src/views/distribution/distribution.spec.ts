import { describe, expect, it } from '@jest/globals';

import { distributionOf, type GradeCount } from './distribution.js';

const cycle = 'c0000000-0000-4000-8000-000000000001';
const levels = ['apprentice', 'baker'].map((code) => ({ code, names: [code.toUpperCase(), 'another name'], sameAs: {} }));
const units = [
  { unit: 'bakery', parent: null },
  { unit: 'ovens', parent: 'bakery' },
  { unit: 'shop', parent: 'bakery' },
];
const counts: GradeCount[] = [
  { unit: 'ovens', grade: 'baker', people: 4 },
  { unit: 'ovens', grade: null, people: 1 },
  { unit: 'shop', grade: 'apprentice', people: 6 },
  { unit: 'bakery', grade: 'baker', people: 5 },
];
const of = (unit: string | null, some = counts) => distributionOf({ cycle, unit }, { levels }, units, some);

describe('the distribution of grades', () => {
  it('counts a unit with all below it, from no level to the highest', () => {
    expect(of('bakery')).toEqual({
      cycle,
      unit: 'bakery',
      people: 16,
      grades: [
        { level: null, people: 1 },
        { level: { code: 'apprentice', name: 'APPRENTICE' }, people: 6 },
        { level: { code: 'baker', name: 'BAKER' }, people: 9 },
      ],
      parts: [
        { unit: 'ovens', includes: 'all-below', people: 5 },
        { unit: 'shop', includes: 'all-below', people: 6 },
        { unit: 'bakery', includes: 'own-people', people: 5 },
      ],
    });
    expect(of('shop')?.people).toBe(6);
  });

  it('tells nothing of fewer than five, and what it hides by', () => {
    const some = counts.filter(({ unit, grade }) => unit !== 'bakery' && grade !== null);
    expect(of('ovens', some)).toEqual({ cycle, unit: 'ovens', people: null, grades: null, hidden: 'fewer than 5 people', parts: [{ unit: 'ovens', includes: 'own-people', people: null, hidden: 'fewer than 5 people' }] });
    expect(of('shop', some)).toMatchObject({ people: null, hidden: 'would tell of fewer than 5 people by subtraction' });
    expect(of('bakery', some)?.people).toBe(10);
  });

  it('says of each part of a unit why it is hidden', () => {
    const some = counts.filter(({ unit, grade }) => unit !== 'bakery' && grade !== null);
    expect(of('bakery', some)?.parts).toEqual([
      { unit: 'ovens', includes: 'all-below', people: null, hidden: 'fewer than 5 people' },
      { unit: 'shop', includes: 'all-below', people: null, hidden: 'would tell of fewer than 5 people by subtraction' },
    ]);
    const withOven = [...some, { unit: 'ovens', grade: 'baker', people: 1 }, { unit: 'bakery', grade: 'baker', people: 1 }];
    expect(of('bakery', withOven)?.parts).toEqual([
      { unit: 'ovens', includes: 'all-below', people: null, hidden: 'would tell of fewer than 5 people by subtraction' },
      { unit: 'shop', includes: 'all-below', people: 6 },
      { unit: 'bakery', includes: 'own-people', people: null, hidden: 'fewer than 5 people' },
    ]);
    expect(of(null, some)?.parts).toEqual([{ unit: 'bakery', includes: 'all-below', people: 10 }]);
  });

  it('counts people of units that the directory has not told of for the whole organisation', () => {
    const some = [...counts, { unit: 'attic', grade: 'baker', people: 7 }];
    expect([of(null, some)?.people, of('attic', some)?.people, of('cellar', some)]).toEqual([23, 7, undefined]);
  });
});
