// What is wanted made anew, and what became of it: rows that outlive every process.
import pg, { type Pool, type PoolClient } from 'pg';

import { inTransaction } from '../transaction.js';

/** Where a projection's new tables are while they are filled. */
export const schemaOf = (projection: string) => `rebuild-${projection}`;

export interface RebuildRequest {
  readonly projection: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** By whose code the new tables are filled; undefined before anybody has begun. */
  readonly build: string | undefined;
  /** Why it does not go on. */
  readonly trouble: string | undefined;
  readonly finishedAt: Date | undefined;
  readonly outcome: 'swapped' | 'cancelled' | undefined;
}

interface RequestRow {
  readonly projection: string;
  readonly requested_by: string;
  readonly requested_at: Date;
  readonly build: string | null;
  readonly trouble: string | null;
  readonly finished_at: Date | null;
  readonly outcome: 'swapped' | 'cancelled' | null;
}

/** @returns false when one is under way already: then that one goes on. */
export async function wantRebuild(pool: Pool, projection: string, by: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into projection_rebuilds as known (projection, requested_by) values ($1, $2)
     on conflict (projection) do update set requested_by = $2, requested_at = now(), build = null, trouble = null, finished_at = null, outcome = null
     where known.finished_at is not null`,
    [projection, by],
  );
  return rowCount === 1;
}

export async function rebuildRequests(on: Pool, projections: readonly string[]): Promise<readonly RebuildRequest[]> {
  const { rows } = await on.query<RequestRow>('select * from projection_rebuilds where projection = any($1) order by projection', [projections]);
  return rows.map((row) => ({
    projection: row.projection,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    build: row.build ?? undefined,
    trouble: row.trouble ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    outcome: row.outcome ?? undefined,
  }));
}

export async function finishRebuild(tx: PoolClient, projection: string, outcome: 'swapped' | 'cancelled'): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update projection_rebuilds set finished_at = now(), outcome = $2, trouble = null where projection = $1 and finished_at is null',
    [projection, outcome],
  );
  return rowCount === 1;
}

/** Wants no rebuild any more; what was made is dropped. @returns false when none was under way. */
export function cancelRebuild(pool: Pool, projection: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const cancelled = await finishRebuild(tx, projection, 'cancelled');
    if (cancelled) await tx.query(`drop schema if exists ${pg.escapeIdentifier(schemaOf(projection))} cascade`);
    return cancelled;
  });
}

export async function tellTrouble(pool: Pool, projection: string, trouble: string | null): Promise<void> {
  await pool.query(
    'update projection_rebuilds set trouble = $2 where projection = $1 and finished_at is null and trouble is distinct from $2',
    [projection, trouble],
  );
}
