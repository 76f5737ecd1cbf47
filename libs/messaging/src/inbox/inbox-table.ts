import { isServerError, untilLargeEnough, type EventMetadata, type RecordedEvent } from '@rung/event-store';
import type { Pool } from 'pg';

import { LaneRewritten, type Delivery, type LaneCursor } from '../event-bus.js';
import type { StreamRange } from '../feed.js';
import type { Place } from '../place.js';
import { inTransaction } from '../transaction.js';

export const inboxChannel = 'rung_inbox';

interface InboxRow {
  readonly lane: number;
  readonly position: string;
  readonly stream_id: string;
  readonly stream_version: number;
  readonly type: string;
  readonly schema_version: number;
  readonly event_id: string;
  readonly occurred_at: string;
  readonly data: unknown;
  readonly metadata: EventMetadata;
  readonly epoch: string;
}

const toEvent = (row: InboxRow): RecordedEvent => ({
  lane: row.lane,
  position: BigInt(row.position),
  streamId: row.stream_id,
  streamVersion: row.stream_version,
  type: row.type,
  schemaVersion: row.schema_version,
  eventId: row.event_id,
  occurredAt: row.occurred_at,
  data: row.data,
  metadata: row.metadata,
  epoch: row.epoch,
});

const toRow = (event: RecordedEvent) => ({
  position: String(event.position),
  stream_id: event.streamId,
  stream_version: event.streamVersion,
  type: event.type,
  schema_version: event.schemaVersion,
  event_id: event.eventId,
  occurred_at: event.occurredAt,
  data: event.data,
  metadata: event.metadata,
  epoch: event.epoch,
});

// One statement, one round trip: the update locks the cursor row and passes only if the batch follows it, whoever else
// delivers at the same time; the insert happens only if the update did. It waits for the disk: a bus that has gone on would not
// hear of what a crash of the server took back before the lane's next event.
const appendSql = `
  with moved as (
    update inbox_cursors set position = $4, resume = $5
    where topic = $1 and lane = $2 and position = $3 and generation = $7
    returning pg_notify('${inboxChannel}', lane || ':' || position || ':' || topic)
  ), taken as (
    insert into inbox (topic, lane, position, stream_id, stream_version, type, schema_version, event_id, occurred_at, data, metadata, epoch)
    select $1, $2, e.position, e.stream_id, e.stream_version, e.type, e.schema_version, e.event_id, e.occurred_at,
           coalesce(e.data, 'null'), e.metadata, e.epoch
    from json_to_recordset($6::json) as e(
      position bigint, stream_id text, stream_version int, type text, schema_version smallint, event_id uuid,
      occurred_at text, data jsonb, metadata jsonb, epoch text)
    where exists (select from moved)
  )
  select count(*)::int as moved from moved`;

/** Inserts events that follow a cursor and moves it. @returns false when the cursor is elsewhere: then nothing happened. */
export async function appendToInbox(pool: Pool, delivery: Delivery, { position, generation }: Place): Promise<boolean> {
  const { topic, lane, events, resume } = delivery;
  const to = String(position + BigInt(events.length));
  const values = [topic, lane, String(position), to, resume ?? null, JSON.stringify(events.map(toRow)), generation];
  const { rows } = await pool.query<{ moved: number }>({ name: 'rung-append-inbox', text: appendSql, values });
  return rows[0]?.moved === 1;
}

// Of a row that was lost as of one that there never was: where the inbox ends, and as often gone back as there were voidings.
const openCursorSql = `
  insert into inbox_cursors (topic, lane, position, generation)
  select $1, $2, (select coalesce(max(position), 0) from inbox where topic = $1 and lane = $2),
    (select count(*) from inbox_voidings where topic = $1 and lane = $2)
  where not exists (select from inbox_cursors where topic = $1 and lane = $2)
  on conflict do nothing`;

/** A lane's cursor; the row is made when there is none, so that every later append has one to lock. */
export async function inboxCursor(pool: Pool, topic: string, lane: number): Promise<Place & LaneCursor> {
  await pool.query(openCursorSql, [topic, lane]);
  const { rows } = await pool.query<{ position: string; generation: number; resume: string | null }>(
    'select position, generation, resume from inbox_cursors where topic = $1 and lane = $2',
    [topic, lane],
  );
  const row = rows[0];
  return { position: BigInt(row?.position ?? 0), generation: row?.generation ?? 0, resume: row?.resume ?? undefined };
}

