// What the scripts that run in Redis see to, each guard by itself.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { redisForTests, type TestRedis } from '@rung/testing';
import { Redis } from 'ioredis';

import type { VersionedJson } from '../view-cache.js';
import { RedisStore } from './redis-store.js';

const grade = (version: number): VersionedJson => ({ version, value: Buffer.from(`"grade ${version}"`) });

describe('the store in Redis', () => {
  let shared: TestRedis;
  let redis: Redis;
  let store: RedisStore;
  let prefix: string;
  let tests = 0;
  beforeAll(async () => {
    shared = await redisForTests();
    redis = new Redis(shared.url);
  });
  afterAll(async () => {
    redis?.disconnect();
    await shared?.drop();
  });
  beforeEach(() => {
    tests += 1;
    prefix = `${shared.keyPrefix}store-${tests}`;
    store = new RedisStore({ redis, prefix, ttlMs: 600_000, leaseMs: 600_000 });
  });

  const leased = async (): Promise<string> => {
    const token = await store.lease('a');
    if (token === undefined) throw new Error('another has the lease');
    return token;
  };
  const evict = (what: 'versioned' | 'lease') => redis.del(`{${prefix}:a}:${what}`);

  it('puts nothing in the place of what is newer, or as new, and compares versions as numbers', async () => {
    await store.put('a', grade(9));
    await store.put('a', grade(10));
    await store.put('a', grade(9));
    await store.put('a', { version: 10, value: Buffer.from('"another"') });
    expect(await store.find('a')).toEqual(grade(10));
  });

  it.each(['what somebody else has set', '', '12'])('takes nothing for a value that is none of its own, and puts its own there: "%s"', async (text) => {
    await redis.set(`{${prefix}:a}:versioned`, text);
    expect(await store.find('a')).toBeUndefined();
    await store.fill('a', await leased(), grade(1));
    expect(await store.find('a')).toEqual(grade(1));
  });

  it('lets one load at a time', async () => {
    await leased();
    expect(await store.lease('a')).toBeUndefined();
  });

  it('ends the lease of whoever loads when something is put: what was loaded before does not come back when that is evicted', async () => {
    const token = await leased();
    await store.put('a', grade(2));
    await evict('versioned');
    await store.fill('a', token, grade(1));
    expect(await store.find('a')).toBeUndefined();
  });

  it('ends a lease with its fill', async () => {
    await store.fill('a', await leased(), grade(1));
    expect(await store.find('a')).toEqual(grade(1));
    await leased();
  });

  it('takes no fill of one whose lease ended, and leaves the lease to the other', async () => {
    const ended = await leased();
    await evict('lease');
    const held = await leased();
    await store.fill('a', ended, grade(1));
    expect(await store.find('a')).toBeUndefined();
    await store.fill('a', held, grade(2));
    expect(await store.find('a')).toEqual(grade(2));
  });

  it('takes a fill of one whose lease ended in the place of what is older', async () => {
    const ended = await leased();
    await store.put('a', grade(1));
    await store.fill('a', ended, grade(2));
    expect(await store.find('a')).toEqual(grade(2));
  });

  it('lets a lease be released by its holder alone', async () => {
    const ended = await leased();
    await evict('lease');
    const held = await leased();
    await store.release('a', ended);
    expect(await store.lease('a')).toBeUndefined();
    await store.release('a', held);
    await leased();
  });
});
