// Backups of a data directory and what they lead to: which one is taken, what is refused, and that nobody writes over anybody.
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventLogSql, readGate } from '@rung/event-store';
import { startPostgres, type RunningPostgres } from '@rung/local-servers';
import pg from 'pg';

import { backUp, inFolder } from './backup.js';
import { claimDirectory } from './claimed-directory.js';
import { restore } from './restore.js';

const testMs = 300_000;
const database = 'rung_plan';
let dir: string;
let folder: string;
const servers: RunningPostgres[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rung-restore-'));
  await chmod(dir, 0o755); // PostgreSQL's own user goes through it
  folder = join(dir, 'backups');
}, testMs);
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await rm(dir, { recursive: true, force: true });
}, testMs);

const at = (name: string): string => join(dir, name);

async function started(dataDir: string): Promise<RunningPostgres> {
  const server = await startPostgres({ dataDir: join(dataDir, 'postgres'), tell: () => undefined });
  servers.push(server);
  return server;
}

async function ask<Row extends pg.QueryResultRow>(server: RunningPostgres, query: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.url(database) });
  await client.connect();
  try {
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end();
  }
}

/** Data with a log of which a backup was taken, and which are served. */
async function backedUp(dataDir: string): Promise<RunningPostgres> {
  const server = await started(dataDir);
  await server.createDatabase(database);
  await ask(server, `${eventLogSql({ lanes: 1 })}; create table notes (words text)`);
  await backUp(dataDir, folder);
  return server;
}
const restored = (dataDir: string, more: { to?: string; replace?: boolean } = {}) =>
  restore({ folder, dataDir, replace: false, tell: () => undefined, ...more });
const notes = async (server: RunningPostgres) => (await ask<{ words: string }>(server, 'select words from notes')).map(({ words }) => words);
const now = async (server: RunningPostgres) => (await ask<{ now: Date }>(server, 'select clock_timestamp() as now'))[0]!.now.toISOString();
async function gateOf(dataDir: string) {
  const client = new pg.Client({ connectionString: (await started(dataDir)).url(database) });
  await client.connect();
  try {
    return await readGate(client as unknown as pg.Pool);
  } finally {
    await client.end();
  }
}

describe('a backup', () => {
  it('lies in a folder of one history: neither other data nor the same ones after a restore come beside it', async () => {
    const server = await backedUp(at('data'));
    const bases = await readdir(inFolder.bases(folder));
    await started(at('other'));
    await expect(backUp(at('other'), folder)).rejects.toMatchObject({ name: 'BackupRefused', message: expect.stringContaining('holds the backups of other data') });
    await server.stop();
    await restored(at('again'));
    await started(at('again'));
    await expect(backUp(at('again'), folder)).rejects.toMatchObject({ name: 'BackupRefused', message: expect.stringContaining('or of these before they were restored') });
    expect(await readdir(inFolder.bases(folder))).toEqual(bases);
  }, testMs);
});

