import { isServerError } from '@rung/event-store';
import pg, { type Pool } from 'pg';

import { schemaOf } from './rebuild-requests.js';
import type { Positions } from './shadow-cursors.js';

const noSuchTable = '42P01';

/** How far the new tables of a projection are filled, as anybody sees it from beside; undefined when there are none. */
export async function savedPositions(pool: Pool, projection: string): Promise<Positions | undefined> {
  const cursors = `${pg.escapeIdentifier(schemaOf(projection))}.projection_cursors`;
  try {
    const { rows } = await pool.query<{ lane: number; position: string }>(`select lane, position from ${cursors} where projection = $1`, [projection]);
    return new Map(rows.map(({ lane, position }) => [lane, BigInt(position)]));
  } catch (error) {
    // it was swapped or given up in between
    if (isServerError(error) && error.code === noSuchTable) return undefined;
    throw error;
  }
}
