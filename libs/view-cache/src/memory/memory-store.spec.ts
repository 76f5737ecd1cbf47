import { expect, it } from '@jest/globals';
import { LRUCache } from 'lru-cache';

import type { VersionedJson } from '../view-cache.js';
import { MemoryStore } from './memory-store.js';

it('a fill whose lease was ended by a put stores nothing, once that put is evicted', async () => {
  const entries = new LRUCache<string, VersionedJson>({ max: 10 });
  const store = new MemoryStore(entries);
  const token = (await store.lease('a')) ?? '';
  await store.put('a', { version: 2, value: Buffer.from('"two"') });
  entries.clear();
  await store.fill('a', token, { version: 1, value: Buffer.from('"one"') });
  expect(await store.find('a')).toBeUndefined();
});

it('a lease is given to one at a time, and again once it is released', async () => {
  const store = new MemoryStore(new LRUCache({ max: 10 }));
  const token = (await store.lease('a')) ?? '';
  expect(await store.lease('a')).toBeUndefined();
  await store.release('a', token);
  expect(await store.lease('a')).toBeDefined();
});

it('nothing older takes the place of what is there, put or filled', async () => {
  const store = new MemoryStore(new LRUCache({ max: 10 }));
  const grade = (version: number): VersionedJson => ({ version, value: Buffer.from(`"grade ${version}"`) });
  const token = (await store.lease('a')) ?? '';
  await store.put('a', grade(3));
  await store.fill('a', token, grade(1));
  await store.put('a', grade(2));
  expect(await store.find('a')).toEqual(grade(3));
});
