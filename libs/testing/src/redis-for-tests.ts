// A Redis database for a test, on the server that REDIS_URL names or on one that the run shares.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { redisStopSteps, startRedis } from '@rung/local-servers';
import { Redis } from 'ioredis';
import { exclusively, runDirectory, writeWhole } from './run-directory.js';
import { sharedServer } from './shared-server.js';

export interface TestRedis {
  /** Names a database that is this test's alone, or, under REDIS_URL, one that others may use as well. */
  readonly url: string;
  /** Nobody else's keys begin so. */
  readonly keyPrefix: string;
  /** Removes the keys with the prefix, and, in a database of the test's own, all others. */
  drop(): Promise<void>;
}

const databases = 4096;

/** @throws MissingServer when there is no Redis here. */
export async function redisForTests(): Promise<TestRedis> {
  const keyPrefix = `rung-test-${randomBytes(8).toString('hex')}:`;
  const given = process.env['REDIS_URL'];
  const url = given ?? `${await sharedRedis()}/${await nextDatabase()}`;
  const drop = (): Promise<void> =>
    onServer(url, async (redis) => {
      if (given === undefined) {
        await redis.flushdb();
        return;
      }
      for await (const keys of redis.scanStream({ match: `${keyPrefix}*`, count: 500 }) as AsyncIterable<string[]>) {
        if (keys.length > 0) await redis.unlink(...keys);
      }
    });
  return { url, keyPrefix, drop };
}

async function sharedRedis(): Promise<string> {
  const { address } = await sharedServer('redis', async (dir) => {
    const server = await startRedis({ dir, settings: { databases: `${databases}` }, outliveParent: true });
    return { pid: server.pid, stopSteps: redisStopSteps, directories: [], address: server.url };
  });
  return address;
}

/** Counts through the numbered databases; a run that needs more than there are begins again with the first. */
function nextDatabase(): Promise<number> {
  return exclusively('redis-database', async () => {
    const path = join(runDirectory(), 'redis-database');
    const next = (Number(await readFile(path, 'utf8').catch(() => '0')) + 1) % databases;
    await writeWhole(path, next);
    return next;
  });
}

async function onServer(url: string, action: (redis: Redis) => Promise<void>): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1 });
  // Without a listener the client writes to the console; the failed command says it as well.
  redis.on('error', () => undefined);
  try {
    await action(redis);
  } finally {
    redis.disconnect();
  }
}
