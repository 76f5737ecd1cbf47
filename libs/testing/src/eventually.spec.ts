import { describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.js';

describe('eventually', () => {
  it('returns what the assertion returns once it holds', async () => {
    let times = 0;
    const third = (): string => {
      times += 1;
      if (times < 3) throw new Error('not yet');
      return 'now';
    };
    expect(await eventually(third, { everyMs: 1 })).toBe('now');
    expect(times).toBe(3);
  });

  it('throws what the assertion threw last, once the time is up', async () => {
    let times = 0;
    const never = (): Promise<void> => Promise.reject(new Error(`attempt ${(times += 1)}`));
    await expect(eventually(never, { timeoutMs: 30, everyMs: 5 })).rejects.toThrow(/^attempt \d+$/);
    expect(times).toBeGreaterThan(1);
  });

  it('looks less often the longer it waits, and still at the end', async () => {
    const looks: number[] = [];
    const never = (): never => {
      looks.push(performance.now());
      throw new Error('not yet');
    };
    await expect(eventually(never, { timeoutMs: 1_500 })).rejects.toThrow('not yet');
    expect(looks.length).toBeLessThan(50);
    expect(looks.at(-1)! - looks[0]!).toBeGreaterThan(1_000);
  });
});
