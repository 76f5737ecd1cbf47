import { describe, expect, it } from '@jest/globals';

import { same } from './same.js';

describe('two values are the same', () => {
  it.each([
    [{ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }],
    [{ a: undefined }, {}],
    [[], []],
  ])('%j and %j, each way', (one, other) => {
    expect([same(one, other), same(other, one)]).toEqual([true, true]);
  });

  it.each([
    [{ constructor: 'junior' }, {}],
    [{ a: 1 }, { a: '1' }],
    [[1, 2], [1]],
    [[], {}],
    [null, {}],
    [{ a: null }, {}],
  ])('%j and %j are not, each way', (one, other) => {
    expect([same(one, other), same(other, one)]).toEqual([false, false]);
  });
});
