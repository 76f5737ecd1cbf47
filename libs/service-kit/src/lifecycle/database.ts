import { setTimeout as pause } from 'node:timers/promises';

import { mustKeepSessions } from '@rung/event-store';
import { Client, Pool } from 'pg';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';

import { WaryClient } from './wary-client.js';

/** A service's own database: a pool for the log, projections and set-based SQL, TypeORM for read models and migrations. */
export interface ServiceDatabase {
  readonly pool: Pool;
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  readonly entities: EntityTarget<ObjectLiteral>[];
  readonly migrations: (new () => MigrationInterface)[];
  readonly logger: { warn(details: object, message: string): void };
  /** Connections of the pool; TypeORM's has half as many. */
  readonly poolSize?: number;
  /** How long a query waits for a connection of the pool before it fails as an outage does. */
  readonly mostWaitMs?: number;
  /** How long it then waits for its answer; longer than any that a service asks. Migrations wait for ever. */
  readonly mostAnswerMs?: number;
}

/** Any two starts of any service take this lock before they migrate; the number is arbitrary and must not change. */
export const migrationLock = 7_064_000_001;

/** A session keeps what it began with, as read only, or a server that was demoted since: none lives longer than this. */
const mostLifeSeconds = 300;

/**
 * Connects, and brings the schema up to date; starts of several replicas wait for each other.
 * @throws SessionsNotKept through a pooler that deals sessions out by transaction; what the driver or a migration throws. Nothing stays open then.
 */
export async function openDatabase(options: DatabaseOptions): Promise<ServiceDatabase> {
  const { url, entities, migrations, logger, poolSize = 10, mostWaitMs = 10_000, mostAnswerMs = 60_000 } = options;
  // Without an end to the wait, connections that wait for each other would do so for ever; and those to a host that is gone without
  // a word, for a quarter of an hour.
  const patience = { Client: WaryClient, keepAlive: true, keepAliveInitialDelayMillis: 10_000, query_timeout: mostAnswerMs, maxLifetimeSeconds: mostLifeSeconds };
  const pool = new Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: mostWaitMs, ...patience });
  let closing = false;
  // An idle connection that the server cuts is replaced by the next query; without a listener it would end the process.
  const onIdleError = (error: unknown): void => {
    // the pool says that it has ended before its connections are gone, and the server may be stopping by then
    if (!closing) logger.warn({ err: error }, 'an idle database connection broke');
  };
  pool.on('error', onIdleError);
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    entities: entities as never,
    poolSize: Math.max(2, Math.floor(poolSize / 2)),
    poolErrorHandler: onIdleError,
    connectTimeoutMS: mostWaitMs,
    extra: patience,
  });
  const close = async () => {
    closing = true;
    if (dataSource.isInitialized) await dataSource.destroy();
    await pool.end();
  };
  try {
    await mustKeepSessions(pool);
    await migrate(url, migrations, logger);
    await dataSource.initialize();
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, dataSource, close };
}

/** Whoever waits for a table's lock keeps all waiting who come after: better to wait for it again and again than for long. */
const mostLockMs = 2_000;
const pauseMs = 1_000;
const lockNotAvailable = '55P03';

async function migrate(url: string, migrations: DatabaseOptions['migrations'], logger: DatabaseOptions['logger']): Promise<void> {
  const client = new Client(url);
  client.on('error', () => undefined); // the loss of a connection in use would end the process without a word why
  const dataSource = new DataSource({ type: 'postgres', url, migrations, migrationsTransactionMode: 'each', poolSize: 1 });
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await dataSource.initialize();
    await dataSource.query(`set lock_timeout = ${mostLockMs}`); // of its one connection
    for (;;) {
      try {
        await dataSource.runMigrations();
        return;
      } catch (error) {
        if ((error as { code?: string }).code !== lockNotAvailable) throw error;
        logger.warn({ err: error }, 'a migration waits for a lock that somebody holds');
        await pause(pauseMs);
      }
    }
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await client.end(); // the lock ends with its session
  }
}
