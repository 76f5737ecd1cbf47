import { describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';
import { LRUCache } from 'lru-cache';

import { gate } from '../contract/cache-under-test.js';
import { MemoryStore } from '../memory/memory-store.js';
import type { VersionedJson } from '../view-cache.js';
import { OwedPuts } from './owed-puts.js';

const grade = (version: number): VersionedJson => ({ version, value: Buffer.from(`"grade ${version}"`) });

/** Does not answer while it is away. */
class LeavingStore extends MemoryStore {
  isAway = true;
  /** What a put waits at, once it is back. */
  readonly way = gate();
  readonly began = gate();

  override async put(key: string, entry: VersionedJson): Promise<void> {
    if (this.isAway) throw new Error('away');
    this.began.open();
    await this.way.passed;
    await super.put(key, entry);
  }
}

describe('puts that a store is owed', () => {
  const open = () => {
    const entries = new LRUCache<string, VersionedJson>({ max: 10 });
    const store = new LeavingStore(entries);
    return { entries, store, owed: new OwedPuts(store, 1) };
  };

  it('are paid with the newest, in whatever order they came', async () => {
    const { entries, store, owed } = open();
    for (const version of [4, 5, 3]) await expect(owed.put('a', grade(version))).rejects.toThrow('away');
    store.isAway = false;
    store.way.open();
    await eventually(() => expect(entries.get('a')).toEqual(grade(5)));
    owed.close();
  });

  it('are not forgotten when they come while an older one is paid', async () => {
    const { entries, store, owed } = open();
    await expect(owed.put('a', grade(5))).rejects.toThrow('away');
    store.isAway = false;
    await store.began.passed;
    store.isAway = true;
    await expect(owed.put('a', grade(6))).rejects.toThrow('away');
    store.way.open();
    store.isAway = false;
    await eventually(() => expect(entries.get('a')).toEqual(grade(6)));
    owed.close();
  });
});
