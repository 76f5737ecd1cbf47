import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { postgresForTests, type TestDatabase } from '@rung/testing';

import { messagingSql } from '../messaging-sql.js';
import { Lease } from './lease.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await postgresForTests();
  await database.pool.query(messagingSql);
});
afterAll(() => database?.drop());

it('a holder that was frozen for longer than its lease asks anew, and is another holder', async () => {
  const lease = new Lease({ pool: database.pool, name: 'spec', lane: 0, ttlMs: 200 });
  const before = await lease.acquire();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300); // the whole process stands still, its timers as well
  const stillValid = lease.isValid;
  const after = await lease.acquire();
  await lease.release();
  expect([before?.fence, stillValid, after?.fence]).toEqual([1n, false, 2n]);
});
