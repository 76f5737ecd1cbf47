import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { postgresForTests, type TestDatabase } from '@rung/testing';
import pg from 'pg';

import { inTransaction } from './transaction.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await postgresForTests();
});
afterAll(() => database?.drop());

it('a connection whose rollback was not answered is not used again: its transaction may still be open', async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  try {
    const failing = inTransaction(pool, (tx) => {
      const { connectionParameters } = tx as unknown as { connectionParameters: { query_timeout?: number } };
      connectionParameters.query_timeout = 200; // of all that follows: the rollback comes after what is not answered
      return tx.query('select pg_sleep(600)');
    });
    await expect(failing).rejects.toThrow('Query read timeout');
    expect(pool.totalCount).toBe(0);
  } finally {
    await pool.end();
  }
});

it('a connection whose rollback went well is used again', async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  try {
    await expect(inTransaction(pool, () => Promise.reject(new Error('no such thing')))).rejects.toThrow('no such thing');
    expect(pool.idleCount).toBe(1);
  } finally {
    await pool.end();
  }
});
