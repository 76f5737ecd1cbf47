// Events that the log had, lost in a restore and gets back: with their own ids, positions, versions and idempotency records.
import type pg from 'pg';

import type { RecordedEvent } from '../event-log.js';
import { failpoint } from '../failpoint.js';
import { lockNamespace } from './append-sql.js';
import { readGate } from './epoch-gate.js';
import { LogGap } from './store-errors.js';

/** The log takes commands: nothing may be imported among them. */
export class LogIsOpen extends Error {
  constructor() {
    super('The log is open for commands: events are imported only into a log that was restored and is closed.');
    this.name = 'LogIsOpen';
  }
}

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Appends events that follow a lane's head as they are, in one transaction, all or none.
 * @param client of the owner of the log: no other role may insert. Whoever keeps others away by a lock of this session stays alone.
 * @throws LogIsOpen; LogGap when they do not follow; PostgreSQL's own error when a stream or a command has moved on.
 */
export async function importEvents(client: pg.ClientBase, lane: number, events: readonly RecordedEvent[]): Promise<void> {
  try {
    await client.query('begin');
    failpoint('import.begun');
    await client.query('select pg_advisory_xact_lock($1::int, $2::int)', [lockNamespace, lane]);
    failpoint('import.locked');
    if ((await readGate(client)).isOpen) throw new LogIsOpen();
    failpoint('import.gate-read');
    await mustFollow(client, lane, events);
    failpoint('import.head-read');
    await client.query(
      `insert into event_log.events (lane, position, stream_id, stream_version, type, schema_version, event_id,
         command_id, command_size, command_digest, occurred_at, day_only, data, metadata)
       select $1, e.position, e.stream_id, e.stream_version, e.type, e.schema_version, e.event_id,
         e.command_id, e.command_size, decode(e.command_digest, 'hex'), e.occurred_at, e.day_only, coalesce(e.data, 'null'), e.metadata
       from json_to_recordset($2::json) as e(position bigint, stream_id text, stream_version int, type text, schema_version smallint,
         event_id uuid, command_id uuid, command_size int, command_digest text, occurred_at timestamptz, day_only boolean, data jsonb, metadata jsonb)
       order by e.position`,
      [lane, JSON.stringify(events.map(toRow))],
    );
    failpoint('import.inserted');
    await client.query('commit');
    failpoint('import.committed');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function mustFollow(client: pg.ClientBase, lane: number, events: readonly RecordedEvent[]): Promise<void> {
  const { rows } = await client.query<{ head: string }>('select coalesce(max(position), 0) as head from event_log.events where lane = $1', [lane]);
  let expected = BigInt(rows[0]?.head ?? 0);
  for (const { position } of events) {
    expected += 1n;
    if (position !== expected) throw new LogGap(lane, expected, position);
  }
}

const toRow = (event: RecordedEvent) => ({
  position: String(event.position),
  stream_id: event.streamId,
  stream_version: event.streamVersion,
  type: event.type,
  schema_version: event.schemaVersion,
  event_id: event.eventId,
  command_id: event.command?.id,
  command_size: event.command?.size,
  command_digest: event.command?.digest,
  occurred_at: dayOnly.test(event.occurredAt) ? `${event.occurredAt}T00:00:00Z` : event.occurredAt,
  day_only: dayOnly.test(event.occurredAt),
  data: event.data,
  metadata: event.metadata,
});

/** The ids that a lane has at some positions, and its head. */
export async function eventIdsOf(
  pool: pg.Pool,
  lane: number,
  positions: readonly bigint[],
): Promise<{ readonly head: bigint; readonly ids: ReadonlyMap<bigint, string> }> {
  const { rows } = await pool.query<{ position: string; event_id: string | null; head: string }>(
    `select e.position, e.event_id, (select coalesce(max(position), 0) from event_log.events where lane = $1) as head
     from (select) as one left join event_log.events e on e.lane = $1 and e.position = any($2::bigint[])`,
    [lane, positions.map(String)],
  );
  const found = rows.flatMap(({ position, event_id }): [bigint, string][] => (event_id === null ? [] : [[BigInt(position), event_id]]));
  return { head: BigInt(rows[0]?.head ?? 0), ids: new Map(found) };
}
