import { describe, expect, it } from '@jest/globals';

import { LagMeter } from './lag.js';

const lanes = (...positions: number[]) => new Map(positions.map((position, lane) => [lane, BigInt(position)]));

describe('the lag', () => {
  it('is nothing for a reader that is not behind', () => {
    expect(new LagMeter().observe(lanes(5, 7), lanes(5, 7), 1_000)).toEqual({ events: 0, seconds: 0 });
  });

  it('adds up the events of all lanes and tells the oldest wait', () => {
    const meter = new LagMeter();
    expect(meter.observe(lanes(5, 7), lanes(3, 7), 1_000)).toEqual({ events: 2, seconds: 0 });
    expect(meter.observe(lanes(5, 9), lanes(3, 7), 4_000)).toEqual({ events: 4, seconds: 3 });
    expect(meter.observe(lanes(5, 9), lanes(5, 7), 5_000)).toEqual({ events: 2, seconds: 1 });
    expect(meter.observe(lanes(5, 9), lanes(5, 9), 6_000)).toEqual({ events: 0, seconds: 0 });
  });

  it('counts a lane that was never read from its first event', () => {
    expect(new LagMeter().observe(lanes(5), new Map(), 0).events).toBe(5);
  });

  it('does not grow while a reader follows steady traffic closely', () => {
    const meter = new LagMeter();
    const seconds = Array.from({ length: 60 }, (_, second) => meter.observe(lanes(second * 10 + 3), lanes(second * 10), second * 1_000).seconds);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(1);
  });

  it('grows while a reader stands still, however the feed grows', () => {
    const meter = new LagMeter();
    const seconds = Array.from({ length: 10 }, (_, second) => meter.observe(lanes(second + 5), lanes(1), second * 1_000).seconds);
    expect(seconds.at(-1)).toBe(9);
  });
});