describe('a restore', () => {
  it('begins with the newest backup that was complete before the moment', async () => {
    const server = await backedUp(at('data'));
    await ask(server, `insert into notes values ('first')`);
    const moment = await now(server);
    const { base: second } = await backUp(at('data'), folder);
    await ask(server, `insert into notes values ('second')`);
    await server.stop();
    const [first] = (await readdir(inFolder.bases(folder))).sort();
    expect((await restored(at('then'), { to: moment })).base).toBe(join(inFolder.bases(folder), first!));
    expect(await notes(await started(at('then')))).toEqual(['first']);
    await mkdir(`${second}-later.incomplete`);
    expect((await restored(at('now'))).base).toBe(second);
    expect(await notes(await started(at('now')))).toEqual(['first', 'second']);
  }, testMs);

  it('leads to the very moment that the backup promises, also where nothing was written since', async () => {
    const server = await backedUp(at('data'));
    const { manifest } = await backUp(at('data'), folder);
    await server.stop();
    expect(await restored(at('then'), { to: manifest.endedAt })).toMatchObject({ reached: manifest.endedAt });
    expect(await notes(await started(at('then')))).toEqual([]);
  }, testMs);

  it('gives the log an epoch of its own and keeps it closed, also where one backup is restored twice', async () => {
    const server = await backedUp(at('data'));
    const [before] = await ask<{ epoch: string }>(server, 'select event_log.epoch() as epoch');
    await server.stop();
    await restored(at('once'));
    await restored(at('twice'));
    const gates = [await gateOf(at('once')), await gateOf(at('twice'))];
    expect(gates.map(({ isOpen }) => isOpen)).toEqual([false, false]);
    expect(new Set([before?.epoch, ...gates.map(({ epoch }) => epoch)]).size).toBe(3);
  }, testMs);

  it('hands nothing of its own to the folder that it came from', async () => {
    const server = await backedUp(at('data'));
    await server.stop();
    const wal = await readdir(inFolder.wal(folder));
    await restored(at('again'));
    const again = await started(at('again'));
    await ask(again, 'select pg_switch_wal()');
    await ask(again, 'checkpoint');
    expect((await ask<{ archive_command: string }>(again, 'show archive_command'))[0]?.archive_command).not.toContain(folder);
    await again.stop();
    expect(await readdir(inFolder.wal(folder))).toEqual(wal);
  }, testMs);

  it('is refused while somebody serves the directory, and over data that are there', async () => {
    const server = await backedUp(at('data'));
    await server.stop();
    const claimed = await claimDirectory(at('data'));
    await expect(restored(at('data'), { replace: true })).rejects.toMatchObject({ name: 'AlreadyRunning' });
    await claimed.close();
    await expect(restored(at('data'))).rejects.toMatchObject({ name: 'BackupRefused', message: expect.stringContaining('--replace') });
    expect((await readdir(at('data'))).filter((name) => name.includes('before-restore'))).toEqual([]);
  }, testMs);

  it('is refused while another one is under way, which comes to its end as if it had been alone', async () => {
    const server = await backedUp(at('data'));
    await server.stop();
    const outcomes = await Promise.allSettled([restored(at('data'), { replace: true }), restored(at('data'), { replace: true })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'AlreadyRunning' } });
    expect(await notes(await started(at('data')))).toEqual([]);
    expect((await readdir(at('data'))).filter((name) => /before-restore.*Z$/.test(name))).toHaveLength(1);
  }, testMs);

  it('is refused where another major version of PostgreSQL made the backup, in words that name both', async () => {
    const server = await backedUp(at('data'));
    await server.stop();
    const [base = ''] = await readdir(inFolder.bases(folder));
    await writeFile(join(inFolder.bases(folder), base, 'postgres/PG_VERSION'), '16\n');
    await expect(restored(at('again'))).rejects.toMatchObject({
      name: 'OtherMajorVersion',
      message: expect.stringMatching(/^The files of the backup .* are of PostgreSQL 16, and the PostgreSQL here is \d+\..* Restore them with the version of Rung that took the backup\.$/),
    });
    expect(await stat(join(at('again'), 'postgres')).catch(() => 'nothing')).toBe('nothing');
  }, testMs);

  it('says that a folder holds no complete backup', async () => {
    await mkdir(join(inFolder.bases(folder), '2026-11-25T16-30-00.000Z.incomplete'), { recursive: true });
    await expect(restored(at('again'))).rejects.toMatchObject({ name: 'BackupRefused', message: expect.stringContaining('holds no complete backup') });
  }, testMs);

  it('leaves the data as they were when the server fails on the backup', async () => {
    const server = await backedUp(at('data'));
    await ask(server, `insert into notes values ('kept')`);
    await server.stop();
    await expect(restored(at('data'), { to: '2096-01-01T00:00:00Z', replace: true })).rejects.toMatchObject({ name: 'NotReachable' });
    expect(await notes(await started(at('data')))).toEqual(['kept']);
  }, testMs);
});
