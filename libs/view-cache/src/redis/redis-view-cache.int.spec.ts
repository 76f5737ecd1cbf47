import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startRedis, type RunningRedis } from '@rung/local-servers';
import { eventually, redisForTests, type TestRedis } from '@rung/testing';
import { Redis } from 'ioredis';
import { Registry } from 'prom-client';

import { viewCacheContract } from '../contract/view-cache-contract.js';
import { RedisViewCache } from './redis-view-cache.js';

let shared: TestRedis;
let redis: Redis;
beforeAll(async () => {
  shared = await redisForTests();
  redis = new Redis(shared.url);
});
afterAll(async () => {
  redis.disconnect();
  await shared.drop();
});

/** Closed after each test, whatever came of it: an open connection would keep the run from ending. */
const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});
function open<Closable extends { close(): Promise<unknown> }>(one: Closable): Closable {
  opened.push(one);
  return one;
}

let tests = 0;
/** A timeout that a loaded machine does not reach by itself: here Redis is to answer. */
const patientMs = 5_000;

async function connected(cache: RedisViewCache): Promise<RedisViewCache> {
  let version = 0;
  await eventually(async () => {
    version += 1;
    await cache.put('is it there', { version, value: version });
    await cache.read('is it there', () => Promise.reject(new Error('not yet')));
  });
  return cache;
}

/** A way to Redis that can be cut for one process, while Redis goes on for the others. */
async function cuttable(target: number) {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const upstream = connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [client, upstream].forEach((end) => end.destroy()));
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    cut,
    heal: () => {
      isCut = false;
    },
    close: () => {
      cut();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

viewCacheContract(async () => {
  tests += 1;
  const name = `${shared.keyPrefix}${tests}`;
  const make = () => connected(open(new RedisViewCache({ url: shared.url, name, commandTimeoutMs: patientMs })));
  const [cache, elsewhere] = [await make(), await make()];
  return {
    cache,
    elsewhere,
    lose: async () => {
      await redis.flushdb();
    },
    close: () => Promise.resolve(), // see above
  };
});

describe('the cache in Redis', () => {
  const make = (name: string) => connected(open(new RedisViewCache({ url: shared.url, name: `${shared.keyPrefix}${name}`, commandTimeoutMs: patientMs })));

  it('loads once in two processes that ask at the same time', async () => {
    const [one, other] = [await make('lease'), await make('lease')];
    let loads = 0;
    const load = async () => {
      loads += 1;
      await eventually(async () => expect(await redis.exists(`{${shared.keyPrefix}lease:a}:lease`)).toBe(1));
      return { version: 1, value: loads };
    };
    const [first, second] = await Promise.all([one.read('a', load), other.read('a', load)]);
    expect(first).toEqual(second);
    expect(loads).toBe(1);
  });

  it('loads in place of a process that never came back from loading, and keeps nothing of it', async () => {
    const cache = await make('abandoned');
    await redis.set(`{${shared.keyPrefix}abandoned:a}:lease`, 'of a process that died', 'PX', 60_000);
    expect(await cache.read('a', () => Promise.resolve({ version: 1, value: 'loaded' }))).toEqual({ version: 1, value: 'loaded' });
    expect(await redis.exists(`{${shared.keyPrefix}abandoned:a}:versioned`)).toBe(0);
  });

  it('forgets after its time to live', async () => {
    const name = `${shared.keyPrefix}ttl`;
    const cache = await connected(open(new RedisViewCache({ url: shared.url, name, ttlMs: 60, commandTimeoutMs: patientMs })));
    await cache.put('a', { version: 1, value: 'one' });
    await eventually(async () => expect(await redis.exists(`{${name}:a}:versioned`)).toBe(0));
    expect(await cache.read('a', () => Promise.resolve({ version: 1, value: 'loaded' }))).toEqual({ version: 1, value: 'loaded' });
  });
});

describe('the cache when Redis', () => {
  let dir: string;
  let server: RunningRedis;
  const registry = new Registry();
  const truth = (version: number) => () => Promise.resolve({ version, value: `grade ${version}` });

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-redis-'));
    server = await startRedis({ dir });
  });
  afterAll(async () => {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('hangs, dies and comes back is slower, never wrong', async () => {
    const cache = await connected(open(new RedisViewCache({ url: server.url, name: 'grades', commandTimeoutMs: 100, registry })));
    const elsewhere = await connected(open(new RedisViewCache({ url: server.url, name: 'grades', commandTimeoutMs: 100 })));
    await cache.put('a', { version: 1, value: 'grade 1' });

    process.kill(server.pid, 'SIGSTOP');
    expect(await cache.read('a', truth(2))).toEqual({ version: 2, value: 'grade 2' });
    await cache.put('a', { version: 3, value: 'grade 3' });
    process.kill(server.pid, 'SIGCONT');
    await eventually(async () => expect(await elsewhere.read('a', truth(3))).toEqual({ version: 3, value: 'grade 3' }));

    const { port } = server;
    process.kill(server.pid, 'SIGKILL');
    await eventually(async () => {
      const answer = await cache.read('a', truth(4), 4);
      expect(answer).toEqual({ version: 4, value: 'grade 4' });
    });
    await cache.put('a', { version: 5, value: 'grade 5' });
    expect(await cache.read('a', truth(5))).toEqual({ version: 5, value: 'grade 5' });
    expect(await registry.metrics()).toMatch(/rung_cache_requests_total\{cache="grades",result="error"\} [1-9]/);

    server = await startRedis({ dir, port });
    await eventually(async () => {
      expect(await cache.read('a', truth(5))).toEqual({ version: 5, value: 'grade 5' });
      expect(await elsewhere.read('a', () => Promise.reject(new Error('not there yet')))).toEqual({ version: 5, value: 'grade 5' });
    });
  });

  it('misses a put gets it later: other processes would go on reading what it replaces', async () => {
    const proxy = open(await cuttable(server.port));
    const cut = await connected(open(new RedisViewCache({ url: `redis://127.0.0.1:${proxy.port}`, name: 'owed', commandTimeoutMs: patientMs })));
    const elsewhere = await connected(open(new RedisViewCache({ url: server.url, name: 'owed', commandTimeoutMs: patientMs })));
    await cut.put('a', { version: 1, value: 'grade 1' });
    proxy.cut();
    await cut.put('a', { version: 2, value: 'grade 2' });
    expect(await cut.read('a', truth(2))).toEqual({ version: 2, value: 'grade 2' });
    expect((await elsewhere.read('a', truth(2)))?.version).toBe(1);
    proxy.heal();
    await eventually(async () => expect((await elsewhere.read('a', truth(2)))?.version).toBe(2));
  });

  it('is not there at the start is no reason not to serve', async () => {
    const cache = open(new RedisViewCache({ url: 'redis://127.0.0.1:1', name: 'grades' }));
    expect(await cache.read('a', truth(1))).toEqual({ version: 1, value: 'grade 1' });
  });
});
