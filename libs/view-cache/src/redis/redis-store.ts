import { randomUUID } from 'node:crypto';

import type { Redis } from 'ioredis';

import type { VersionedStore } from '../versioned-store.js';
import type { VersionedJson } from '../view-cache.js';

export interface RedisStoreOptions {
  readonly redis: Redis;
  /** Stands before every key. */
  readonly prefix: string;
  readonly ttlMs: number;
  /** Longer than a load takes, or its value is not kept. */
  readonly leaseMs: number;
}

// Set if newer. With a token (a fill): where the token's lease holds or an older value lies. Without (a put): always, and the
// lease of whoever is loading ends, so that what was loaded before cannot come back after an eviction.
const setIfNewer = `
local token = ARGV[4]
local held = token ~= '' and redis.call('GET', KEYS[2]) == token
if token == '' or held then redis.call('DEL', KEYS[2]) end
local have = tonumber(redis.call('HGET', KEYS[1], 'v') or '-1')
if have >= tonumber(ARGV[1]) then return 0 end
if have < 0 and token ~= '' and not held then return 0 end
redis.call('HSET', KEYS[1], 'v', ARGV[1], 'j', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;

const releaseIfHeld = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 0`;

/** A hash per key (version, JSON) and a lease beside it, in one slot of a cluster. */
export class RedisStore implements VersionedStore {
  constructor(private readonly options: RedisStoreOptions) {}

  async find(key: string): Promise<VersionedJson | undefined> {
    const [version, json] = await this.options.redis.hmgetBuffer(this.entryKey(key), 'v', 'j');
    return version && json ? { version: Number(version.toString('latin1')), value: json } : undefined;
  }

  async lease(key: string): Promise<string | undefined> {
    const token = randomUUID();
    const taken = await this.options.redis.set(this.leaseKey(key), token, 'PX', this.options.leaseMs, 'NX');
    return taken === null ? undefined : token;
  }

  async release(key: string, token: string): Promise<void> {
    await this.options.redis.eval(releaseIfHeld, 1, this.leaseKey(key), token);
  }

  fill(key: string, token: string, entry: VersionedJson): Promise<void> {
    return this.set(key, token, entry);
  }

  put(key: string, entry: VersionedJson): Promise<void> {
    return this.set(key, '', entry);
  }

  private async set(key: string, token: string, { version, value }: VersionedJson): Promise<void> {
    const { redis, ttlMs } = this.options;
    await redis.eval(setIfNewer, 2, this.entryKey(key), this.leaseKey(key), version, value, ttlMs, token);
  }

  private entryKey(key: string): string {
    return `{${this.options.prefix}:${key}}:entry`;
  }

  private leaseKey(key: string): string {
    return `{${this.options.prefix}:${key}}:lease`;
  }
}
