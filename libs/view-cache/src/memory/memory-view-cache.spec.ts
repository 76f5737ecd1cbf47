import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';

import { viewCacheContract } from '../contract/view-cache-contract.js';
import { MemoryViewCache } from './memory-view-cache.js';

viewCacheContract(() => {
  const cache = new MemoryViewCache({ name: 'grades' });
  return Promise.resolve({
    cache,
    elsewhere: cache,
    lose: () => Promise.resolve(cache.flush()),
    close: () => cache.close(),
  });
});

describe('the cache in memory', () => {
  const one = () => Promise.resolve({ version: 1, value: 'one' });

  it('counts hits and misses', async () => {
    const registry = new Registry();
    const cache = new MemoryViewCache({ name: 'grades', registry });
    await cache.read('a', one);
    await cache.read('a', one);
    await cache.read('a', one);
    expect(await registry.metrics()).toContain('rung_cache_requests_total{cache="grades",result="hit"} 2');
    expect(await registry.metrics()).toContain('rung_cache_requests_total{cache="grades",result="miss"} 1');
    expect(await registry.metrics()).toContain('rung_cache_requests_total{cache="grades",result="error"} 0');
  });

  it('keeps no more entries than it may', async () => {
    const cache = new MemoryViewCache({ name: 'grades', maxEntries: 2 });
    for (const key of ['a', 'b', 'c']) await cache.put(key, { version: 1, value: key });
    expect(await cache.read('a', () => Promise.resolve(undefined))).toBeUndefined();
    expect(await cache.read('c', () => Promise.resolve(undefined))).toEqual({ version: 1, value: 'c' });
  });
});
