import type { PoolClient } from 'pg';

import type { Place } from '../place.js';
import { lockCursor, moveCursor } from '../projection/projection-cursors.js';

/** The one generation of a shadow's cursors: a voiding throws the shadow away as a whole. */
const generation = 0;

export const shadowPlace = (position: bigint): Place => ({ position, generation });

export type Positions = ReadonlyMap<number, bigint>;

/** Where the lanes of what is looked at (see `lookAt`) are, and which streams are parked there. */
export async function readPositions(tx: PoolClient, projection: string): Promise<{ positions: Map<number, bigint>; parked: Set<string> }> {
  const cursors = await tx.query<{ lane: number; position: string }>(
    'select lane, position from projection_cursors where projection = $1',
    [projection],
  );
  const streams = await tx.query<{ stream_id: string }>('select stream_id from parked_streams where projection = $1', [projection]);
  return {
    positions: new Map(cursors.rows.map(({ lane, position }) => [lane, BigInt(position)])),
    parked: new Set(streams.rows.map((row) => row.stream_id)),
  };
}

export async function openLane(tx: PoolClient, projection: string, lane: number): Promise<void> {
  await tx.query('insert into projection_cursors (projection, lane, position) values ($1, $2, 0) on conflict do nothing', [projection, lane]);
}

/** Moves all lanes together. @returns false when one is not where it was left: then nothing may be written. */
export async function movePositions(tx: PoolClient, projection: string, from: Positions, to: Positions): Promise<boolean> {
  for (const [lane, position] of [...to].sort(([one], [other]) => one - other)) {
    await openLane(tx, projection, lane);
    const cursor = await lockCursor(tx, projection, lane);
    if (cursor?.position !== (from.get(lane) ?? 0n)) return false;
    await moveCursor(tx, projection, lane, position);
  }
  return true;
}
