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

/** How many digits stand before the JSON, for versions up to 2^31. */
const versionDigits = 10;
const wholeVersion = /^\d{10}$/;

// Set if newer. With a token (a fill): where the token's lease holds or an older value lies. Without (a put): always, and the
// lease of whoever is loading ends, so that what was loaded before cannot come back after an eviction.
const setIfNewer = `
local token = ARGV[4]
local held = token ~= '' and redis.call('GET', KEYS[2]) == token
if token == '' or held then redis.call('DEL', KEYS[2]) end
local digits = redis.call('GETRANGE', KEYS[1], 0, ${versionDigits - 1})
local have = tonumber(#digits == ${versionDigits} and digits:match('^%d+$') or '-1')
if have >= tonumber(ARGV[1]) then return 0 end
if have < 0 and token ~= '' and not held then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

const releaseIfHeld = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 0`;

/**
 * A string per key, the version and then the JSON, and a lease beside it, in one slot of a cluster. One string and no hash: the client
 * takes twice as long for a reply of two parts.
 */
export class RedisStore implements VersionedStore {
  constructor(private readonly options: RedisStoreOptions) {}

  async find(key: string): Promise<VersionedJson | undefined> {
    const found = await this.options.redis.getBuffer(this.entryKey(key));
    if (found === null) return undefined;
    const version = found.toString('latin1', 0, versionDigits);
    // What somebody else has put there is older than anything, and no hit: no comparison refuses a version that is no number.
    return wholeVersion.test(version) ? { version: Number(version), value: found.subarray(versionDigits) } : undefined;
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
    const text = Buffer.concat([Buffer.from(String(version).padStart(versionDigits, '0')), value]);
    await redis.eval(setIfNewer, 2, this.entryKey(key), this.leaseKey(key), version, text, ttlMs, token);
  }

  private entryKey(key: string): string {
    return `{${this.options.prefix}:${key}}:versioned`;
  }

  private leaseKey(key: string): string {
    return `{${this.options.prefix}:${key}}:lease`;
  }
}
