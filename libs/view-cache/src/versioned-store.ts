import type { VersionedJson } from './view-cache.js';

/** Where cached views lie, as JSON text; what to do with them is the read-through's business. Every operation may throw: the store is away. */
export interface VersionedStore {
  find(key: string): Promise<VersionedJson | undefined>;
  /** Asks for the right to fill a key. @returns a token, or undefined while another process has it. */
  lease(key: string): Promise<string | undefined>;
  release(key: string, token: string): Promise<void>;
  /**
   * Puts a loaded value where the token's lease still holds, or where an older value lies. A put since the lease began has
   * ended it: what was loaded before may not come back, even if that put has been evicted.
   */
  fill(key: string, token: string, entry: VersionedJson): Promise<void>;
  /** Puts a value unless a newer one is there, and ends the lease of whoever is loading. */
  put(key: string, entry: VersionedJson): Promise<void>;
}
