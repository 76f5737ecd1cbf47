import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { poolerBefore, postgresForTests, type Pooler } from '@rung/testing';
import pg from 'pg';

import { mustKeepSessions, SessionsNotKept } from './kept-sessions.js';

import type { Database } from './postgres-log.fixture.js';

describe('A database that is asked whether it keeps sessions', () => {
  let database: Database;
  let pooler: Pooler | undefined;
  let pool: pg.Pool;
  beforeEach(async () => {
    database = await postgresForTests();
  });
  afterEach(async () => {
    await pool.end();
    await pooler?.close();
    pooler = undefined;
    await database.drop();
  });

  const through = async (mode: 'transaction' | 'session', sessions?: number) => {
    pooler = await poolerBefore(database.url, mode, sessions);
    pool = new pg.Pool({ connectionString: pooler.url });
  };

  it('does, where nobody is in between', async () => {
    pool = new pg.Pool({ connectionString: database.url });
    await mustKeepSessions(pool);
  });

  it('does, through a pooler that keeps them', async () => {
    await through('session');
    await mustKeepSessions(pool);
  });

  it.each([2, 3])('does not, through a pooler of %i sessions that deals them out by transaction', async (sessions) => {
    await through('transaction', sessions);
    await expect(mustKeepSessions(pool)).rejects.toThrow(SessionsNotKept);
  });
});
