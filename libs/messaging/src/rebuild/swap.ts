import { failpoint } from '@rung/event-store';
import type { Pool, PoolClient } from 'pg';

import { projectInPlace } from '../parking/follow-parked.js';
import { parkedInOneAlone } from '../parking/parked-streams.js';
import type { Projection } from '../projection/projection.js';
import { projectBatchIn } from '../projection/project-batch.js';
import { inTransaction } from '../transaction.js';
import { finishRebuild } from './rebuild-requests.js';
import { dropShadow, isAlike, lookAt, lookAtLive, mustFill, RebuildLost, type Filler, type Shadow } from './shadow.js';
import { openLane, readPositions, shadowPlace, type Positions } from './shadow-cursors.js';

export interface Swap {
  readonly pool: Pool;
  readonly projection: Projection;
  readonly shadow: Shadow;
  readonly filler: Filler;
}

export type SwapOutcome =
  | 'swapped'
  /** The live projector is too far ahead: catch up first. */
  | 'behind'
  /** A migration has changed the old tables since the new ones were made, or an operator has passed over an event. */
  | 'changed';

/** How long readers and the live projector may have to wait, and how long this waits for them. */
const lockTimeoutMs = 1_000;
/** What may be left to do while the live projector is kept waiting. */
const restEvents = 2_000n;
const batchEvents = 500;

/**
 * Puts the new tables in the place of the old ones, with their cursors and parked streams, in one short transaction. The
 * cursors' locks keep every live projector out, of whatever build: one that comes back finds its lane elsewhere, or goes on
 * from exactly where the new tables are. Readers find the old tables until the commit, and the new ones after it.
 * @throws what the database says when the locks cannot be had in time; then nothing has changed.
 */
export function swap({ pool, projection, shadow, filler }: Swap): Promise<SwapOutcome> {
  const { name, feed } = projection;
  return inTransaction(pool, async (tx) => {
    await tx.query(`set local lock_timeout = ${lockTimeoutMs}`);
    await mustFill(tx, shadow, filler);
    await lookAt(tx, shadow);
    const { positions: made } = await readPositions(tx, name);
    await lookAtLive(tx, shadow);
    for (const lane of new Set([...(await feed.lanes()), ...made.keys()])) await openLane(tx, name, lane);
    const live = await lockLive(tx, name);
    failpoint('rebuild.live-locked');
    const rest = restOf(live, made);
    if (rest.left > restEvents) return 'behind';
    await lookAt(tx, shadow);
    for (const [lane, position] of rest.goals) await follow(tx, projection, { lane, after: made.get(lane) ?? 0n, until: position });
    failpoint('rebuild.rest-followed');
    await retryParked(tx, projection, shadow);
    failpoint('rebuild.parked-retried');
    await lookAtLive(tx, shadow);
    await lockTables(tx, shadow);
    failpoint('rebuild.tables-locked');
    // A lane that the feed had not had may have come, with a cursor that was not there to lock. Nobody writes from here on.
    if (restOf(await lockLive(tx, name), live).left > 0n) return 'behind';
    if (!(await isAlike(tx, shadow))) return 'changed';
    await replace(tx, shadow);
    failpoint('rebuild.replaced');
    return 'swapped';
  });
}

async function lockLive(tx: PoolClient, projection: string): Promise<Map<number, bigint>> {
  const { rows } = await tx.query<{ lane: number; position: string }>(
    'select lane, position from projection_cursors where projection = $1 order by lane for update',
    [projection],
  );
  return new Map(rows.map(({ lane, position }) => [lane, BigInt(position)]));
}

/** What the live tables hold and the new ones do not: a view never goes back. */
function restOf(live: Positions, made: Positions): { goals: [number, bigint][]; left: bigint } {
  const goals = [...live].filter(([lane, position]) => position > (made.get(lane) ?? 0n));
  return { goals, left: goals.reduce((sum, [lane, position]) => sum + position - (made.get(lane) ?? 0n), 0n) };
}

async function follow(tx: PoolClient, projection: Projection, { lane, after, until }: { lane: number; after: bigint; until: bigint }): Promise<void> {
  await openLane(tx, projection.name, lane);
  let position = after;
  while (position < until) {
    const left = Number(until - position);
    const events = await projection.feed.readLane(lane, position, Math.min(left, batchEvents));
    const outcome = await projectBatchIn(tx, projection, { lane, after: shadowPlace(position), events, mayPark: true });
    if (outcome.kind !== 'projected' || events.length === 0) throw new RebuildLost(projection.name);
    position = outcome.at.position;
  }
}

/** A stream that is followed again in the old tables, after an operator's retry, is followed again in the new ones. */
async function retryParked(tx: PoolClient, projection: Projection, { schema, live }: Shadow): Promise<void> {
  const { positions } = await readPositions(tx, projection.name);
  for (const parked of await parkedInOneAlone(tx, projection.name, schema, live)) {
    const { lane, streamId, position } = parked;
    const events = await projection.feed.readStream({ lane, streamId, after: position - 1n, until: positions.get(lane) ?? 0n });
    await projectInPlace(tx, projection, parked, events);
  }
}

async function lockTables(tx: PoolClient, { tables, live }: Shadow): Promise<void> {
  const names = [...tables].sort().map((table) => `"${live}"."${table}"`);
  await tx.query(`lock table ${names.join(', ')} in access exclusive mode`);
}

async function replace(tx: PoolClient, shadow: Shadow): Promise<void> {
  const { projection, tables, schema, live } = shadow;
  for (const table of tables) {
    await tx.query(`drop table "${live}"."${table}"`);
    await tx.query(`alter table "${schema}"."${table}" set schema "${live}"`);
  }
  failpoint('rebuild.tables-moved');
  await tx.query(
    `update "${live}".projection_cursors c set position = made.position, parked = made.parked, awaits_rebuild = false
     from "${schema}".projection_cursors made where c.projection = $1 and made.projection = $1 and made.lane = c.lane`,
    [projection],
  );
  await tx.query(`delete from "${live}".parked_streams where projection = $1`, [projection]);
  await tx.query(`insert into "${live}".parked_streams select * from "${schema}".parked_streams where projection = $1`, [projection]);
  failpoint('rebuild.parked-written');
  await dropShadow(tx, shadow);
  await finishRebuild(tx, projection, 'swapped');
  failpoint('rebuild.finished');
}
