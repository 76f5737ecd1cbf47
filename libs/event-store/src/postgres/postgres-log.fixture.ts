// A log on a fresh database, for the specs beside this file.
import pg from 'pg';

import type { LogUnderTest } from '../contract/event-log-contract.js';
import type { EventLog } from '../event-log.js';
import type { Logger } from '../logger.js';
import { eventLogSql } from './event-log-sql.js';
import { createPostgresEventLog } from './postgres-event-log.js';

export const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What `postgresForTests` gives. */
export interface Database {
  readonly pool: pg.Pool;
  readonly url: string;
  drop(): Promise<void>;
}

/** @param sql changes the schema before it is created, to see a guard missing. */
export async function logOn(
  database: Database,
  { lanes, sql = (text) => text }: { lanes: number; sql?: (text: string) => string },
): Promise<LogUnderTest> {
  await database.pool.query(sql(eventLogSql({ lanes })));
  const opened: { log: EventLog; pool: pg.Pool }[] = [];
  return {
    async open() {
      const pool = new pg.Pool({ connectionString: database.url, max: 4 });
      pool.on('error', () => undefined);
      const log = await createPostgresEventLog({ pool, logger: silent });
      opened.push({ log, pool });
      return log;
    },
    async dispose() {
      await Promise.all(opened.map(({ log }) => log.close()));
      await Promise.all(opened.map(({ pool }) => pool.end()));
      await database.drop();
    },
  };
}
