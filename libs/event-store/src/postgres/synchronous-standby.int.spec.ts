// With a synchronous standby, an answer means that the standby has it: also when somebody cancels the wait for it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, type RunningPostgres } from '@rung/local-servers';
import { eventually } from '@rung/testing';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

import { appendOf, newStream } from '../contract/log-under-test.js';
import { eventLogSql } from './event-log-sql.js';
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
    await standby('away');
  });
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
});
