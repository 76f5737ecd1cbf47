// What must hold of the whole way at every moment, whatever was killed: looked at in one snapshot of the database.
import pg from 'pg';

import type { Answered } from './crash-child.js';
import { poisonedStream } from './whole-way.js';

/** Each query finds what must not be there. The number is that of the promise in docs/guarantees.md. */
const violations: Readonly<Record<string, string>> = {
  '1: an answered command that is not in the log, or with another answer': `
    select answered.* from json_to_recordset($1::json) as answered(number int, stream text, version int)
    where not exists (select from event_log.events e where e.stream_id = answered.stream and e.command_id is not null
      and e.stream_version + e.command_size - 1 = answered.version and (e.data->>'number')::int = answered.number)`,
  '2: a command with two effects': `
    select stream_id, data->>'number' from event_log.events group by 1, 2 having count(*) > 1`,
  '3: a stream with a hole': `
    select stream_id from event_log.events group by 1 having count(*) <> max(stream_version) or min(stream_version) <> 1`,
  '3: a lane with a hole': `
    select lane from event_log.events group by 1 having count(*) <> max(position) or min(position) <> 1`,
  '4: an inbox that is not what the log begins with': `
    select c.lane from inbox_cursors c where c.position <> (select count(*) from event_log.events e join inbox i using (lane, position, event_id, stream_id, stream_version)
      where e.lane = c.lane and i.position <= c.position and e.data = i.data) or exists (select from inbox i where i.lane = c.lane and i.position > c.position)`,
  '4: a stream that was projected out of order': 'select stream_id from tallies where disordered > 0',
  '5: an event that was projected twice': 'select lane, position from seen where times <> 1',
  '5: a projection that is not where its cursor is': `
    select i.lane, i.position from inbox i join projection_cursors c on c.projection = 'tallies' and c.lane = i.lane
      full join seen on seen.lane = i.lane and seen.position = i.position
    where (seen.position is not null) <> (coalesce(i.position <= c.position, false)
      and not exists (select from parked_streams p where p.projection = 'tallies' and p.stream_id = i.stream_id and p.position <= i.position))`,
  '5: a count that is not what its cursor says': `
    with due as (
      select i.stream_id, count(*) as events, max(i.stream_version) as version from inbox i
      join projection_cursors c on c.projection = 'counts' and c.lane = i.lane and c.position >= i.position
      where (i.data->>'number')::int / 100 % 2 = 0 and not exists (
        select from parked_streams p where p.projection = 'counts' and p.stream_id = i.stream_id and p.position <= i.position)
      group by 1)
    select * from due full join counts using (stream_id) where (due.events, due.version) is distinct from (counts.events::bigint, counts.version)`,
  '5: a parked stream that has no fault': `select stream_id from parked_streams where stream_id not like '${poisonedStream}/%'`,
  '5: a reaction to what did not happen': `
    select e.stream_id from event_log.events e where e.stream_id like 'echo/%' and not exists (
      select from event_log.events a where a.stream_id like 'tally/%' and a.data->>'note' = 'asked' and a.data->>'number' = e.data->>'number')`,
};

/** Beyond that, once everything is through. */
const atTheEnd: Readonly<Record<string, string>> = {
  '4: an event that never arrived': `
    select e.lane, e.position from event_log.events e where e.lane not in (select lane from projection_cursors c where c.projection = 'tallies' and c.position >= e.position)`,
  '5: a tally that is not what its stream says': `
    select e.stream_id from event_log.events e left join tallies t using (stream_id) where e.stream_id not like '${poisonedStream}/%'
    group by e.stream_id, t.events, t.version having (count(*), max(e.stream_version)) is distinct from (t.events::bigint, t.version)`,
  '5: a command that was not reacted to': `
    select a.data from event_log.events a where a.stream_id like 'tally/%' and a.data->>'note' = 'asked' and (a.data->>'number')::int % 5 = 0
      and not exists (select from event_log.events e where e.stream_id like 'echo/%' and e.data->>'number' = a.data->>'number')`,
};

/** @returns what does not hold, in words. */
export async function broken(databaseUrl: string, answered: readonly Answered[], { isEnd }: { readonly isEnd: boolean }): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const found: string[] = [];
    for (const [what, sql] of Object.entries({ ...violations, ...(isEnd ? atTheEnd : {}) })) {
      const { rows } = await client.query(sql, sql.includes('$1') ? [JSON.stringify(answered)] : []);
      if (rows.length > 0) found.push(`${what}: ${rows.length}, as ${JSON.stringify(rows[0])}`);
    }
    return found;
  } finally {
    await client.end();
  }
}
