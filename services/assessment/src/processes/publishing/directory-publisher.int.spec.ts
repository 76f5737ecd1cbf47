import { afterAll, beforeAll, expect, describe, it } from '@jest/globals';
import { eventually } from '@rung/testing';

import { advisoryLocks } from '../../advisory-locks.js';
import { expectOk, importOrganisation, newWorld, people, type Running, type World } from '../../assessment.fixture.js';

let world: World;
let running: Running;

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  await importOrganisation(running.service.as('hr', 'hr'));
});
afterAll(async () => world?.close());

const unpublished = async () =>
  (await world.server.pool.query<{ count: number }>('select count(*)::int as count from people where revision > published')).rows[0]?.count;

/** Ends the connection that holds the publisher's lock. @returns how many there were. */
async function endPublisher(): Promise<number | null> {
  const { rowCount } = await world.server.pool.query(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
       and objsubid = 1 and (classid::bigint << 32 | objid::bigint) = $1`,
    [advisoryLocks.directoryPublisher],
  );
  return rowCount;
}

describe('the publisher of the directory', () => {
  it('survives the loss of the connection that holds its lock, and goes on', async () => {
    await eventually(async () => expect(await unpublished()).toBe(0));
    const blocking = await world.server.pool.connect();
    await blocking.query('begin; lock table units in access exclusive mode');
    try {
      // it waits for the table now, on another connection than the one that holds the lock
      await eventually(async () => expect(await endPublisher()).toBe(1));
    } finally {
      await blocking.query('rollback');
      blocking.release();
    }
    expectOk(await running.service.as('hr', 'hr')('POST', '/directory/imports/people', { body: people.replace('Bob', 'Rob'), type: 'text/csv' }));
    await eventually(async () => expect(await unpublished()).toBe(0));
  });
});
