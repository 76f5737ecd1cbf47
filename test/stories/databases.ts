// Looks into the databases of a data directory, whose server runs or is started for the look.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startPostgres } from '@rung/local-servers';
import pg from 'pg';

export type Database = 'rung_matrix' | 'rung_assessment' | 'rung_reporting';
/** @returns rows. */
export type Query = <Row extends object>(database: Database, sql: string) => Promise<Row[]>;

/** Asks a server that runs. */
export async function onRunning(dataDir: string): Promise<Query> {
  return asking(await urlsOn(dataDir));
}

/** Where a running server's databases are, by what it and its starter have written beside the data. */
export async function urlsOn(dataDir: string): Promise<(database: Database) => string> {
  const [, , , port] = (await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  const password = (await readFile(join(dataDir, 'postgres.password'), 'utf8')).trim();
  return (database) => `postgres://rung:${password}@127.0.0.1:${port}/${database}`;
}

/** Starts the server, looks, stops it. */
export async function onStopped<Result>(dataDir: string, look: (query: Query) => Promise<Result>): Promise<Result> {
  const server = await startPostgres({ dataDir: join(dataDir, 'postgres') });
  try {
    return await look(asking((database) => server.url(database)));
  } finally {
    await server.stop();
  }
}

function asking(urlOf: (database: Database) => string): Query {
  return (database, sql) => askOnce(urlOf(database), sql);
}

/** One question, on a connection of its own. */
export async function askOnce<Row extends object>(connectionString: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
