// A server that answers, but may not or cannot write: it was demoted, or its disk, memory or connections are used up.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, postgresForTests } from '@rung/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';

import type { LogUnderTest } from '../contract/event-log-contract.js';
import { appendOf, newStream } from '../contract/log-under-test.js';
import type { Append, EventLog } from '../event-log.js';
import { lockNamespace } from './append-sql.js';
import { faultyWire, type FaultyWire } from './faulty-wire.fixture.js';
import { createPostgresEventLog } from './postgres-event-log.js';
import { logOn, silent, type Database } from './postgres-log.fixture.js';
import { CommitUnknown, LogUnavailable } from './store-errors.js';

const [diskFull, outOfMemory, tooManyConnections] = ['53100', '53200', '53300'];
const queryCanceled = '57014';
const [lockTimeout, deadlock] = ['55P03', '40P01'];
const [connectionFailure, inputOutputError, corrupted] = ['08006', '58030', 'XX001'];

describe('The PostgreSQL log, of a server that cannot write', () => {
  let database: Database;
  let underTest: LogUnderTest;
  let wire: FaultyWire;
  let log: EventLog;
  let warnings: string[];
  beforeEach(async () => {
    database = await postgresForTests();
    underTest = await logOn(database, { lanes: 1 });
    wire = await faultyWire(database.url);
    warnings = [];
    const logger = { ...silent, warn: (_about: unknown, message: string) => void warnings.push(message) };
    log = await createPostgresEventLog({ connectionString: wire.url, logger });
  });
  afterEach(async () => {
    await log.close();
    await wire.close();
    await underTest.dispose();
  });

  /** Runs before each batch is written, in its transaction. */
  const beforeWriting = (statements: string) =>
    database.pool.query(`
      create sequence tries;
      create table demoted (pid int);
      create function interfere() returns trigger language plpgsql as $$ begin ${statements} return null; end $$;
      create trigger interfere before insert on event_log.events for each statement execute function interfere();`);
  const lacking = (code: string | undefined, tries: string) =>
    beforeWriting(`if nextval('public.tries') ${tries} then raise exception 'it lacks something' using errcode = '${code}'; end if;`);
  const tries = async () => Number((await database.pool.query<{ last_value: string }>('select last_value from tries')).rows[0]?.last_value);
  const some = (): Append[] => Array.from({ length: 3 }, () => appendOf(newStream(), 0, { commandId: randomUUID() }));
  const outcomes = (asked: readonly Append[]) => Promise.allSettled(asked.map((append) => log.append(append)));

  it('leaves one that was demoted, and appends over another connection', async () => {
    await log.append(appendOf(newStream(), 0));
    await beforeWriting(`
      if exists (select from public.demoted where pid = pg_backend_pid()) then
        set local transaction_read_only = on;
        insert into public.demoted values (0);
      end if;`);
    const { rowCount } = await database.pool.query(
      `insert into demoted select pid from pg_stat_activity where datname = current_database() and application_name like 'rung-log-append%'`,
    );
    expect(rowCount).toBe(1);
    const answers = await Promise.all(some().map((append) => log.append(append)));
    expect(answers.map(({ position }) => position).sort()).toEqual([2n, 3n, 4n]);
    expect(answers.some(({ repeated }) => repeated)).toBe(false);
    expect(warnings).toEqual(['the connection for appends was lost, or is of no use']);
  });

  it.each([diskFull, outOfMemory, tooManyConnections, lockTimeout, deadlock])('asks again in a moment when that may pass: %s', async (code) => {
    await lacking(code, '<= 2');
    expect((await outcomes(some())).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(await tries()).toBe(3);
    expect(warnings).toEqual([]);
  });

  it.each([connectionFailure, inputOutputError, corrupted])('trusts neither connection nor rollback after an error of the server itself: %s', async (code) => {
    await lacking(code, '<= 1');
    expect((await outcomes(some())).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(warnings).toEqual(['the connection for appends was lost, or is of no use']);
  });

  /** Once the log can know of it, too: an append that is sent into a dead connection may have been stored. */
  const endAppends = async () => {
    const before = wire.open();
    await database.pool.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and application_name like 'rung-log-append%'`);
    await eventually(() => expect(wire.open()).toBeLessThan(before));
    await after(20); // the close goes from the wire to the log within this process
  };
  /** A setting of the database, for sessions that begin from now on. */
  const set = async (setting: string) => {
    const { pathname } = new URL(database.url);
    const elsewhere = new pg.Client({ connectionString: new URL('/postgres', database.url).toString() });
    await elsewhere.connect();
    try {
      await elsewhere.query(`alter database ${pathname.slice(1)} ${setting}`);
    } finally {
      await elsewhere.end();
    }
  };

  it('writes nothing into a database that was set to read only, as by a host whose disk is almost full, and goes on after it', async () => {
    await log.append(appendOf(newStream(), 0));
    const [asked] = some() as [Append];
    await set('set default_transaction_read_only = on');
    await endAppends();
    await expect(log.append(asked)).rejects.toBeInstanceOf(LogUnavailable);
    await set('reset default_transaction_read_only');
    expect(await log.append(asked)).toMatchObject({ position: 2n, repeated: false });
  });

  it('says that nothing was stored when the database takes no connection', async () => {
    await log.append(appendOf(newStream(), 0));
    await set('allow_connections false');
    await endAppends();
    for (const outcome of await outcomes(some())) expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(LogUnavailable) });
    await set('allow_connections true');
    expect((await outcomes(some())).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  });

  it('says that a commit is unknown when the database takes no connection before a lost answer was found out', async () => {
    await log.append(appendOf(newStream(), 0));
    await set('allow_connections false');
    wire.loseNextAnswer();
    const [asked] = some() as [Append];
    await expect(log.append(asked)).rejects.toBeInstanceOf(CommitUnknown);
    await set('allow_connections true');
    expect(await log.append(asked)).toMatchObject({ position: 2n, repeated: true });
  });

  it('says that nothing was stored when another holds its lane for ever', async () => {
    const holder = await database.pool.connect();
    try {
      await holder.query('select pg_advisory_lock($1::int, 0)', [lockNamespace]);
      const [asked] = some() as [Append];
      await expect(log.append(asked)).rejects.toBeInstanceOf(LogUnavailable);
      await holder.query('select pg_advisory_unlock($1::int, 0)', [lockNamespace]);
      expect(await log.append(asked)).toMatchObject({ version: 1, repeated: false });
    } finally {
      holder.release();
    }
  });

  it('says that nothing was stored when it goes on lacking something, and blames no append', async () => {
    await lacking(diskFull, '> 0');
    for (const outcome of await outcomes(some())) expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(LogUnavailable) });
    expect(warnings).toEqual([]);
  });

  it('says that a commit is unknown when it comes to lack something before a lost answer was found out', async () => {
    await lacking(diskFull, '> 1');
    wire.loseNextAnswer();
    const [asked] = some() as [Append];
    await expect(log.append(asked)).rejects.toBeInstanceOf(CommitUnknown);
    expect(await log.readStream(asked.streamId)).toHaveLength(1);
  });

  it('knows what it stored itself when a lost answer is asked for anew and the whole batch is refused', async () => {
    await lacking(queryCanceled, '= 2');
    wire.loseNextAnswer();
    const answers = await outcomes(some());
    expect(answers).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ status: 'fulfilled', value: expect.objectContaining({ repeated: false }) })));
    expect(warnings).toContain('a batch was refused; its appends are retried one by one');
  });

  it('says that a commit is unknown when a lost answer is asked for anew and that is refused', async () => {
    await lacking(queryCanceled, '> 1');
    wire.loseNextAnswer();
    const [asked] = some() as [Append];
    await expect(log.append(asked)).rejects.toBeInstanceOf(CommitUnknown);
    expect(await log.readStream(asked.streamId)).toHaveLength(1);
  });
});
