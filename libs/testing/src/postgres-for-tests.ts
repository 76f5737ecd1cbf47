// A fresh PostgreSQL database for a test, on the server that DATABASE_URL names or on one that the run shares.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { postgresStopSteps, startPostgres } from '@rung/local-servers';
import pg from 'pg';
import { sharedServer } from './shared-server.js';

export interface TestDatabase {
  /** Ended by `drop`. */
  readonly pool: pg.Pool;
  readonly url: string;
  /** Another database that holds what this one holds now; whoever is connected to this one is cut off. */
  copy(): Promise<TestDatabase>;
  /** Ends the pool and removes the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

/**
 * Creates an empty database that nobody else uses.
 * @param poolSize connections that the pool may hold; ten unless given.
 * @throws MissingServer when there is no server to create it on.
 */
export async function postgresForTests({ poolSize = 10 }: { readonly poolSize?: number } = {}): Promise<TestDatabase> {
  const server = process.env['DATABASE_URL'] ?? (await sharedPostgres());
  return databaseOn(server, poolSize, '');
}

async function databaseOn(server: string, poolSize: number, template: string): Promise<TestDatabase> {
  const name = `rung_test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${name} ${template}`);
  const url = withDatabase(server, name);
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  // Connections that a test cuts on purpose must not end the worker.
  pool.on('error', () => undefined);
  return {
    pool,
    url,
    copy: async () => {
      await onServer(server, `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`);
      return databaseOn(server, poolSize, `template ${name}`);
    },
    drop: async () => {
      if (!pool.ended) await pool.end();
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function sharedPostgres(): Promise<string> {
  const { address } = await sharedServer('postgres', async (dir) => {
    const server = await startPostgres({
      dataDir: join(dir, 'data'),
      settings: { max_connections: '300' },
      outliveParent: true,
    });
    return { pid: server.pid, stopSteps: postgresStopSteps, directories: [server.dataDir], address: server.url('postgres') };
  });
  return address;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
