// The log's tables and rights, as SQL for a service's first migration. PostgreSQL 17 or newer.
import { appendSignature, appendSql } from './append-sql.js';

/** What the log lives in, apart from a service's read models: rights are granted on it as a whole. */
export const eventLogSchema = 'event_log';

/** The index that gives a command id one effect, in whatever lane. */
export const commandIdKey = 'events_command_id_key';

/** The most lanes that a log may have: one writer connection and one Kafka partition each. */
const mostLanes = 64;

/**
 * @param lanes how many lanes the log has for ever: 1 on a laptop, 4 by default in the distributed shape.
 * @returns SQL that creates the log in the schema `event_log`; it fails where a log exists.
 * @throws RangeError for a number of lanes that is not a whole one from 1 to 64.
 */
export function eventLogSql({ lanes }: { lanes: number }): string {
  if (!Number.isInteger(lanes) || lanes < 1 || lanes > mostLanes) {
    throw new RangeError(`A log has 1 to ${mostLanes} lanes, not ${lanes}.`);
  }
  return `
create schema event_log;

create table event_log.log_settings (
  only_row boolean primary key default true check (only_row),
  lanes smallint not null,
  -- Raised by a restore, as a storage snapshot keeps the system's identifier and its timeline.
  epoch_counter bigint not null default 0
);
insert into event_log.log_settings (lanes) values (${lanes});

create table event_log.events (
  lane smallint not null check (lane >= 0 and lane < ${lanes}),
  position bigint not null,                 -- dense: 1, 2, 3 … in order of commit, per lane
  stream_id text collate "C" not null,
  stream_version int not null check (stream_version > 0),
  type text collate "C" not null,
  schema_version smallint not null,
  event_id uuid not null,
  command_id uuid,                          -- the idempotency key, on the first event of an append
  command_size int,                         -- beside it: how many events the append had
  command_digest bytea check (octet_length(command_digest) = 32), -- and what was asked, to tell a retry from a key reused
  occurred_at timestamptz not null,         -- midnight UTC where only the day may be known
  day_only boolean not null,
  data jsonb not null,
  metadata jsonb not null,
  primary key (lane, position),
  unique (stream_id, stream_version),
  check ((command_id is null) = (command_size is null)),
  check (command_id is not null or command_digest is null)
);
create unique index ${commandIdKey} on event_log.events (command_id) where command_id is not null;
-- Every event is read as a whole: a stream's rows need no room for updates, and none ever comes.
alter table event_log.events set (fillfactor = 100, autovacuum_vacuum_insert_scale_factor = 0.1);

create function event_log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on event_log.events
  for each statement execute function event_log.refuse_change();

${epochFunction}
${epochGateSql}
revoke all on schema event_log from public;
revoke all on all tables in schema event_log from public;
revoke all on all functions in schema event_log from public;
`;
}

/**
 * @param role an existing role that the service runs as: it may read the log and call the append, nothing else.
 * @returns SQL that grants it that.
 */
export function eventLogGrantsSql({ role }: { role: string }): string {
  const name = `"${role.replaceAll('"', '""')}"`;
  return `
grant usage on schema event_log to ${name};
grant select on event_log.events, event_log.log_settings to ${name};
grant execute on function event_log.epoch() to ${name};
grant execute on function ${appendSignature} to ${name};
`;
}

// The timeline is the one that is being written: after a promotion the control file names the old one until the first checkpoint.
const epochFunction = `
create function event_log.epoch() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select system_identifier || ':' || case when pg_is_in_recovery()
      then (select timeline_id from pg_control_checkpoint())
      else ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int end
    || ':' || (select epoch_counter from event_log.log_settings)
  from pg_control_system()
$$;
`;

/**
 * Appends are taken under the epoch that the log was opened under, and no other. For a log that was created before there
 * was such a thing: run in a migration, it opens the log under the epoch of that hour. May be repeated.
 */
export const epochGateSql = `
alter table event_log.log_settings add column if not exists opened_under text;
update event_log.log_settings set opened_under = event_log.epoch() where opened_under is null;
${appendSql}`;
