import type { Pool } from 'pg';

import { answeredTogether } from '../answered-together.js';
import type { CursorMove } from './projection-cursors.js';

const keyOf = ({ projection, lane }: Pick<CursorMove, 'projection' | 'lane'>) => `${lane}/${projection}`;

/** By the database: moves that are asked for in the same turn are one statement. */
const moving = new WeakMap<Pool, (pass: CursorMove) => Promise<ReadonlySet<string>>>();

/**
 * Moves a lane's cursor from one position to another, without a transaction around it. Projections that share their reads of
 * a lane pass it together: what is asked in one turn of the event loop is one statement.
 * @returns whether it moved: not when the cursor is elsewhere, another process has it in hand, or it awaits a rebuild.
 */
export async function passCursor(pool: Pool, pass: CursorMove): Promise<boolean> {
  const ask = moving.get(pool) ?? answeredTogether((passes: readonly CursorMove[]) => move(pool, passes));
  moving.set(pool, ask);
  return (await ask(pass)).has(keyOf(pass));
}

/** @returns the keys of the cursors that it moved. */
async function move(pool: Pool, passes: readonly CursorMove[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ projection: string; lane: number }>(
    `with unsynced as (select set_config('synchronous_commit', 'off', true)) -- what a crash of the server takes back is passed again
     update projection_cursors set position = passing.reached from unsynced, (
       select projection, lane, reached from projection_cursors
       join unnest($1::text[], $2::int[], $3::bigint[], $4::int[], $5::bigint[]) as pass (projection, lane, position, generation, reached)
         using (projection, lane, position, generation)
       where not awaits_rebuild for update of projection_cursors skip locked
     ) passing
     where projection_cursors.projection = passing.projection and projection_cursors.lane = passing.lane
     returning projection_cursors.projection, projection_cursors.lane`,
    [
      passes.map(({ projection }) => projection),
      passes.map(({ lane }) => lane),
      passes.map(({ from }) => String(from.position)),
      passes.map(({ from }) => from.generation),
      passes.map(({ to }) => String(to)),
    ],
  );
  return new Set(rows.map(keyOf));
}
