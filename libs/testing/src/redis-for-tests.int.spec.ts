import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { redisForTests, type TestRedis } from './redis-for-tests.js';

describe('a Redis database for a test', () => {
  let one: TestRedis;
  let other: TestRedis;
  let clients: Redis[];
  beforeAll(async () => {
    [one, other] = await Promise.all([redisForTests(), redisForTests()]);
    clients = [one, other].map(({ url }) => new Redis(url));
  });
  afterAll(async () => {
    clients.forEach((client) => client.disconnect());
    await Promise.all([one.drop(), other.drop()]);
  });

  it('holds nobody else\'s keys, and none after drop', async () => {
    const [first, second] = clients as [Redis, Redis];
    await first.set(`${one.keyPrefix}grade`, 'senior');
    expect(await second.get(`${one.keyPrefix}grade`)).toBeNull();
    await one.drop();
    expect(await first.dbsize()).toBe(0);
  });

  it('that others may use as well loses only the keys of the test', async () => {
    const [first] = clients as [Redis, Redis];
    const before = process.env['REDIS_URL'];
    process.env['REDIS_URL'] = one.url;
    try {
      const borrowed = await redisForTests();
      await first.mset(`${borrowed.keyPrefix}mine`, '1', 'theirs', '2');
      await borrowed.drop();
      expect(await first.keys('*')).toEqual(['theirs']);
    } finally {
      if (before === undefined) delete process.env['REDIS_URL'];
      else process.env['REDIS_URL'] = before;
    }
  });
});
