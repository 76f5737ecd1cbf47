import { describe, expect, it } from '@jest/globals';

import { firstPlace, moveBy, placeOf, type GridMap } from './grid-moves.js';

const map: GridMap = [
  ['a/1', null, 'a/3', null],
  ['b/1', 'b/2', null, 'same'],
  [null, 'c/2', 'c/3', 'same'],
  [null, null, 'd/3', null],
];
const from = (name: string, key: string, withCtrl = false) => {
  const next = moveBy(key, withCtrl, placeOf(map, name) ?? { row: 0, column: 0 }, map);
  return next === undefined ? undefined : map[next.row]?.[next.column];
};

describe('the arrow keys in the grid', () => {
  it('lead over what is blank', () => {
    expect(from('a/1', 'ArrowRight')).toBe('a/3');
    expect(from('a/3', 'ArrowDown')).toBe('c/3');
    expect(from('c/3', 'ArrowUp')).toBe('a/3');
  });

  it('stay where there is nothing further', () => {
    expect(from('a/1', 'ArrowLeft')).toBeUndefined();
    expect(from('d/3', 'ArrowDown')).toBeUndefined();
    expect(from('a/1', 'Enter')).toBeUndefined();
  });

  it('leave what spans several rows in one step, from the row that it was entered from', () => {
    expect(from('b/2', 'ArrowRight')).toBe('same');
    expect(moveBy('ArrowLeft', false, { row: 2, column: 3 }, map)).toEqual({ row: 2, column: 2 });
    expect(moveBy('ArrowDown', false, { row: 1, column: 3 }, map)).toBeUndefined();
  });

  it('with Home and End lead to the ends of the row, with Ctrl to those of the grid', () => {
    expect(from('c/3', 'Home')).toBe('c/2');
    expect(from('a/1', 'End')).toBe('a/3');
    expect(from('c/3', 'Home', true)).toBe('a/1');
    expect(from('a/1', 'End', true)).toBe('d/3');
  });

  it('begin at the first thing that can be opened', () => {
    expect(firstPlace([[null, 'x']])).toEqual({ row: 0, column: 1 });
    expect(firstPlace([])).toBeUndefined();
  });
});
