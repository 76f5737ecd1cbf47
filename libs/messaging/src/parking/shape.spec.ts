import { describe, expect, it } from '@jest/globals';

import { shapeOf } from './shape.js';

describe('the shape of data', () => {
  it('has the names of fields and the types of values, and no value', () => {
    const data = { grade: 'Senior', at: 3, isFinal: true, none: null, ratings: [{ value: 2, evidence: ['my words'] }, { value: 3 }] };
    const shape = { grade: 'string', at: 'number', isFinal: 'boolean', none: 'null', ratings: [{ value: 'number', evidence: ['string'] }] };
    expect(shapeOf(data)).toEqual(shape);
  });

  it('tells no name that no schema gives', () => {
    expect(shapeOf({ byPerson: { 'anna@example.org': 1, 'Анна': 2 } })).toEqual({ byPerson: { '…': 'number' } });
  });

  it('ends at some depth', () => {
    let data: unknown = 'the end';
    for (let depth = 0; depth < 20; depth += 1) data = { data };
    expect(JSON.stringify(shapeOf(data))).toBe('{"data":{"data":{"data":{"data":{"data":"object"}}}}}');
  });
});
