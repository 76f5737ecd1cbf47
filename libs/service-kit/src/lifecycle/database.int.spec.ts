import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { poolerBefore, postgresForTests, type TestDatabase } from '@rung/testing';

import { isOutage } from '../problems/outage.js';
import { openDatabase } from './database.js';

let server: TestDatabase;

beforeAll(async () => {
  server = await postgresForTests();
});
afterAll(async () => server?.drop());

describe('the pool of a service', () => {
  it('ends the wait for a connection that nobody gives back, as an outage', async () => {
    const logger = { error: () => undefined };
    const { pool, close } = await openDatabase({ url: server.url, entities: [], migrations: [], logger, poolSize: 1, mostWaitMs: 1_000 });
    const held = await pool.connect();
    const refusal = await pool.query('select 1').then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(isOutage(refusal)).toBe(true);
    held.release();
    expect((await pool.query('select 1')).rowCount).toBe(1);
    await close();
  });

  it('is not opened through a pooler that gives each transaction another session, which the start says', async () => {
    const pooler = await poolerBefore(server.url, 'transaction');
    const opened = openDatabase({ url: pooler.url, entities: [], migrations: [], logger: { error: () => undefined } });
    await expect(opened).rejects.toThrow('pool_mode = session');
    await pooler.close();
  });
});
