import { describe, expect, it } from '@jest/globals';

import { counted } from './counted.js';

describe('a rate that is counted', () => {
  const run = (done: number) => () => Promise.resolve({ done, perSecond: 70 });
  const growing = (...counts: readonly number[]) => {
    const left = [...counts];
    return () => Promise.resolve(left.shift() ?? NaN);
  };

  it('is what was done per second when as many are there afterwards', async () => expect(await counted(growing(5, 12), run(7))).toBe(70));

  it.each([
    ['fewer', growing(5, 11), '7 were done, and 6 are there'],
    ['more', growing(5, 13), '7 were done, and 8 are there'],
  ])('is refused when %s are there', async (_, there, message) => {
    await expect(counted(there, run(7))).rejects.toThrow(message);
  });
});
