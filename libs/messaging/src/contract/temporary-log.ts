import { randomUUID } from 'node:crypto';

import { createPostgresEventLog, eventLogSql, type EventLog, type EventMetadata } from '@rung/event-store';
import type { Pool } from 'pg';

import { silentLogger } from '../logger.js';

export interface TemporaryLog {
  readonly log: EventLog;
  /** Appends one event each to so many new streams. */
  append(count: number, more?: { metadata?: EventMetadata; occurredAt?: string; data?: unknown }): Promise<void>;
  /** How many events there are. */
  size(): Promise<number>;
}

/** A real log in a database that has none yet, and a way to fill it. */
export async function temporaryLog(pool: Pool, lanes: number): Promise<TemporaryLog> {
  await pool.query(eventLogSql({ lanes }));
  const log = await createPostgresEventLog({ pool, logger: silentLogger });
  let goals = 0;
  return {
    log,
    append: async (count, { metadata = {}, occurredAt, data } = {}) => {
      const appends = Array.from({ length: count }, () => {
        goals += 1;
        const event = { type: 'GoalSet', schemaVersion: 1, data: data ?? { goal: `goal ${goals}` }, metadata, occurredAt };
        return log.append({ streamId: `plan/${randomUUID()}`, expectedVersion: 0, events: [event] });
      });
      await Promise.all(appends);
    },
    size: async () => (await log.heads()).reduce((sum, head) => sum + Number(head), 0),
  };
}
