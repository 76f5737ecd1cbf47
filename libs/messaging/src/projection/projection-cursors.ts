import type { RecordedEvent } from '@rung/event-store';
import type { Pool, PoolClient } from 'pg';

import type { Place } from '../place.js';

export interface ProjectionCursor extends Place {
  /** How many streams of the lane are parked. */
  readonly parked: number;
}

/** Longer than a projector's batch takes. */
const cursorWaitMs = 5_000;

interface CursorRow {
  readonly lane: number;
  readonly position: string;
  readonly generation: number;
  readonly parked: number;
}

const toCursor = ({ position, generation, parked }: CursorRow): ProjectionCursor => ({ position: BigInt(position), generation, parked });
const noCursor: ProjectionCursor = { position: 0n, generation: 0, parked: 0 };

/**
 * Makes the row that every step locks, if it is not there, and reads it.
 * @param feed whose voidings concern the projection; none for a reaction, which cannot be undone.
 */
export async function openCursor(pool: Pool, projection: string, lane: number, feed?: string): Promise<ProjectionCursor> {
  await pool.query(
    `insert into projection_cursors as known (projection, lane, position, feed) values ($1, $2, 0, $3)
     on conflict (projection, lane) do update set feed = $3 where known.feed is distinct from $3`,
    [projection, lane, feed ?? null],
  );
  return (await cursorsOf(pool, projection)).get(lane) ?? noCursor;
}

export async function cursorsOf(pool: Pool, projection: string): Promise<ReadonlyMap<number, ProjectionCursor>> {
  const { rows } = await pool.query<CursorRow>('select lane, position, generation, parked from projection_cursors where projection = $1', [
    projection,
  ]);
  return new Map(rows.map((row) => [row.lane, toCursor(row)]));
}

/** Locks a lane's cursor until the transaction ends. @returns undefined when another process holds it, or it awaits a rebuild. */
export async function lockCursor(tx: PoolClient, projection: string, lane: number): Promise<ProjectionCursor | undefined> {
  const { rows } = await tx.query<CursorRow>(
    'select lane, position, generation, parked from projection_cursors where projection = $1 and lane = $2 and not awaits_rebuild for update skip locked',
    [projection, lane],
  );
  const row = rows[0];
  return row === undefined ? undefined : toCursor(row);
}

/** From where to where a projection's cursor of a lane goes. */
export interface CursorMove {
  readonly projection: string;
  readonly lane: number;
  readonly from: Place;
  readonly to: bigint;
}

/**
 * Moves a lane's cursor, if it is where it should be, and locks it until the transaction ends.
 * @returns where it was; undefined when another process holds it, or it awaits a rebuild: then, and when it was elsewhere, it was not moved.
 */
export async function takeCursor(tx: PoolClient, { projection, lane, from, to }: CursorMove): Promise<ProjectionCursor | undefined> {
  const { rows } = await tx.query<CursorRow>({
    name: 'rung-take-cursor',
    text: `with found as (
       select lane, position, generation, parked from projection_cursors where projection = $1 and lane = $2 and not awaits_rebuild
       for update skip locked
     ), moved as (
       update projection_cursors c set position = $4 from found
       where c.projection = $1 and c.lane = found.lane and found.position = $3 and found.generation = $5
     )
     select lane, position, generation, parked from found`,
    values: [projection, lane, String(from.position), String(to), from.generation],
  });
  const row = rows[0];
  return row === undefined ? undefined : toCursor(row);
}

/**
 * Locks a lane's cursor until the transaction ends, after whoever holds it.
 * @returns it, and whether the projection's tables wait for a rebuild.
 * @throws when it is not to be had in time: SQLSTATE 55P03.
 */
export async function waitForCursor(tx: PoolClient, projection: string, lane: number): Promise<ProjectionCursor & { readonly awaitsRebuild: boolean }> {
  await tx.query(`set local lock_timeout = ${cursorWaitMs}`);
  const { rows } = await tx.query<CursorRow & { readonly awaits_rebuild: boolean }>(
    'select lane, position, generation, parked, awaits_rebuild from projection_cursors where projection = $1 and lane = $2 for update',
    [projection, lane],
  );
  const row = rows[0];
  return row === undefined ? { ...noCursor, awaitsRebuild: false } : { ...toCursor(row), awaitsRebuild: row.awaits_rebuild };
}

export async function moveCursor(tx: PoolClient, projection: string, lane: number, position: bigint): Promise<void> {
  await tx.query('update projection_cursors set position = $3 where projection = $1 and lane = $2', [projection, lane, String(position)]);
}

export async function parkedStreams(on: Pool | PoolClient, projection: string, lane: number): Promise<Set<string>> {
  const { rows } = await on.query<{ stream_id: string }>('select stream_id from parked_streams where projection = $1 and lane = $2', [
    projection,
    lane,
  ]);
  return new Set(rows.map((row) => row.stream_id));
}

/** Parks an event's stream: its later events are skipped. @param error in words that hold no value of the data. */
export async function parkStream(on: Pool | PoolClient, projection: string, event: RecordedEvent, error: string): Promise<void> {
  await on.query(
    `with parked as (
       insert into parked_streams (projection, stream_id, lane, position, error) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning lane
     )
     update projection_cursors c set parked = c.parked + 1 from parked where c.projection = $1 and c.lane = parked.lane`,
    [projection, event.streamId, event.lane, String(event.position), error],
  );
}
