// With a synchronous standby, an answer means that the standby has it: also when somebody cancels the wait for it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { catalogueOf, defineEvent, type Decider, type EventsOf } from '@rung/event-sourcing';
import { startPostgres, type RunningPostgres } from '@rung/local-servers';
import { eventually } from '@rung/testing';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';

import type { Append, EventLog } from '../event-log.js';
import { execute } from '../execute.js';
import { appendOf, newStream } from '../contract/log-under-test.js';
import { eventLogSql } from './event-log-sql.js';
import { appendParameters, pendingAppend } from './pending-append.js';
import { createPostgresEventLog } from './postgres-event-log.js';
import { silent } from './postgres-log.fixture.js';

describe('A log with a synchronous standby that is away', () => {
  let dir: string;
  let server: RunningPostgres;
  let admin: pg.Client;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-standby-'));
    // The server runs as another user when we are root, and would otherwise keep its data elsewhere.
    await chmod(dir, 0o711);
    server = await startPostgres({ dataDir: join(dir, 'data'), tell: () => undefined });
    admin = new pg.Client({ connectionString: server.url('postgres') });
    await admin.connect();
    await admin.query(eventLogSql({ lanes: 1 }));
  });
  beforeEach(() => standby('away'));
  afterAll(async () => {
    await admin.end();
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const standby = async (name: string): Promise<void> => {
    await admin.query(`alter system set synchronous_standby_names = '${name}'`);
    await admin.query('select pg_reload_conf()');
    await eventually(async () => {
      const { rows } = await admin.query('show synchronous_standby_names');
      expect(rows).toEqual([{ synchronous_standby_names: name }]);
    });
  };
  const waiting = async (): Promise<number[]> => {
    const { rows } = await admin.query<{ pid: number }>(`select pid from pg_stat_activity where wait_event = 'SyncRep'`);
    return rows.map((row) => row.pid);
  };

  it('does not answer when the wait is cancelled, nor when the append is asked again, until the standby has it', async () => {
    const log = await createPostgresEventLog({ connectionString: server.url('postgres'), logger: silent });
    let answered = false;
    const stream = newStream();
    const answer = log.append(appendOf(stream, 0)).finally(() => (answered = true));
    await eventually(async () => expect(await waiting()).toHaveLength(1));
    const [first] = await waiting();
    await admin.query('select pg_cancel_backend($1)', [first]);

    // Committed here alone: the log finds its command answered on a new connection, and waits again.
    await eventually(async () => {
      const [now] = await waiting();
      expect(now).toBeDefined();
      expect(now).not.toBe(first);
    });
    await pause(200);
    expect(answered).toBe(false);

    await standby('');
    expect(await answer).toMatchObject({ version: 1, repeated: false });
    expect(await log.readStream(stream)).toHaveLength(1);
    await log.close();
  });

  /** A stream of one event that the primary alone has: its writer was ended while it waited, and its caller has no answer. */
  async function hereAlone(log: EventLog): Promise<Append & { readonly commandId: string }> {
    const asked = { ...appendOf(newStream(), 0), commandId: randomUUID() };
    const writer = new pg.Client({ connectionString: server.url('postgres') });
    writer.on('error', () => undefined);
    await writer.connect();
    const values = appendParameters(0, [pendingAppend(asked, { resolve: () => undefined, reject: () => undefined })]);
    const lost = writer.query('select event_log.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)', values).catch(() => undefined);
    await eventually(async () => expect(await waiting()).toHaveLength(1));
    await admin.query('select pg_terminate_backend($1)', await waiting());
    await lost;
    await eventually(async () => expect(await log.readStream(asked.streamId)).toHaveLength(1));
    return asked;
  }

  const Noted = defineEvent('Noted', z.object({ text: z.string() }));
  const nothingToDo: Decider<number, 'again', EventsOf<readonly [typeof Noted]>> = { initial: 0, decide: () => [], evolve: (count) => count + 1 };

  it.each([
    ['a retry', (log: EventLog, { commandId }: { commandId: string }) => log.findCommand(commandId)],
    ['a command that finds all done', (log: EventLog, { streamId }: Append) =>
      execute(log, { streamId, decider: nothingToDo, catalogue: catalogueOf(Noted), command: 'again', metadata: {} })],
  ])('does not answer %s from what the primary alone has, until the standby has it', async (_, ask) => {
    const log = await createPostgresEventLog({ connectionString: server.url('postgres'), logger: silent });
    const asked = await hereAlone(log);
    let answered = false;
    const answer = ask(log, asked).finally(() => (answered = true));
    await eventually(async () => expect(await waiting()).toHaveLength(1));
    expect(answered).toBe(false);
    await standby('');
    expect(await answer).toMatchObject({ version: 1 });
    await log.close();
  });

  it('says that it does not know when the wait of a retry is cut short', async () => {
    const log = await createPostgresEventLog({ connectionString: server.url('postgres'), logger: silent });
    const { commandId } = await hereAlone(log);
    for (const end of ['pg_cancel_backend', 'pg_terminate_backend']) {
      const answer = log.findCommand(commandId).then(() => 'answered', (error: Error) => error.name);
      await eventually(async () => expect(await waiting()).toHaveLength(1));
      await admin.query(`select ${end}($1)`, await waiting());
      expect(await answer).toBe('CommitUnknown');
    }
    await standby('');
    expect(await log.findCommand(commandId)).toMatchObject({ version: 1 });
    await log.close();
  });

  it.each(['off', 'local', 'remote_write'])('waits for it where the database says synchronous_commit = %s', async (setting) => {
    await admin.query(`set synchronous_commit = off; alter database postgres set synchronous_commit = ${setting}`);
    const log = await createPostgresEventLog({ connectionString: server.url('postgres'), logger: silent });
    const asked = { ...appendOf(newStream(), 0), commandId: randomUUID() };
    const appended = log.append(asked);
    await eventually(async () => expect(await waiting()).toHaveLength(1));
    await standby('');
    await appended;
    await standby('away');
    const found = log.findCommand(asked.commandId);
    await eventually(async () => expect(await waiting()).toHaveLength(1));
    await standby('');
    expect(await found).toMatchObject({ version: 1 });
    await log.close();
    await admin.query('alter database postgres reset synchronous_commit');
  });
});
