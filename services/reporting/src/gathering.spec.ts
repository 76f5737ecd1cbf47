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

  it('gathers what comes while a call is under way', async () => {
    const calls: { readonly words: readonly string[]; answer(): void }[] = [];
    const ask = gathering((words: readonly string[]) => new Promise<readonly string[]>((resolve) => calls.push({ words, answer: () => resolve(words) })));
    const first = ask('first');
    await turn();
    const later = [ask('second'), ask('third')];
    await turn();
    expect(calls).toHaveLength(1);
    calls[0]?.answer();
    expect(await first).toBe('first');
    calls[1]?.answer();
    expect(await Promise.all(later)).toEqual(['second', 'third']);
    expect(calls.map(({ words }) => words)).toEqual([['first'], ['second', 'third']]);
  });

  it('does not wait for a call that hangs', async () => {
    const ask = gathering((words: readonly string[]) => (words.includes('hangs') ? new Promise<never>(() => undefined) : Promise.resolve(words)));
    void ask('hangs');
    await turn();
    expect(await ask('second')).toBe('second');
    expect(await ask('third')).toBe('third');
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
