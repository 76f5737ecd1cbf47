// What every view cache promises; each adapter's suite calls it.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { Versioned, ViewCache } from '../view-cache.js';

export interface CacheUnderTest {
  readonly cache: ViewCache;
  /** The same store as another process sees it; the same cache where there is but one process. */
  readonly elsewhere: ViewCache;
  /** Loses all values, as an eviction or a flush does. */
  lose(): Promise<void>;
  close(): Promise<void>;
}

interface Gate {
  readonly passed: Promise<void>;
  open(): void;
}

function gate(): Gate {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

const grade = (version: number): Versioned<{ grade: string }> => ({ version, value: { grade: `grade ${version}` } });
const nothing = () => Promise.resolve(undefined);
const mustNotLoad = () => Promise.reject(new Error('loaded although it was cached'));

export function viewCacheContract(make: () => Promise<CacheUnderTest>): void {
  describe('a view cache', () => {
    let test: CacheUnderTest;
    beforeEach(async () => {
      test = await make();
    });
    afterEach(() => test.close());

    it('loads what it has not, once', async () => {
      const { cache } = test;
      expect(await cache.read('a', () => Promise.resolve(grade(3)))).toEqual(grade(3));
      expect(await cache.read('a', mustNotLoad)).toEqual(grade(3));
      expect(await test.elsewhere.read('a', mustNotLoad)).toEqual(grade(3));
    });

    it('keeps no absence', async () => {
      const { cache } = test;
      expect(await cache.read('a', nothing)).toBeUndefined();
      expect(await cache.read('a', () => Promise.resolve(grade(1)))).toEqual(grade(1));
    });

    it('serves what was put', async () => {
      await test.elsewhere.put('a', grade(2));
      expect(await test.cache.read('a', mustNotLoad)).toEqual(grade(2));
    });

    it('never replaces a newer version', async () => {
      await test.cache.put('a', grade(5));
      await test.elsewhere.put('a', grade(4));
      await test.cache.put('a', grade(3));
      expect(await test.cache.read('a', mustNotLoad)).toEqual(grade(5));
      expect(await test.elsewhere.read('a', mustNotLoad)).toEqual(grade(5));
    });

    it('takes no older version back after it lost the newer', async () => {
      await test.cache.put('a', grade(5));
      await test.lose();
      await test.cache.put('a', grade(4));
      expect(await test.elsewhere.read('a', () => Promise.resolve(grade(5)))).toEqual(grade(5));
    });

    it('takes an older version than is asked for as a miss, and keeps the newer', async () => {
      const { cache } = test;
      await cache.put('a', grade(1));
      expect(await cache.read('a', () => Promise.resolve(grade(2)), 2)).toEqual(grade(2));
      expect(await cache.read('a', mustNotLoad)).toEqual(grade(2));
    });

    it('loads once however many ask', async () => {
      const { cache } = test;
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
      const { cache } = test;
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
      const { cache } = test;
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
      const { cache } = test;
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
      const { cache, elsewhere } = test;
      const [began, loading] = [gate(), gate()];
      const slow = cache.read('a', async () => {
        began.open();
        await loading.passed;
        return grade(1);
      });
      await began.passed;
      await elsewhere.put('a', grade(2));
      await test.lose();
      loading.open();
      await slow;
      // The slow one first: what it put back it would find again.
      expect(await cache.read('a', () => Promise.resolve(grade(2)))).toEqual(grade(2));
      expect(await elsewhere.read('a', () => Promise.resolve(grade(2)))).toEqual(grade(2));
    });

    it('answers with the newer when one is put here while it loads', async () => {
      const { cache } = test;
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
      const { cache } = test;
      const failing = () => Promise.reject(new Error('the table is away'));
      const [one, other] = await Promise.allSettled([cache.read('a', failing), cache.read('a', failing)]);
      expect([one.status, other.status]).toEqual(['rejected', 'rejected']);
      expect(await cache.read('a', () => Promise.resolve(grade(1)))).toEqual(grade(1));
      expect(await cache.read('a', mustNotLoad)).toEqual(grade(1));
    });

    it('loads again after it lost all', async () => {
      const { cache } = test;
      await cache.put('a', grade(1));
      await test.lose();
      expect(await cache.read('a', () => Promise.resolve(grade(2)))).toEqual(grade(2));
    });

    it('goes back to no older version, whoever writes, reads and loses what', async () => {
      const { cache, elsewhere } = test;
      let truth = 1;
      const load = async () => {
        const version = truth;
        await new Promise(setImmediate);
        return grade(version);
      };
      const writer = async () => {
        for (let version = 2; version <= 120; version += 1) {
          truth = version;
          await (version % 2 === 0 ? cache : elsewhere).put('a', grade(version));
          if (version % 10 === 0) await test.lose();
        }
      };
      const reader = async (from: ViewCache) => {
        let last = 0;
        while (truth < 120) {
          const version = (await from.read('a', load))?.version ?? 0;
          expect(version).toBeGreaterThanOrEqual(last);
          last = version;
          await new Promise(setImmediate);
        }
      };
      await Promise.all([writer(), reader(cache), reader(cache), reader(elsewhere)]);
      expect(await cache.read('a', mustNotLoad).catch(() => cache.read('a', load))).toEqual(grade(120));
    });

    it('gives the JSON text itself to who hands it on, loaded or cached', async () => {
      const { cache, elsewhere } = test;
      const text = JSON.stringify({ grade: 'оценка "2"' });
      const load = () => Promise.resolve({ version: 2, value: { grade: 'оценка "2"' } });
      const answers = [await cache.readJson('a', load), await cache.readJson('a', mustNotLoad), await elsewhere.readJson('a', mustNotLoad, 2)];
      expect(answers.map((answer) => [answer?.version, answer?.value.toString()])).toEqual([[2, text], [2, text], [2, text]]);
      expect(await cache.readJson('b', nothing)).toBeUndefined();
    });

    it('gives each reader a value of its own', async () => {
      const { cache } = test;
      await cache.put('a', grade(1));
      const first = await cache.read<{ grade: string }>('a', nothing);
      if (first !== undefined) first.value.grade = 'changed';
      expect(await cache.read('a', mustNotLoad)).toEqual(grade(1));
    });
  });
}
