import { expect, it } from '@jest/globals';
import { eventually, postgresForTests } from '@rung/testing';

import { appendOf, newStream } from '../contract/log-under-test.js';
import { closeGate, readGate } from './epoch-gate.js';
import { lockNamespace } from './append-sql.js';
import { eventLogSql } from './event-log-sql.js';
import { createPostgresEventLog } from './postgres-event-log.js';
import { silent } from './postgres-log.fixture.js';

it('an append that waited for the lane while the log was closed is refused', async () => {
  const database = await postgresForTests();
  await database.pool.query(eventLogSql({ lanes: 1 }));
  const log = await createPostgresEventLog({ pool: database.pool, logger: silent });
  await log.append(appendOf(newStream(), 0));
  const importer = await database.pool.connect();
  await importer.query('begin');
  await importer.query('select pg_advisory_xact_lock($1::int, 0)', [lockNamespace]);
  const appended = log.append(appendOf(newStream(), 0)).then(() => 'APPENDED', (error: Error) => error.name);
  await eventually(async () => {
    const { rows } = await database.pool.query("select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'");
    expect(rows).toHaveLength(1);
  });
  await closeGate(database.pool);
  await importer.query('commit');
  importer.release();
  const outcome = await appended;
  expect((await readGate(database.pool)).isOpen).toBe(false);
  await log.close();
  await database.drop();
  expect(outcome).toBe('LogRestored');
});
