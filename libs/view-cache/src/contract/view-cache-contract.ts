// What every view cache promises; each adapter's suite calls it.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { ViewCache } from '../view-cache.js';
import { grade, mustNotLoad, nothing, type CacheUnderTest } from './cache-under-test.js';
import { loadingContract } from './loading-contract.js';

export function viewCacheContract(make: () => Promise<CacheUnderTest>): void {
  describe('a view cache', () => {
    let test: CacheUnderTest;
    beforeEach(async () => {
      test = await make();
    });
    afterEach(() => test.close());

    loadingContract(() => test);

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
