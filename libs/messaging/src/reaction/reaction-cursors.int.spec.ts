import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { postgresForTests, type TestDatabase } from '@rung/testing';

import { Lease } from '../lease/lease.js';
import { messagingSql } from '../messaging-sql.js';
import { ReactionCursors } from './reaction-cursors.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await postgresForTests();
  await database.pool.query(messagingSql);
});
afterAll(() => database?.drop());

it('a cursor that is elsewhere by now is not moved, and asked for anew', async () => {
  const lease = new Lease({ pool: database.pool, name: 'reaction launch', lane: 0 });
  const fence = (await lease.acquire())?.fence ?? 0n;
  const cursors = new ReactionCursors(database.pool, 'launch');
  const { position: from, skip } = await cursors.of(0, fence);
  await database.pool.query("update projection_cursors set position = 7 where projection = 'launch'");
  await cursors.move(0, { from, to: 5n, skip }, fence);
  expect((await cursors.of(0, fence)).position).toBe(7n);
  await lease.release();
});
