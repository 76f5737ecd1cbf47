// What the store refuses, and what would happen without the lock.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, postgresForTests } from '@rung/testing';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

import type { LogUnderTest } from '../contract/event-log-contract.js';
import { appendOf, newStream } from '../contract/log-under-test.js';
import { eventLogGrantsSql } from './event-log-sql.js';
import { appendParameters, pendingAppend } from './pending-append.js';
import { createPostgresEventLog } from './postgres-event-log.js';
import { logOn, silent, type Database } from './postgres-log.fixture.js';
import { LogGap } from './store-errors.js';

const call = 'select base, refused from event_log.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)';
const nobody = { resolve: () => undefined, reject: () => undefined };
const rawAppend = (streamId: string) => appendParameters(0, [pendingAppend(appendOf(streamId, 0), nobody)]);

/** Numbers handed out without waiting for who got the one before: what most event stores do. */
function withoutLock(sql: string): string {
  const unlocked = sql
    .replace(/perform pg_advisory_xact_lock\(.*\);/, '')
    .replace(/base := coalesce\(.*\);/, `base := nextval('event_log.unsafe') - 1;`);
  expect(unlocked).not.toContain('pg_advisory_xact_lock');
  expect(unlocked).toContain('event_log.unsafe');
  return unlocked.replace('create table event_log.events', 'create sequence event_log.unsafe; create table event_log.events');
}

