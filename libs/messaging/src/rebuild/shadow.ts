// The new tables of a projection while they are filled, with cursors and parked streams of their own, in a schema of their own.
import { failpoint } from '@rung/event-store';
import type { Pool, PoolClient } from 'pg';

import { inTransaction } from '../transaction.js';
import { isDecidedAlike, keepPassedOver } from './passed-over.js';
import { schemaOf } from './rebuild-requests.js';
import { copyShape, obstaclesOf, shapeOf } from './table-shape.js';

export interface Shadow {
  readonly projection: string;
  /** The projection's own tables. */
  readonly tables: readonly string[];
  /** Where the new ones are. */
  readonly schema: string;
  /** Where the old ones are, which are served. */
  readonly live: string;
}

/** Who fills a shadow: the holder of this fence, as long as the rebuild is wanted. */
export interface Filler {
  readonly lease: string;
  readonly fence: bigint;
}

/** Somebody else fills the shadow by now, or nobody is to. */
export class RebuildLost extends Error {
  constructor(readonly projection: string) {
    super(`The rebuild of ${projection} is another process's by now, or is no longer wanted.`);
    this.name = 'RebuildLost';
  }
}

/** What a projection keeps beside its own tables. */
const bookkeeping = ['projection_cursors', 'parked_streams'];

export async function shadowOf(on: Pool | PoolClient, projection: string, tables: readonly string[]): Promise<Shadow> {
  const { rows } = await on.query<{ live: string }>('select current_schema() as live');
  return { projection, tables, schema: schemaOf(projection), live: rows[0]?.live ?? 'public' };
}

/**
 * Runs `work` with the shadow's tables under the names of the live ones: what projects into those projects into these.
 * @throws RebuildLost when it is no longer this filler's.
 */
export function inShadow<Result>(pool: Pool, shadow: Shadow, filler: Filler, work: (tx: PoolClient) => Promise<Result>): Promise<Result> {
  return inTransaction(pool, async (tx) => {
    await mustFill(tx, shadow, filler);
    await lookAt(tx, shadow);
    failpoint('rebuild.shadow-held');
    return work(tx);
  });
}

/** Until the transaction ends nobody can finish or cancel the rebuild. */
export async function mustFill(tx: PoolClient, { projection }: Shadow, { lease, fence }: Filler): Promise<void> {
  const { rowCount } = await tx.query(
    `select from projection_rebuilds where projection = $1 and finished_at is null
     and exists (select from relay_leases where name = $2 and lane = 0 and fence = $3) for share`,
    [projection, lease, String(fence)],
  );
  if (rowCount !== 1) throw new RebuildLost(projection);
}

export async function lookAt(tx: PoolClient, { schema, live }: Shadow): Promise<void> {
  await tx.query(`set local search_path = "${schema}", "${live}"`);
}

export async function lookAtLive(tx: PoolClient, { live }: Shadow): Promise<void> {
  await tx.query(`set local search_path = "${live}"`);
}

/**
 * Makes the shadow, or finds it as it was left.
 * @returns whether it is new: nothing is in it then.
 * @throws Error when a table cannot be replaced, in words for the operator.
 */
export function prepareShadow(pool: Pool, shadow: Shadow, filler: Filler, build: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await mustFill(tx, shadow, filler);
    // what kept it up the last time is told again where it still does
    await tx.query('update projection_rebuilds set trouble = null where projection = $1 and trouble is not null', [shadow.projection]);
    if ((await wasFilledBy(tx, shadow, build)) && (await isAlike(tx, shadow))) return false;
    const { schema, live } = shadow;
    await mustBeReplaceable(tx, shadow);
    await dropShadow(tx, shadow);
    await tx.query(`create schema "${schema}"`);
    failpoint('rebuild.schema-made');
    for (const table of [...shadow.tables, ...bookkeeping]) await copyShape(tx, table, live, schema);
    failpoint('rebuild.shapes-copied');
    await keepPassedOver(tx, shadow);
    failpoint('rebuild.passed-over-kept');
    if (!(await isAlike(tx, shadow))) throw new Error(`A table of ${shadow.projection} has something that cannot be copied; fill it again by a migration.`);
    await tx.query('update projection_rebuilds set build = $2 where projection = $1', [shadow.projection, build]);
    return true;
  });
}

export async function dropShadow(tx: PoolClient, { schema }: Shadow): Promise<void> {
  await tx.query(`drop schema if exists "${schema}" cascade`);
}

/** Whether the new tables are as the old ones are now: a migration may have changed those, an operator have passed over an event. */
export async function isAlike(tx: PoolClient, shadow: Shadow): Promise<boolean> {
  const { tables, schema, live } = shadow;
  for (const table of [...tables, ...bookkeeping]) {
    if ((await shapeOf(tx, schema, table)) !== (await shapeOf(tx, live, table))) return false;
  }
  return isDecidedAlike(tx, shadow);
}

/** @throws Error that names the table and what is in the way. */
export async function mustBeReplaceable(on: Pool | PoolClient, { projection, tables, live }: Shadow): Promise<void> {
  for (const table of tables) {
    const obstacles = await obstaclesOf(on, live, table);
    if (obstacles.length > 0) throw new Error(`${projection} cannot be rebuilt: its table ${table} ${obstacles.join(', ')}.`);
  }
}

/** Rows folded by another build's code and rows folded by this one's do not mix. */
async function wasFilledBy(tx: PoolClient, { projection, schema }: Shadow, build: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'select from projection_rebuilds where projection = $1 and build = $2 and exists (select from pg_namespace where nspname = $3)',
    [projection, build, schema],
  );
  return rowCount === 1;
}
