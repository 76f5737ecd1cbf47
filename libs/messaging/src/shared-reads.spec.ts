import { setImmediate as turn } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@rung/event-store';

import { sampleEvents } from './contract/sample-events.js';
import { sharedReads } from './shared-reads.js';

describe('reads of a lane that are shared', () => {
  const lane: RecordedEvent[] = [];
  let reads: string[];
  const reading = () => {
    lane.splice(0, lane.length, ...sampleEvents(1, 5));
    reads = [];
    return sharedReads((of, after, limit) => {
      reads.push(`${of}/${after}/${limit}`);
      return Promise.resolve(lane.slice(Number(after), Number(after) + limit));
    });
  };

  it('are one for all who ask the same in the same turn', async () => {
    const read = reading();
    const [one, other, third] = await Promise.all([read(0, 2n, 10), read(0, 2n, 10), Promise.resolve().then(() => read(0, 2n, 10))]);
    expect(one?.map(({ position }) => Number(position))).toEqual([3, 4, 5]);
    expect(other).toBe(one);
    expect(third).toBe(one);
    expect(reads).toEqual(['0/2/10']);
  });

  it('are not shared by those who ask for something else', async () => {
    const read = reading();
    await Promise.all([read(0, 2n, 10), read(1, 2n, 10), read(0, 3n, 10)]);
    expect(reads).toEqual(['0/2/10', '1/2/10', '0/3/10']);
  });

  it('find as much as anybody asks for, and nobody gets more than he asked for', async () => {
    const read = reading();
    const [few, many] = await Promise.all([read(0, 0n, 2), read(0, 0n, 4)]);
    expect(few?.map(({ position }) => Number(position))).toEqual([1, 2]);
    expect(many).toHaveLength(4);
    expect(reads).toEqual(['0/0/4']);
  });

  it('begin after the last question: what was there when it was asked is in its answer', async () => {
    const read = reading();
    const early = read(0, 5n, 10);
    lane.push(...sampleEvents(6, 6));
    const late = read(0, 5n, 10);
    expect(await late).toHaveLength(1);
    expect(await early).toHaveLength(1);
  });

  it('do not answer a question that comes while one is read', async () => {
    let answer: (events: RecordedEvent[]) => void = () => undefined;
    let count = 0;
    const read = sharedReads(() => {
      count += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    const first = read(0, 0n, 10);
    await turn();
    await turn();
    const second = read(0, 0n, 10);
    answer([]);
    expect(await first).toEqual([]);
    await turn();
    await turn();
    answer(sampleEvents(1, 1));
    expect(await second).toHaveLength(1);
    expect(count).toBe(2);
  });

  it('fail for all who share them, and not for those who come after', async () => {
    let isAway = true;
    const read = sharedReads(() => (isAway ? Promise.reject(new Error('the database is away')) : Promise.resolve(sampleEvents(1, 1))));
    const both = await Promise.allSettled([read(0, 0n, 10), read(0, 0n, 10)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    expect(await read(0, 0n, 10)).toHaveLength(1);
  });
});