describe('The PostgreSQL log', () => {
  let database: Database;
  let underTest: LogUnderTest | undefined;
  let client: pg.Client;
  beforeEach(async () => {
    database = await postgresForTests();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await underTest?.dispose();
  });
  const open = async (sql?: (text: string) => string) => {
    underTest = await logOn(database, { lanes: 1, sql });
    return underTest.open();
  };
  const isWaiting = async (): Promise<boolean> => {
    const { rows } = await database.pool.query(`select 1 from pg_stat_activity
      where datname = current_database() and application_name = 'rung-log-append-0' and wait_event = 'advisory'`);
    return rows.length > 0;
  };

  it('lets a later append wait for an earlier one that is not committed, so that the tail sees both', async () => {
    const log = await open();
    await client.query('begin');
    await client.query(call, rawAppend(newStream()));
    const later = log.append(appendOf(newStream(), 0));
    await eventually(async () => expect(await isWaiting()).toBe(true));
    expect(await log.readLane(0, 0n, 10)).toEqual([]);
    await client.query('commit');
    expect((await later).position).toBe(2n);
    expect((await log.readLane(0, 0n, 10)).map((event) => event.position)).toEqual([1n, 2n]);
  });

  it('would be missing events without the lock, which a reader that asserts density refuses to overlook', async () => {
    const log = await open(withoutLock);
    await client.query('begin');
    const early = newStream();
    await client.query(call, rawAppend(early));
    await log.append(appendOf(newStream(), 0));

    // A trusting tail: everything after its cursor.
    const tail = async (cursor: string) =>
      (await database.pool.query<{ position: string; stream_id: string }>(
        'select position, stream_id from event_log.events where position > $1 order by position', [cursor])).rows;
    const first = await tail('0');
    expect(first.map((row) => row.position)).toEqual(['2']);
    await expect(log.readLane(0, 0n, 10)).rejects.toBeInstanceOf(LogGap);
    await expect(log.readSerializedLane(0, 0n, 10)).rejects.toBeInstanceOf(LogGap);
    await client.query('commit');
    const rest = await tail(first.at(-1)!.position);
    expect([...first, ...rest].map((row) => row.stream_id)).not.toContain(early);
  });

  it('would keep its lane locked by a frozen client under every timeout but transaction_timeout', async () => {
    await open();
    client.on('error', () => undefined);
    const holds = async (): Promise<boolean> =>
      (await database.pool.query(`select 1 from pg_locks where pid = $1 and locktype = 'advisory' and granted`, [pid])).rows.length > 0;
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]!.pid;
    await client.query(`set statement_timeout = '300ms'; set idle_in_transaction_session_timeout = '300ms'`);
    executeWithoutSync(client, rawAppend(newStream()));
    await eventually(async () => expect(await holds()).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await holds()).toBe(true);
    await database.pool.query('select pg_terminate_backend($1)', [pid]);
  });

  it('appends durably and under read committed, whatever the sessions of its pool begin with', async () => {
    await open();
    await database.pool.query(`
      create table sessions (durable text);
      create function note() returns trigger language plpgsql as $$ begin
        insert into public.sessions values (current_setting('synchronous_commit')); return null; end $$;
      create trigger note before insert on event_log.events for each statement execute function note();`);
    const url = new URL(database.url);
    url.searchParams.set('options', '-c default_transaction_isolation=serializable -c synchronous_commit=off');
    const log = await createPostgresEventLog({ connectionString: url.toString(), logger: silent });
    try {
      expect(await log.append(appendOf(newStream(), 0))).toMatchObject({ version: 1, position: 1n });
    } finally {
      await log.close();
    }
    expect((await database.pool.query('select durable from sessions')).rows).toEqual([{ durable: 'on' }]);
  });

  it('tells a command that waited for its lane of the conflict, and answers it when it is decided anew', async () => {
    const log = await open();
    const stream = newStream();
    const asked = appendOf(stream, 0, { commandId: randomUUID() });
    await client.query('begin');
    await client.query(call, rawAppend(stream));
    const waited = log.append(asked);
    await eventually(async () => expect(await isWaiting()).toBe(true));
    await client.query('commit');
    await expect(waited).rejects.toMatchObject({ name: 'VersionConflict', currentVersion: 1 });
    expect(await log.findCommand(asked.commandId!)).toBeUndefined();
    expect(await log.append({ ...asked, expectedVersion: 1 })).toMatchObject({ version: 2, repeated: false });
    expect(await log.readStream(stream)).toHaveLength(2);
  });

  it('has no lanes but its own', async () => {
    await open();
    const [, ...rest] = rawAppend(newStream());
    for (const lane of [-1, 1]) await expect(client.query(call, [lane, ...rest])).rejects.toMatchObject({ code: '23514' });
  });

  it.each(['repeatable read', 'serializable'])('refuses to append under %s', async (isolation) => {
    await open();
    await client.query(`begin isolation level ${isolation}`);
    await expect(client.query(call, rawAppend(newStream()))).rejects.toMatchObject({ code: '25000' });
  });

  it('lets a role that it was granted to append and read, and nothing else', async () => {
    await open();
    const role = `rung_app_${randomUUID().slice(0, 8)}`;
    await client.query(`create role ${role}`);
    await client.query(eventLogGrantsSql({ role }));
    await client.query(`set role ${role}`);
    expect((await client.query(call, rawAppend(newStream()))).rows).toEqual([{ base: '0', refused: null }]);
    expect((await client.query('select stream_id, event_log.epoch() from event_log.events')).rowCount).toBe(1);
    for (const forbidden of [
      `insert into event_log.events select lane, position + 1, 'x', 1, type, 1, event_id, null, null, null, occurred_at, false, data, metadata from event_log.events`,
      'update event_log.events set position = 9',
      'delete from event_log.events',
      'truncate event_log.events',
      'update event_log.log_settings set lanes = 2',
    ]) {
      await expect(client.query(forbidden)).rejects.toMatchObject({ code: '42501' });
    }
    await client.query(`reset role; drop owned by ${role}; drop role ${role}`);
  });

  it('lets a role without grants do nothing', async () => {
    await open();
    const role = `rung_app_${randomUUID().slice(0, 8)}`;
    await client.query(`create role ${role}; grant usage on schema event_log to ${role}; set role ${role}`);
    await expect(client.query(call, rawAppend(newStream()))).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('select from event_log.events')).rejects.toMatchObject({ code: '42501' });
    await client.query(`reset role; drop owned by ${role}; drop role ${role}`);
  });

  it.each(['update event_log.events set position = 9', 'delete from event_log.events', 'truncate event_log.events'])(
    'refuses its owner, too: %s',
    async (change) => {
      const log = await open();
      await log.append(appendOf(newStream(), 0));
      await expect(database.pool.query(change)).rejects.toThrow('append-only');
    },
  );

  it('carries another epoch once a restore has raised the counter', async () => {
    const log = await open();
    const before = log.epoch;
    await log.append(appendOf(newStream(), 0));
    await database.pool.query('update event_log.log_settings set epoch_counter = epoch_counter + 1');
    const [event] = await log.readLane(0, 0n, 1);
    expect(before).toMatch(/^\d+:\d+:0$/);
    expect(event!.epoch).toBe(before.replace(/0$/, '1'));
    expect(log.epoch).toBe(event!.epoch);
  });
});

/** Parse, bind, execute and flush, but no sync: the server has done the work and waits inside the transaction. */
function executeWithoutSync(client: pg.Client, values: (Buffer | number)[]): void {
  const sendable = (value: Buffer | number): Buffer | string => (typeof value === 'number' ? String(value) : value);
  const frozen = {
    submit(connection: Wire): void {
      connection.parse({ text: call, types: [] });
      connection.bind({ values: values.map(sendable), valueMapper: sendable });
      connection.execute({});
      connection.flush();
    },
    handleDataRow: () => undefined,
    handleCommandComplete: () => undefined,
    handleError: () => undefined,
  };
  client.query(frozen as unknown as pg.Submittable);
}

interface Wire {
  parse(query: object): void;
  bind(config: object): void;
  execute(config: object): void;
  flush(): void;
}
