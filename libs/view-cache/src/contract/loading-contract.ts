// What every view cache promises of loads that meet: with each other, and with what is put meanwhile.
import { expect, it } from '@jest/globals';

import { gate, grade, mustNotLoad, type CacheUnderTest } from './cache-under-test.js';

export function loadingContract(subject: () => CacheUnderTest): void {
  it('loads once however many ask', async () => {
    const { cache } = subject();
    const loading = gate();
    let loads = 0;
    const load = async () => {
      loads += 1;
      await loading.passed;
      return grade(1);
    };
    const answers = Array.from({ length: 200 }, () => cache.read('a', load));
    await new Promise(setImmediate);
    loading.open();
    expect(new Set((await Promise.all(answers)).map((answer) => answer?.version))).toEqual(new Set([1]));
    expect(loads).toBe(1);
  });

  it('does not answer with a load that began before the version that is asked for', async () => {
    const { cache } = subject();
    const loading = gate();
    const early = cache.read('a', async () => {
      await loading.passed;
      return grade(1);
    });
    const late = cache.read('a', () => Promise.resolve(grade(2)), 2);
    loading.open();
    expect(await early).toEqual(grade(1));
    expect(await late).toEqual(grade(2));
  });

  it('does not answer with the second load either when that began for an older version', async () => {
    const { cache } = subject();
    const loading = gate();
    const first = cache.read('a', async () => {
      await loading.passed;
      return grade(1);
    });
    const second = cache.read('a', () => Promise.resolve(grade(2)), 2);
    const third = cache.read('a', () => Promise.resolve(grade(3)), 3);
    // The three are under way before the first load lands, in this order.
    await new Promise((resolve) => setTimeout(resolve, 50));
    loading.open();
    expect(await Promise.all([first, second, third])).toEqual([grade(1), grade(2), grade(3)]);
  });

  it('loads no more than twice for many who ask for a version that is not there yet', async () => {
    const { cache } = subject();
    const loading = gate();
    let loads = 0;
    const load = async () => {
      loads += 1;
      await loading.passed;
      return grade(1);
    };
    const answers = Array.from({ length: 50 }, () => cache.read('a', load, 2));
    await new Promise(setImmediate);
    loading.open();
    expect(await Promise.all(answers)).toEqual(answers.map(() => grade(1)));
    expect(loads).toBeLessThanOrEqual(2);
  });

  it('lets a slow loader put no old value back after a newer one was evicted', async () => {
    const { cache, elsewhere, lose } = subject();
    const [began, loading] = [gate(), gate()];
    const slow = cache.read('a', async () => {
      began.open();
      await loading.passed;
      return grade(1);
    });
    await began.passed;
    await elsewhere.put('a', grade(2));
    await lose();
    loading.open();
    await slow;
    // The slow one first: what it put back it would find again.
    expect(await cache.read('a', () => Promise.resolve(grade(2)))).toEqual(grade(2));
    expect(await elsewhere.read('a', () => Promise.resolve(grade(2)))).toEqual(grade(2));
  });

  it('answers with the newer when one is put here while it loads', async () => {
    const { cache } = subject();
    const [began, loading] = [gate(), gate()];
    const slow = cache.read('a', async () => {
      began.open();
      await loading.passed;
      return grade(1);
    });
    await began.passed;
    await cache.put('a', grade(2));
    loading.open();
    expect(await slow).toEqual(grade(2));
  });

  it('tries again after a load that failed, and tells all who asked', async () => {
    const { cache } = subject();
    const failing = () => Promise.reject(new Error('the table is away'));
    const [one, other] = await Promise.allSettled([cache.read('a', failing), cache.read('a', failing)]);
    expect([one.status, other.status]).toEqual(['rejected', 'rejected']);
    expect(await cache.read('a', () => Promise.resolve(grade(1)))).toEqual(grade(1));
    expect(await cache.read('a', mustNotLoad)).toEqual(grade(1));
  });
}
