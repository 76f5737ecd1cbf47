import { LRUCache } from 'lru-cache';
import type { Registry } from 'prom-client';

import { cacheRequests } from '../cache-requests.js';
import { fromJson, toJson } from '../json.js';
import { ReadThrough } from '../read-through.js';
import type { Versioned, VersionedJson, ViewCache } from '../view-cache.js';
import { MemoryStore } from './memory-store.js';

export interface MemoryViewCacheOptions {
  /** Labels the metrics. */
  readonly name: string;
  readonly ttlMs?: number;
  /** The least recently used go first beyond this. */
  readonly maxEntries?: number;
  readonly registry?: Registry;
}

/** Cached views in the memory of one process: the standalone shape, where nobody else writes. */
export class MemoryViewCache implements ViewCache {
  private readonly entries: LRUCache<string, VersionedJson>;
  private readonly through: ReadThrough;

  constructor({ name, ttlMs = 600_000, maxEntries = 10_000, registry }: MemoryViewCacheOptions) {
    this.entries = new LRUCache({ max: maxEntries, ttl: ttlMs });
    this.through = new ReadThrough(new MemoryStore(this.entries), { count: cacheRequests(registry, name), answers: () => undefined });
  }

  async read<Value>(key: string, load: () => Promise<Versioned<Value> | undefined>, atLeast?: number): Promise<Versioned<Value> | undefined> {
    return fromJson<Value>(await this.readJson(key, load, atLeast));
  }

  readJson(key: string, load: () => Promise<Versioned<unknown> | undefined>, atLeast?: number): Promise<VersionedJson | undefined> {
    return this.through.read(key, async () => toJson(await load()), atLeast);
  }

  put<Value>(key: string, entry: Versioned<Value>): Promise<void> {
    return this.through.put(key, toJson(entry));
  }

  /** Forgets all values, not which versions were seen. */
  flush(): void {
    this.entries.clear();
  }

  close(): Promise<void> {
    this.entries.clear();
    return Promise.resolve();
  }
}
