import { describe, expect, it } from '@jest/globals';

import { inParallel, OutOfPatience, until } from './patience.js';
import { stepKey } from './step-key.js';

const signal = new AbortController().signal;

describe('waiting', () => {
  it('ends with the first answer', async () => {
    let asked = 0;
    expect(await until('It', async () => ((asked += 1) === 3 ? 'there' : undefined), { timeoutMs: 5_000, signal })).toBe('there');
  });

  it('says what it waited for in vain', async () => {
    const waiting = until('The launch', async () => undefined, { timeoutMs: 60, signal });
    await expect(waiting).rejects.toThrow(OutOfPatience);
    await expect(waiting).rejects.toThrow('The launch took longer');
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    await expect(until('It', async () => undefined, { timeoutMs: 5_000, signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('working side by side', () => {
  it('keeps the order of the results and the number of workers', async () => {
    let atOnce = 0;
    let most = 0;
    const results = await inParallel([30, 1, 20, 5], 2, async (ms) => {
      most = Math.max(most, (atOnce += 1));
      await new Promise((resolve) => setTimeout(resolve, ms));
      atOnce -= 1;
      return ms;
    });
    expect([results, most]).toEqual([[30, 1, 20, 5], 2]);
  });

  it('begins nothing after a failure', async () => {
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      if (item === 1) throw new Error('no');
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await expect(inParallel([1, 2, 3, 4], 2, work)).rejects.toThrow('no');
    expect(begun).toEqual([1, 2]);
  });
});

describe('the key of a step', () => {
  it('is the same UUID of version 5 for the same words', () => {
    expect(stepKey('submit', 'peer', 'E001')).toBe(stepKey('submit', 'peer', 'E001'));
    expect(stepKey('submit', 'peer', 'E001')).not.toBe(stepKey('submit', 'peerE001'));
    expect(stepKey('x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
