import { describe, expect, it } from '@jest/globals';

import { compare, compareAll, meetsAim, median } from './bench-result.js';

describe('a comparison', () => {
  const sides = (ours: number[], theirs: number[], calls: string[] = []) => ({
    name: 'append',
    unit: 'events/s',
    aim: '>= 0.6' as const,
    rounds: 3,
    warmUps: 1,
    ours: () => (calls.push('ours'), Promise.resolve(ours.shift() ?? NaN)),
    theirs: () => (calls.push('theirs'), Promise.resolve(theirs.shift() ?? NaN)),
  });

  it('takes the medians of the rounds after warming up', async () => {
    const result = await compare(sides([1, 60, 90, 70], [1000, 100, 100, 300]));
    expect(result).toMatchObject({ ours: 70, theirs: 100, ratio: 0.7 });
    expect(result.samples).toEqual({ ours: [60, 90, 70], theirs: [100, 100, 300] });
  });

  it('lets the sides begin in turns', async () => {
    const calls: string[] = [];
    await compare(sides([1, 1, 1, 1], [1, 1, 1, 1], calls));
    expect(calls).toEqual(['theirs', 'ours', 'ours', 'theirs', 'theirs', 'ours', 'ours', 'theirs']);
  });

  it('sets one run of ours beside each of the others', async () => {
    const calls: string[] = [];
    const side = (name: string, figure: number) => () => (calls.push(name), Promise.resolve(figure));
    const others = [
      { name: 'plain', aim: '>= 0.8' as const, theirs: side('plain', 100) },
      { name: 'tool', aim: '>= 0.3' as const, theirs: side('tool', 400) },
    ];
    const results = await compareAll({ unit: 'events/s', rounds: 2, warmUps: 0, ours: side('ours', 80), others });
    expect(results.map(({ name, ratio }) => [name, ratio])).toEqual([['plain', 0.8], ['tool', 0.2]]);
    expect(calls).toEqual(['ours', 'plain', 'tool', 'tool', 'plain', 'ours']);
  });

  it('refuses a side that measured nothing', async () => {
    await expect(compare(sides([1, 0], [1, 1]))).rejects.toThrow('ours measured 0 events/s');
  });
});

describe('an aim', () => {
  it('is met from its limit on', () => {
    expect(meetsAim({ ratio: 0.6, aim: '>= 0.6' })).toBe(true);
    expect(meetsAim({ ratio: 0.59, aim: '>= 0.6' })).toBe(false);
    expect(meetsAim({ ratio: 2, aim: '<= 2' })).toBe(true);
    expect(meetsAim({ ratio: 2.01, aim: '<= 2' })).toBe(false);
  });
});

describe('a median', () => {
  it('lies between the middle two of an even number', () => expect(median([4, 1, 3, 2])).toBe(2.5));
  it('does not exist of nothing', () => expect(() => median([])).toThrow(RangeError));
});
