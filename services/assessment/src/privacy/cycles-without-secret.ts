// What an operator is told after a restore: a secret is in no event, so importing does not bring it back.
import type { Pool } from 'pg';

/** Cycles in the log, neither closed nor cancelled, whose secret is not there: they take nothing more. */
export async function cyclesWithoutSecret(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ cycle: string }>(
    `select distinct substr(stream_id, 7) as cycle from event_log.events as created
     where type = 'CycleCreated' and not exists (select from cycle_secrets where cycle::text = substr(created.stream_id, 7))
       and not exists (select from event_log.events as over where over.stream_id = created.stream_id and over.type in ('CycleClosed', 'CycleCancelled'))
     order by cycle`,
  );
  return rows.map(({ cycle }) => cycle);
}
