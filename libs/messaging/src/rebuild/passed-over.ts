// Events that an operator passed over: a rebuild does without their effect as well, or it would undo what was decided.
import type { RecordedEvent } from '@rung/event-store';
import type { PoolClient } from 'pg';

import type { Projection } from '../projection/projection.js';

interface Schemas {
  readonly projection: string;
  readonly schema: string;
  readonly live: string;
}

/** What was decided of an event that was declared void afterwards says nothing of the one that took its place. */
const decided = (live: string) => `
  select distinct d.lane, d.position, d.stream_id from "${live}".parking_decisions d
  where d.projection = $1 and d.action = 'skip' and d.outcome is not null
  and not exists (
    select from "${live}".inbox_voidings v join "${live}".projection_cursors c on c.feed = v.topic and c.lane = v.lane
    where c.projection = d.projection and v.lane = d.lane and v.after < d.position and v.followed_at >= d.decided_at
  )`;

/** Keeps beside the new tables which events they are filled without. */
export async function keepPassedOver(tx: PoolClient, { projection, schema, live }: Schemas): Promise<void> {
  await tx.query(`create table "${schema}".passed_over (lane smallint not null, position bigint not null, stream_id text not null)`);
  await tx.query(`insert into "${schema}".passed_over ${decided(live)}`, [projection]);
}

/** Whether the new tables are filled without exactly what is decided by now: else they hold what somebody passed over meanwhile. */
export async function isDecidedAlike(tx: PoolClient, { projection, schema, live }: Schemas): Promise<boolean> {
  const kept = await tx.query('select from pg_tables where schemaname = $1 and tablename = $2', [schema, 'passed_over']);
  if (kept.rowCount === 0) return false;
  const { rowCount } = await tx.query(
    `with decided as (${decided(live)}), kept as (select lane, position, stream_id from "${schema}".passed_over)
     (select * from decided except select * from kept) union all (select * from kept except select * from decided)`,
    [projection],
  );
  return rowCount === 0;
}

/** The projection without the effect of what its new tables are filled without; in every other way the same. */
export async function passingOver(tx: PoolClient, projection: Projection, { schema }: Schemas): Promise<Projection> {
  const { rows } = await tx.query<{ place: string }>(`select lane || '/' || position || ' ' || stream_id as place from "${schema}".passed_over`);
  if (rows.length === 0) return projection;
  const places = new Set(rows.map(({ place }) => place));
  const isWanted = ({ lane, position, streamId }: RecordedEvent) => !places.has(`${lane}/${position} ${streamId}`);
  const { rebuild } = projection;
  const fold = rebuild !== undefined && 'fold' in rebuild ? rebuild.fold : undefined;
  return {
    ...projection,
    project: async (events, tx) => {
      const wanted = events.filter(isWanted);
      if (wanted.length > 0) await projection.project(wanted, tx);
    },
    ...(fold !== undefined && rebuild !== undefined && { rebuild: { ...rebuild, fold: (event) => (isWanted(event) ? fold(event) : []) } }),
  };
}
