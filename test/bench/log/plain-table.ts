// What the log is compared with: a table with its columns and indexes, and one prepared INSERT per event; no checks, no order.
import { randomUUID } from 'node:crypto';
import pg from 'pg';

import { eventData, eventMetadata } from './event-of-600-bytes.js';

export const plainTable = 'events';

const columns = 'stream_id, stream_version, type, schema_version, event_id, command_id, occurred_at, data, metadata';

export const insertText = `insert into ${plainTable} (${columns}) values ($1, 1, $2, 1, $3, $4, clock_timestamp(), $5, $6)`;

export function insertValues(): unknown[] {
  const stream = `assessment/${randomUUID()}`;
  return [stream, 'AssessmentSubmitted', randomUUID(), randomUUID(), JSON.stringify(eventData), JSON.stringify(eventMetadata)];
}

/** The same for pgbench, which draws no UUIDs itself; `:data` and `:metadata` are its variables. */
export const pgbenchScript = `insert into ${plainTable} (${columns}) values ('assessment/' || gen_random_uuid(), 1,
  'AssessmentSubmitted', 1, gen_random_uuid(), gen_random_uuid(), clock_timestamp(), :data, :metadata);
`.replaceAll('\n  ', ' ');

export async function createPlainTable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create table ${plainTable} (
    position bigint generated always as identity primary key,
    stream_id text collate "C" not null, stream_version int not null,
    type text collate "C" not null, schema_version smallint not null, event_id uuid not null, command_id uuid unique,
    occurred_at timestamptz not null, data jsonb not null, metadata jsonb not null,
    unique (stream_id, stream_version))`);
  await client.end();
}
