// A store that is set back, or that others fill with what is old by now, takes nobody back: each guard by itself.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { LRUCache } from 'lru-cache';

import { MemoryStore } from './memory/memory-store.js';
import { ReadThrough } from './read-through.js';
import type { VersionedJson } from './view-cache.js';

const grade = (version: number): VersionedJson => ({ version, value: Buffer.from(`"grade ${version}"`) });
const loads = (version: number) => () => Promise.resolve(grade(version));
const mustNotLoad = () => Promise.reject(new Error('loaded although it was cached'));

describe('a process that has seen a version', () => {
  let entries: LRUCache<string, VersionedJson>;
  let through: ReadThrough;
  const over = (store: MemoryStore) => new ReadThrough(store, { count: () => undefined, answers: () => undefined });
  beforeEach(() => {
    entries = new LRUCache({ max: 10 });
    through = over(new MemoryStore(entries));
  });

  const seen: [string, () => Promise<unknown>][] = [
    ['put', () => through.put('a', grade(5))],
    ['loaded', () => through.read('a', loads(5))],
    ['found', () => through.read('a', mustNotLoad)],
  ];
  it.each(seen)('serves no older one of a store that was set back, where it was %s', async (how, see) => {
    if (how === 'found') entries.set('a', grade(5));
    await see();
    entries.set('a', grade(4));
    expect(await through.read('a', loads(5))).toEqual(grade(5));
  });

  it('puts no older one into a store that lost it', async () => {
    await through.put('a', grade(5));
    entries.clear();
    await through.put('a', grade(4));
    expect(entries.get('a')).toBeUndefined();
  });

  it('fills no older one into a store that lost it', async () => {
    await through.put('a', grade(5));
    entries.clear();
    await through.read('a', loads(4));
    expect(entries.get('a')).toBeUndefined();
  });

  /** Another process has the lease at first, and fills an old value meanwhile. */
  class FilledByAnother extends MemoryStore {
    private isFirst = true;
    override lease(key: string): Promise<string | undefined> {
      if (!this.isFirst) return super.lease(key);
      this.isFirst = false;
      entries.set(key, grade(4));
      return Promise.resolve(undefined);
    }
  }

  it('takes no older one that another fills while it waits for it', async () => {
    through = over(new FilledByAnother(entries));
    await through.put('a', grade(5));
    entries.clear();
    expect(await through.read('a', loads(5))).toEqual(grade(5));
  });

  it('takes of another no older one than is asked for', async () => {
    through = over(new FilledByAnother(entries));
    expect(await through.read('a', loads(6), 6)).toEqual(grade(6));
    expect(await through.read('a', mustNotLoad)).toEqual(grade(6));
  });

  it('lets go of the right to fill when there was nothing to fill', async () => {
    const store = new MemoryStore(entries);
    through = over(store);
    expect(await through.read('a', () => Promise.resolve(undefined))).toBeUndefined();
    expect(await store.lease('a')).toBeDefined();
  });
});