/** Whether an append failed because the inbox holds already what should follow its cursor: somebody has set that back. */
export const isHeldAlready = (error: unknown): boolean => isServerError(error) && error.code === '23505' && error.table === 'inbox';

/** Puts a cursor that is behind what the inbox holds to its end, under the lock that appends and voidings take. */
export function cursorToEnd(pool: Pool, topic: string, lane: number): Promise<void> {
  return inTransaction(pool, async (tx) => {
    await tx.query('select from inbox_cursors where topic = $1 and lane = $2 for update', [topic, lane]);
    await tx.query(
      `update inbox_cursors set position = greatest(position, (select max(position) from inbox where topic = $1 and lane = $2))
       where topic = $1 and lane = $2`,
      [topic, lane],
    );
  });
}

/** Remembers where the bus goes on after a batch of which nothing was new. */
export async function moveResume(pool: Pool, { topic, lane, resume }: Delivery, { position, generation }: Place): Promise<void> {
  await pool.query('update inbox_cursors set resume = $4 where topic = $1 and lane = $2 and position = $3 and generation = $5', [
    topic,
    lane,
    String(position),
    resume ?? null,
    generation,
  ]);
}

/**
 * Holds events that come again against those that were taken.
 * @throws LaneRewritten when a position is another event now.
 */
export async function mustBeTheSame(pool: Pool, topic: string, lane: number, events: readonly RecordedEvent[]): Promise<void> {
  const { rows } = await pool.query<{ position: string }>(
    `select i.position from inbox i join unnest($3::bigint[], $4::uuid[]) as e(position, event_id) using (position)
     where i.topic = $1 and i.lane = $2 and i.event_id <> e.event_id order by i.position limit 1`,
    [topic, lane, events.map((event) => String(event.position)), events.map((event) => event.eventId)],
  );
  const row = rows[0];
  if (row !== undefined) throw new LaneRewritten(topic, lane, BigInt(row.position));
}

const eventColumns = 'lane, position, stream_id, stream_version, type, schema_version, event_id, occurred_at, data, metadata, epoch';
const laneSql = untilLargeEnough(
  eventColumns,
  `select ${eventColumns} from inbox where topic = $1 and lane = $2 and position > $3 order by position limit $4`,
);

/** Events of a lane after a position, in order: at most `limit`, fewer where they are large, none at its end alone. */
export async function readInbox(pool: Pool, topic: string, lane: number, after: bigint, limit: number): Promise<RecordedEvent[]> {
  const { rows } = await pool.query<InboxRow>({ name: 'rung-read-inbox', text: laneSql, values: [topic, lane, String(after), limit] });
  return rows.map(toEvent);
}

/** One stream's events of a range. It walks over the range: asked for by operators alone, it is worth no index that every event pays for. */
export async function readInboxStream(pool: Pool, topic: string, { lane, streamId, after, until }: StreamRange): Promise<RecordedEvent[]> {
  const { rows } = await pool.query<InboxRow>(
    `select ${eventColumns}
     from inbox where topic = $1 and lane = $2 and position > $3 and position <= $4 and stream_id = $5 order by position`,
    [topic, lane, String(after), String(until), streamId],
  );
  return rows.map(toEvent);
}

/** The last position taken of each lane that is known. */
export async function inboxHeads(pool: Pool, topic: string): Promise<ReadonlyMap<number, bigint>> {
  const { rows } = await pool.query<{ lane: number; position: string }>(
    'select lane, position from inbox_cursors where topic = $1 order by lane',
    [topic],
  );
  return new Map(rows.map((row) => [row.lane, BigInt(row.position)]));
}

/** The epochs of the first and of the last event that a lane's inbox holds. @returns undefined when it holds none. */
export async function inboxEpochs(pool: Pool, topic: string, lane: number): Promise<{ first: string; last: string } | undefined> {
  const { rows } = await pool.query<{ first: string | null; last: string | null }>(
    `select (select epoch from inbox where topic = $1 and lane = $2 order by position limit 1) as first,
            (select epoch from inbox where topic = $1 and lane = $2 order by position desc limit 1) as last`,
    [topic, lane],
  );
  const { first = null, last = null } = rows[0] ?? {};
  return first === null || last === null ? undefined : { first, last };
}
