// pgbench, the yardstick of PostgreSQL's own makers: a client in C that does nothing but insert.
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Done } from './clients.js';
import { eventData, eventMetadata } from './event-of-600-bytes.js';
import { pgbenchScript } from './plain-table.js';

const run = promisify(execFile);

/** Connecting takes from pgbench's time, though not from its rate. */
const connectsPerSecond = 64;

/** @returns the command, when it is there. */
export function findPgbench(): string | undefined {
  return spawnSync('pgbench', ['--version']).status === 0 ? 'pgbench' : undefined;
}

/**
 * Single inserts, prepared, one transaction each.
 * @returns its transactions, and how many per second, the time to connect left out.
 */
export async function runPgbench(options: { pgbench: string; url: string; clients: number; seconds: number }): Promise<Done> {
  const { pgbench, url, clients, seconds } = options;
  const { hostname, port, username, password, pathname } = new URL(url);
  const dir = await mkdtemp(join(tmpdir(), 'rung-pgbench-'));
  try {
    const script = join(dir, 'insert.sql');
    await writeFile(script, pgbenchScript);
    const threads = Math.min(clients, 2);
    const { stdout } = await run(
      pgbench,
      [
        ...['--no-vacuum', '--protocol=prepared', `--file=${script}`, `--client=${clients}`, `--jobs=${threads}`, `--time=${Math.ceil(seconds + clients / connectsPerSecond)}`],
        ...[`--define=data=${JSON.stringify(eventData)}`, `--define=metadata=${JSON.stringify(eventMetadata)}`],
        ...[`--host=${hostname}`, `--port=${port}`, `--username=${decodeURIComponent(username)}`, pathname.slice(1)],
      ],
      { env: { ...process.env, PGPASSWORD: decodeURIComponent(password) } },
    );
    const perSecond = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
    const done = /^number of transactions actually processed: (\d+)/m.exec(stdout)?.[1];
    if (perSecond === undefined || done === undefined) throw new Error(`pgbench told no rate:\n${stdout}`);
    return { done: Number(done), perSecond: Number(perSecond) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
