import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';

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

it('a lease whose holder is gone is free before long, though the clock of the server was set back meanwhile', async () => {
  await database.pool.query("insert into relay_leases (name, lane, holder, fence, expires_at, position) values ('back', 0, gen_random_uuid(), 7, clock_timestamp() + interval '1 hour', 3)");
  const lease = new Lease({ pool: database.pool, name: 'back', lane: 0, ttlMs: 20 });
  const hold = await eventually(async () => {
    const taken = await lease.acquire();
    expect(taken).toBeDefined();
    return taken;
  });
  await lease.release();
  expect(hold).toEqual({ fence: 8n, position: 3n });
});

it('a lease that is renewed stays with its holder, however far the end of it seems to be', async () => {
  const holder = new Lease({ pool: database.pool, name: 'held', lane: 0, ttlMs: 60_000 });
  await holder.acquire();
  const other = new Lease({ pool: database.pool, name: 'held', lane: 0, ttlMs: 1 });
  for (let position = 1n; position <= 20n; position += 1n) {
    expect(await other.acquire()).toBeUndefined();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 15); // longer than silence may last
    expect(await holder.store(position)).toBe(true);
  }
  await holder.release();
});
