import { randomUUID } from 'node:crypto';

import type { LRUCache } from 'lru-cache';

import type { VersionedStore } from '../versioned-store.js';
import type { VersionedJson } from '../view-cache.js';

/** Keeps JSON text, not objects: nobody can change a cached value by accident, and dates become text as they do in Redis. */
export class MemoryStore implements VersionedStore {
  private readonly leases = new Map<string, string>();

  constructor(private readonly entries: LRUCache<string, VersionedJson>) {}

  find(key: string): Promise<VersionedJson | undefined> {
    return Promise.resolve(this.entries.get(key));
  }

  lease(key: string): Promise<string | undefined> {
    if (this.leases.has(key)) return Promise.resolve(undefined);
    const token = randomUUID();
    this.leases.set(key, token);
    return Promise.resolve(token);
  }

  release(key: string, token: string): Promise<void> {
    if (this.leases.get(key) === token) this.leases.delete(key);
    return Promise.resolve();
  }

  async fill(key: string, token: string, entry: VersionedJson): Promise<void> {
    const held = this.leases.get(key) === token;
    await this.release(key, token);
    if (held || this.entries.has(key)) this.setIfNewer(key, entry);
  }

  put(key: string, entry: VersionedJson): Promise<void> {
    this.leases.delete(key);
    this.setIfNewer(key, entry);
    return Promise.resolve();
  }

  private setIfNewer(key: string, entry: VersionedJson): void {
    if ((this.entries.get(key)?.version ?? -1) < entry.version) this.entries.set(key, entry);
  }
}
