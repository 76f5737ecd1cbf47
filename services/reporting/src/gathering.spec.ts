import { setImmediate as turn } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { gathering } from './gathering.js';

describe('gathering', () => {
  it('asks together what came together, and gives everybody their own answer', async () => {
    const calls: number[][] = [];
    const double = gathering((numbers: readonly number[]) => {
      calls.push([...numbers]);
      return Promise.resolve(numbers.map((number) => 2 * number));
    });
    expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
    expect(await double(4)).toBe(8);
    expect(calls).toEqual([[1, 2, 3], [4]]);
  });

  it('does not let a question wait for the answer to an earlier one', async () => {
    const open: (() => void)[] = [];
    const slow = gathering((words: readonly string[]) => new Promise<string[]>((resolve) => open.push(() => resolve([...words]))));
    const first = slow('first');
    await turn();
    const second = slow('second');
    await turn();
    open[1]?.();
    expect(await second).toBe('second');
    open[0]?.();
    expect(await first).toBe('first');
  });

  it('tells everybody of a call that fails, and asks again for who comes next', async () => {
    let isAway = true;
    const ask = gathering((words: readonly string[]) => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(words)));
    const outcomes = await Promise.allSettled([ask('one'), ask('two')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    expect(await ask('three')).toBe('three');
  });

  it('asks a crowd in several calls', async () => {
    const sizes: number[] = [];
    const ask = gathering((numbers: readonly number[]) => {
      sizes.push(numbers.length);
      return Promise.resolve(numbers);
    });
    const crowd = Array.from({ length: 1_200 }, (_, place) => place);
    expect(await Promise.all(crowd.map(ask))).toEqual(crowd);
    expect(sizes).toEqual([500, 500, 200]);
  });
});
