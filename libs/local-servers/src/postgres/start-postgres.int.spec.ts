import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { processIdentity } from '../process/process-table.js';
import { DataDirectoryInUse, type PostgresOptions, type RunningPostgres, startPostgres } from './start-postgres.js';
import { unprivilegedUser } from './unprivileged-user.js';

const asRoot = process.getuid?.() === 0 ? it : it.skip;

describe('a PostgreSQL of our own', () => {
  let dir: string;
  let dataDir: string;
  let told: string[];
  const started: RunningPostgres[] = [];
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-postgres-spec-'));
    await chmod(dir, 0o755);
    dataDir = join(dir, 'data');
    told = [];
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
    await rm(dir, { recursive: true });
  });

  const start = async (options: Partial<PostgresOptions> = {}): Promise<RunningPostgres> => {
    const server = await startPostgres({ dataDir, tell: (note) => told.push(note), ...options });
    started.push(server);
    return server;
  };
  const ask = async <Row extends pg.QueryResultRow>(url: string, query: string): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(query)).rows;
    } finally {
      await client.end();
    }
  };
  /** What is left when the process that started the server was killed: the server, and a claim of nobody who lives. */
  const parentKilled = (): Promise<void> => writeFile(`${dataDir}.claim.1`, JSON.stringify({ pid: 2 ** 22 + 1, identity: 'dead' }));

  it('listens on the loopback address alone, and nobody comes in without the password', async () => {
    const server = await start();
    expect(await ask(server.url('postgres'), 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await ask(server.url('postgres'), 'show fsync')).toEqual([{ fsync: 'on' }]);
    const wrong = new URL(server.url('postgres'));
    wrong.password = 'guessed';
    await expect(ask(wrong.toString(), 'select 1')).rejects.toThrow('password authentication failed');
    expect((await stat(`${dataDir}.password`)).mode & 0o077).toBe(0);
  });

  it('creates a database once, however often and however many ask', async () => {
    const server = await start();
    await Promise.all([server.createDatabase('rung_matrix'), server.createDatabase('rung_matrix')]);
    await server.createDatabase('rung_matrix');
    expect(await ask(server.url('rung_matrix'), 'select current_database()')).toEqual([{ current_database: 'rung_matrix' }]);
    await expect(server.createDatabase('x"; drop database postgres; --')).rejects.toThrow(RangeError);
  });

  it('has every acknowledged row after it was killed in the middle of writing', async () => {
    const server = await start();
    await ask(server.url('postgres'), 'create table facts (id int primary key)');
    const client = new pg.Client({ connectionString: server.url('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    let acknowledged = 0;
    const writing = (async () => {
      for (;;) {
        await client.query('insert into facts values ($1)', [acknowledged + 1]);
        acknowledged += 1;
        if (acknowledged === 200) process.kill(server.pid, 'SIGKILL');
      }
    })();
    await expect(writing).rejects.toThrow();
    expect(await server.exited).toMatchObject({ signal: 'SIGKILL', asked: false });
    const again = await start();
    const [row] = await ask<{ rows: number }>(again.url('postgres'), `select count(*)::int as rows from facts where id <= ${acknowledged}`);
    expect(row?.rows).toBe(acknowledged);
    expect(acknowledged).toBeGreaterThanOrEqual(200);
  });

  it('is refused a second time on the same data, in words', async () => {
    await start();
    await expect(start()).rejects.toThrow(DataDirectoryInUse);
    await expect(start()).rejects.toThrow(`are in use by process ${process.pid}`);
  });

  it('stops the server that a killed process left on the data, and goes on with them', async () => {
    const orphan = await start({ outliveParent: true });
    await ask(orphan.url('postgres'), 'create table facts (id int)');
    await parentKilled();
    const server = await start();
    expect(processIdentity(orphan.pid)).toBeUndefined();
    expect(told.join()).toContain(`process ${orphan.pid}`);
    expect(await ask(server.url('postgres'), 'select * from facts')).toEqual([]);
  });

  it('starts over what a killed initialisation left', async () => {
    await mkdir(`${dataDir}.init`);
    await writeFile(join(`${dataDir}.init`, 'PG_VERSION'), '18');
    await writeFile(`${dataDir}.password`, 'of the killed one');
    const server = await start();
    expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('leaves a stranger alone whose process id an old postmaster.pid names', async () => {
    await (await start()).stop();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...(await unprivilegedUser()) });
    const lockFile = join(dataDir, 'postmaster.pid');
    await writeFile(lockFile, `${stranger.pid}\n${dataDir}\n1700000000\n5432\n\n127.0.0.1\n0 0\nready   \n`);
    const server = await start();
    expect(await readFile(lockFile, 'utf8')).toMatch(new RegExp(`^${server.pid}\n`));
    expect(processIdentity(stranger.pid as number)).toBeDefined();
    stranger.kill('SIGKILL');
  });

  it('fails with the words of its log when the port is taken', async () => {
    const { port } = await start();
    await expect(start({ dataDir: join(dir, 'other'), port })).rejects.toThrow(/ended before it was ready[^]*Address already in use/);
    // The failed start holds nothing.
    await expect(start({ dataDir: join(dir, 'other') })).resolves.toBeDefined();
  });

  it('says what to do when the password is gone', async () => {
    await (await start()).stop();
    await rm(`${dataDir}.password`);
    await expect(start()).rejects.toThrow(/password file .* is gone/);
  });

  it('says which PostgreSQL made the data, where that is another major version', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'PG_VERSION'), '16\n');
    await expect(start()).rejects.toThrow(/^The data in .*data are of PostgreSQL 16, and the PostgreSQL here is \d+\..*, which cannot read them\. Start the version of Rung/);
  });

  it('touches no directory that holds something else, and fills one that is empty', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'thesis.txt'), 'finished');
    await expect(start()).rejects.toThrow(/holds files that are no PostgreSQL data \(thesis.txt\)/);
    await rm(join(dataDir, 'thesis.txt'));
    await expect(start()).resolves.toBeDefined();
  });

  asRoot('keeps the data where its user can reach them, says where, and begins anew when the wanted folder was deleted', async () => {
    const closed = join(dir, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const server = await start({ dataDir: join(closed, 'data') });
    expect(server.dataDir).not.toContain(closed);
    expect(told.join()).toContain(server.dataDir);
    await server.stop();
    const again = await start({ dataDir: join(closed, 'data') });
    expect(again.dataDir).toBe(server.dataDir);
    await again.stop();
    await rm(closed, { recursive: true });
    await mkdir(closed, { mode: 0o700 });
    const anew = await start({ dataDir: join(closed, 'data') });
    expect(anew.dataDir).not.toBe(server.dataDir);
    await anew.stop();
    for (const used of [server.dataDir, anew.dataDir]) {
      expect(dirname(used)).toBe('/var/lib/rung');
      for (const suffix of ['', '.log', '.log.previous', '.password', '.claim.1', '.claim.2']) {
        await rm(`${used}${suffix}`, { recursive: true, force: true });
      }
    }
  });
});
