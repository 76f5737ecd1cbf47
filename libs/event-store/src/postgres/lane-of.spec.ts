import { describe, expect, it } from '@jest/globals';

import { laneOf } from './lane-of.js';

describe('The lane of a stream', () => {
  // Written down: a log whose streams changed lanes would have lost the order of each of them.
  it.each([
    ['', 4, 3],
    ['review/7', 4, 3],
    ['cycle/2026-autumn', 4, 1],
    ['note/ё🧗', 4, 1],
    ['review/7', 64, 47],
  ])('of "%s" among %i is %i for ever', (stream, lanes, lane) => {
    expect(laneOf(stream, lanes)).toBe(lane);
  });

  it('is the only one where there is one', () => {
    expect(laneOf('anything', 1)).toBe(0);
  });

  it('is spread evenly over ids that differ little', () => {
    const counts = [0, 0, 0, 0];
    for (let n = 0; n < 40_000; n += 1) counts[laneOf(`assessment/${n}`, 4)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });
});
