import { Redis } from 'ioredis';
import type { Registry } from 'prom-client';

import { cacheRequests } from '../cache-requests.js';
import { fromJson, toJson } from '../json.js';
import { ReadThrough } from '../read-through.js';
import type { Versioned, VersionedJson, ViewCache } from '../view-cache.js';
import { OwedPuts } from './owed-puts.js';
import { RedisStore } from './redis-store.js';

/** Where the cache tells that Redis went or came back; pino has this shape. */
export interface CacheLogger {
  info(details: object, message?: string): void;
  warn(details: object, message?: string): void;
}

export interface RedisViewCacheOptions {
  /** redis:// or rediss:// */
  readonly url: string;
  /** Labels the metrics and stands before every key. */
  readonly name: string;
  readonly ttlMs?: number;
  /** A request that takes longer counts as failed: what Redis may cost a read when it hangs. */
  readonly commandTimeoutMs?: number;
  /** How long a process may load before another may fill in its place. */
  readonly leaseMs?: number;
  readonly registry?: Registry;
  readonly logger?: CacheLogger;
}

const reconnectMs = { step: 50, longest: 1_000 };

/** Cached views in Redis, for all processes of a service. Redis gone means slower, never wrong. */
export class RedisViewCache implements ViewCache {
  private readonly redis: Redis;
  private readonly owed: OwedPuts;
  private readonly through: ReadThrough;
  private isThere = true;

  /** Connects in the background: a Redis that is away is no reason not to start. */
  constructor(private readonly options: RedisViewCacheOptions) {
    const { url, name, ttlMs = 600_000, commandTimeoutMs = 100, leaseMs = 5_000, registry } = options;
    this.redis = new Redis(url, {
      commandTimeout: commandTimeoutMs,
      connectTimeout: 2_000,
      // Nothing waits in a queue for Redis to come back: the read goes to the tables at once.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      retryStrategy: (times) => Math.min(times * reconnectMs.step, reconnectMs.longest),
    });
    this.redis.on('error', () => undefined); // every request tells of it itself
    const store = new RedisStore({ redis: this.redis, prefix: name, ttlMs, leaseMs });
    this.owed = new OwedPuts(store, 1_000);
    this.through = new ReadThrough(
      {
        find: (key) => store.find(key),
        lease: (key) => store.lease(key),
        release: (key, token) => store.release(key, token),
        fill: (key, token, entry) => store.fill(key, token, entry),
        put: (key, entry) => this.owed.put(key, entry),
      },
      { count: cacheRequests(registry, name), answers: (isThere) => this.noteAnswer(isThere) },
    );
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

  close(): Promise<void> {
    this.owed.close();
    this.redis.disconnect();
    return Promise.resolve();
  }

  private noteAnswer(isThere: boolean): void {
    if (isThere === this.isThere) return;
    this.isThere = isThere;
    const cache = this.options.name;
    if (isThere) this.options.logger?.info({ cache }, 'Redis answers again');
    else this.options.logger?.warn({ cache }, 'Redis does not answer; reads go to the tables');
  }
}
