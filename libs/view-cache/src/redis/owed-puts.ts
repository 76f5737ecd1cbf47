import { LRUCache } from 'lru-cache';

import type { VersionedStore } from '../versioned-store.js';
import type { VersionedJson } from '../view-cache.js';

const keysOwed = 10_000;

/**
 * A put that did not reach the store would leave an older value there for other processes to read: it is owed, and tried
 * again until the store answers. What is lost with the process is bounded by the entries' time to live.
 */
export class OwedPuts {
  private readonly owed = new LRUCache<string, VersionedJson>({ max: keysOwed });
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: Pick<VersionedStore, 'put'>,
    private readonly everyMs: number,
  ) {}

  /** @throws what the store throws; the put stays owed. */
  async put(key: string, entry: VersionedJson): Promise<void> {
    try {
      await this.store.put(key, entry);
    } catch (error) {
      const before = this.owed.get(key);
      if (before === undefined || before.version < entry.version) this.owed.set(key, entry);
      this.tryLater();
      throw error;
    }
  }

  close(): void {
    clearTimeout(this.timer);
    this.owed.clear();
  }

  private tryLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.payAll(), this.everyMs);
    this.timer.unref();
  }

  private async payAll(): Promise<void> {
    for (const [key, entry] of [...this.owed.entries()]) {
      try {
        await this.store.put(key, entry);
        if (this.owed.peek(key) === entry) this.owed.delete(key);
      } catch {
        return this.tryLater();
      }
    }
  }
}
