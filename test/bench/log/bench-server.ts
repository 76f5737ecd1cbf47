// The PostgreSQL that both sides are measured on: the one that DATABASE_URL names, else one of our own.
import { startPostgres } from '@rung/local-servers';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface BenchServer {
  /** @returns the address of a fresh database; one of that name that exists is dropped. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Room for 128 clients on each side, and no checkpoint in the middle of one side's run for want of WAL. */
const settings = { max_connections: '300', shared_buffers: '256MB', max_wal_size: '8GB', checkpoint_timeout: '30min' };

export async function benchServer(): Promise<BenchServer> {
  const given = process.env['DATABASE_URL'];
  const own = given === undefined ? await startOwn() : undefined;
  const address = own?.url('postgres') ?? given!;
  return {
    async database(name) {
      const client = new pg.Client({ connectionString: address });
      await client.connect();
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`create database ${name}`);
      await client.end();
      const url = new URL(address);
      url.pathname = `/${name}`;
      return url.toString();
    },
    stop: async () => own?.stop(),
  };
}

async function startOwn() {
  const dir = await mkdtemp(join(tmpdir(), 'rung-bench-'));
  // The server runs as another user when we are root, and would otherwise keep its data elsewhere.
  await chmod(dir, 0o711);
  const server = await startPostgres({ dataDir: join(dir, 'data'), settings });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}
