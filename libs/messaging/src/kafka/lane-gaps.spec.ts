import { expect, it } from '@jest/globals';

import { PositionGap } from '../event-bus.js';
import { LaneGaps } from './lane-gaps.js';

const gap = (expected: bigint, found: bigint) => new PositionGap('rung.plan.events', 0, expected, found);
const meets = (gaps: LaneGaps, times: number, met = gap(5n, 9n)) => Array.from({ length: times }, () => gaps.met(0, met));
const all = ['at the cursor', 'from the beginning', 'in vain', 'told', 'told'];

it('looks for what is missing in each way once, whatever passes before it meanwhile', () => {
  const gaps = new LaneGaps();
  const searched = all.map(() => {
    const search = gaps.met(0, gap(5n, 9n));
    expect([gaps.isOver(0, 4n), gaps.isOver(0), gaps.isOver(1)]).toEqual([false, false, true]);
    return search;
  });
  expect(searched).toEqual(all);
  expect(gaps.isOver(0, 5n)).toBe(true);
  expect(meets(gaps, 2)).toEqual(all.slice(0, 2));
});

it('begins anew where another event comes behind what is missing, as in another topic, and where something else is missing', () => {
  const gaps = new LaneGaps();
  for (const met of [gap(5n, 9n), gap(5n, 21n), gap(4n, 21n)]) expect(meets(gaps, 4, met)).toEqual(all.slice(0, 4));
});

it('begins anew with a lane that is dealt out again, in the middle of a search', () => {
  const gaps = new LaneGaps();
  meets(gaps, 2);
  gaps.forget();
  expect(meets(gaps, 3)).toEqual(all.slice(0, 3));
});
