// A primary and its streaming standby, at one address that leads to whichever serves.
import { appendFile, chown, cp, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { expect } from '@jest/globals';
import { startPostgres, type RunningPostgres } from '@rung/local-servers';
import { eventually } from '@rung/testing';

import { askOnce } from '../stories/databases.js';
import { turnableWire, type TurnableWire, type WithoutEnd } from './turnable-wire.js';

/** Longer than anybody is silent who asks again and again. */
const noticedMs = 1_500;
const settings = { archive_mode: 'off' };

export class ServerPair {
  private constructor(
    private readonly primary: RunningPostgres,
    private readonly standby: RunningPostgres,
    /** From services to whichever serves. */
    private readonly front: TurnableWire,
    /** From the standby to the primary. */
    private readonly replication: TurnableWire,
  ) {}

  /** @param dir one that PostgreSQL's own user can reach. @param databases to be there. */
  static async start(dir: string, databases: readonly string[]): Promise<ServerPair> {
    const [first, second] = [join(dir, 'primary'), join(dir, 'standby')];
    const primary = await startPostgres({ dataDir: first, settings, tell: () => undefined });
    for (const database of databases) await primary.createDatabase(database);
    await primary.stop();
    await copyOf(first, second);
    const again = await startPostgres({ dataDir: first, settings, tell: () => undefined });
    const replication = await turnableWire(again.port);
    const { username, password } = new URL(again.url('postgres'));
    const from = `host=127.0.0.1 port=${replication.port} user=${username} password=${password} application_name=standby`;
    await appendFile(join(second, 'postgresql.auto.conf'), `primary_conninfo = '${from}'\n`);
    const standby = await startPostgres({ dataDir: second, settings, tell: () => undefined });
    return new ServerPair(again, standby, await turnableWire(again.port), replication);
  }

  /** By way of the address that services know. */
  url(database: string): string {
    const url = new URL(this.primary.url(database));
    url.port = String(this.front.port);
    return url.toString();
  }

  /** The standby has all that was written, and gets no more of it. */
  async leaveStandbyBehind(): Promise<void> {
    const [head] = await askOnce<{ lsn: string }>(this.primary.url('postgres'), 'select pg_current_wal_flush_lsn()::text as lsn');
    const hasIt = `select from pg_stat_wal_receiver where flushed_lsn >= '${head!.lsn}'`;
    await eventually(async () => expect(await askOnce(this.standby.url('postgres'), hasIt)).toHaveLength(1));
    this.replication.cut('refused');
  }

  /** From now on an answer waits for the standby. */
  async waitForStandby(): Promise<void> {
    const url = this.primary.url('postgres');
    await askOnce(url, "alter system set synchronous_standby_names = 'standby'");
    await askOnce(url, 'select pg_reload_conf()');
    await eventually(async () => expect(await askOnce(url, "select from pg_stat_replication where sync_state = 'sync'")).toHaveLength(1));
  }

  /** The primary dies, the standby is promoted, and the address leads there. */
  async failOver(meanwhile: WithoutEnd): Promise<void> {
    this.front.cut(meanwhile);
    process.kill(this.primary.pid, 'SIGKILL');
    await this.primary.exited;
    await askOnce(this.standby.url('postgres'), 'select pg_promote()');
    if (meanwhile === 'refused') await pause(noticedMs);
    this.front.turnTo(this.standby.port);
  }

  async stop(): Promise<void> {
    await this.front.close();
    await this.replication.close();
    await this.primary.stop();
    await this.standby.stop();
  }
}

/** Of a server that does not run; the copy will be a standby. */
async function copyOf(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  await cp(`${from}.password`, `${to}.password`);
  await writeFile(join(to, 'standby.signal'), '');
  const { uid, gid } = await stat(from);
  for (const name of ['', ...(await readdir(to, { recursive: true }))]) await chown(join(to, name), uid, gid);
}
