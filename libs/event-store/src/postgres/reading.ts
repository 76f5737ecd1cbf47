// The reading side of the log: rows become recorded events, and a hole is never read over.
import pg from 'pg';

import type { AnsweredCommand, EventMetadata, RecordedEvent, SerializedEvent } from '../event-log.js';
import { formatOccurredAt } from './occurred-at.js';
import { untilLargeEnough } from './page-bytes.js';
import { LogGap } from './store-errors.js';

interface EventRow {
  readonly lane: number;
  readonly position: string;
  readonly stream_id: string;
  readonly stream_version: number;
  readonly type: string;
  readonly schema_version: number;
  readonly event_id: string;
  readonly occurred_at: Date;
  readonly day_only: boolean;
  readonly data: unknown;
  readonly metadata: EventMetadata;
  readonly epoch: string;
}

interface Command {
  readonly command_id: string | null;
  readonly command_size: number | null;
  readonly digest: string | null;
}

type LaneRow = EventRow & Command;

/** With JSON as it came. */
type SerializedRow = Omit<LaneRow, 'data' | 'metadata'> & { readonly data: string; readonly metadata: string };

// The epoch comes with every answer, because a pool may reconnect to a restored or promoted server between two.
const storedColumns = 'lane, position, stream_id, stream_version, type, schema_version, event_id, occurred_at, day_only, data, metadata';
const eventColumns = `${storedColumns}, (select event_log.epoch()) as epoch`;
const laneSql = untilLargeEnough(
  `${eventColumns}, command_id, command_size, encode(command_digest, 'hex') as digest`,
  `select ${storedColumns}, command_id, command_size, command_digest
   from event_log.events where lane = $1 and position > $2 order by position limit $3`,
);

export async function readStream(pool: pg.Pool, streamId: string, afterVersion: number): Promise<RecordedEvent[]> {
  const { rows } = await pool.query<EventRow>({
    name: 'rung-read-stream',
    text: `select ${eventColumns} from event_log.events where stream_id = $1 and stream_version > $2 order by stream_version`,
    values: [streamId, afterVersion],
  });
  return rows.map(recordedEvent);
}

/** @throws LogGap when a position is missing. */
export async function readLane(pool: pg.Pool, lane: number, after: bigint, limit: number): Promise<RecordedEvent[]> {
  const { rows } = await pool.query<LaneRow>(laneQuery(lane, after, limit));
  const events = rows.map((row) => ({ ...recordedEvent(row), ...commandOf(row) }));
  mustBeDense(lane, after, events);
  return events;
}

/** @throws LogGap when a position is missing. */
export async function readSerializedLane(pool: pg.Pool, lane: number, after: bigint, limit: number): Promise<SerializedEvent[]> {
  const { rows } = await pool.query<SerializedRow>({ ...laneQuery(lane, after, limit), types: jsonUnparsed });
  const events = rows.map(serializedEvent);
  mustBeDense(lane, after, events);
  return events;
}

const laneQuery = (lane: number, after: bigint, limit: number) => ({ name: 'rung-read-lane', text: laneSql, values: [lane, after, limit] });

const asText = (text: string): string => text;
const jsonUnparsed: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.JSONB ? asText : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

function mustBeDense(lane: number, after: bigint, events: readonly Pick<RecordedEvent, 'position'>[]): void {
  let expected = after;
  for (const { position } of events) {
    expected += 1n;
    if (position !== expected) throw new LogGap(lane, expected, position);
  }
}

export async function readHeads(pool: pg.Pool, lanes: number): Promise<bigint[]> {
  const { rows } = await pool.query<{ head: string }>({
    name: 'rung-heads',
    text: `select coalesce((select position from event_log.events where events.lane = lanes.lane
        order by position desc limit 1), 0) as head
      from generate_series(0, $1 - 1) as lanes(lane) order by lane`,
    values: [lanes],
  });
  return rows.map((row) => BigInt(row.head));
}

export async function findCommand(pool: pg.Pool, commandId: string): Promise<AnsweredCommand | undefined> {
  const { rows } = await pool.query<{ stream_id: string; version: number; digest: string | null }>({
    name: 'rung-find-command',
    text: `select stream_id, stream_version + command_size - 1 as version, encode(command_digest, 'hex') as digest
      from event_log.events where command_id = $1`,
    values: [commandId],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  const { stream_id: streamId, version, digest } = row;
  return { streamId, version, ...(digest !== null && { commandDigest: digest }) };
}

/** @throws when there is no log, or the server is too old to free a lane from a frozen writer. */
export async function readSettings(pool: pg.Pool): Promise<{ lanes: number; epoch: string }> {
  const { rows } = await pool.query<{ lanes: number; epoch: string; server: number }>(
    `select lanes, event_log.epoch() as epoch, current_setting('server_version_num')::int as server
     from event_log.log_settings`,
  );
  const settings = rows[0]!;
  if (settings.server < oldestServer) throw new Error('The log needs PostgreSQL 17 or newer.');
  return settings;
}

const oldestServer = 170_000;

function recordedEvent(row: EventRow): RecordedEvent {
  return Object.assign(envelopeOf(row), { data: row.data, metadata: row.metadata });
}

function envelopeOf(row: Omit<EventRow, 'data' | 'metadata'>): Omit<RecordedEvent, 'data' | 'metadata'> {
  return {
    lane: row.lane,
    position: BigInt(row.position),
    streamId: row.stream_id,
    streamVersion: row.stream_version,
    type: row.type,
    schemaVersion: row.schema_version,
    eventId: row.event_id,
    occurredAt: formatOccurredAt(row.occurred_at.getTime(), row.day_only),
    epoch: row.epoch,
  };
}

function serializedEvent(row: SerializedRow): SerializedEvent {
  return Object.assign(envelopeOf(row), { json: row.data, metadata: JSON.parse(row.metadata) as EventMetadata }, commandOf(row));
}

function commandOf({ command_id: id, command_size: size, digest }: Command): Pick<RecordedEvent, 'command'> {
  return id === null || size === null ? {} : { command: { id, size, ...(digest !== null && { digest }) } };
}
