// The log's tables and its one writing function, as SQL for a service's first migration. PostgreSQL 17 or newer.

/** The first key of the advisory locks that order a log's lanes ("rung" in ASCII); the second is the lane. */
export const lockNamespace = 0x72756e67;

/** What the log lives in, apart from a service's read models: rights are granted on it as a whole. */
export const eventLogSchema = 'event_log';

/** The index that gives a command id one effect, in whatever lane. */
export const commandIdKey = 'events_command_id_key';

/** SQLSTATE of an append to a log that is closed; of a class of our own. */
export const logRestoredCode = 'RG001';

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

const appendSignature = `event_log.append(
  smallint, text[], int[], text[], smallint[], uuid[], uuid[], int[], bytea[], timestamptz[], boolean[], jsonb[], jsonb[])`;

/** Writes rows of the call, `n` of which is the first. */
const insertSql = ({ position, version, rest = '' }: { position: string; version: string; rest?: string }): string =>
  `insert into event_log.events (lane, position, stream_id, stream_version, type, schema_version, event_id,
    command_id, command_size, command_digest, occurred_at, day_only, data, metadata)
  select to_lane, base + ${position}, stream_id, expected + ${version}, type, schema_version, event_id,
    command_id, command_size, command_digest, coalesce(occurred_at, clock), day_only, data, metadata
  from unnest(stream_ids, expected_versions, types, schema_versions, event_ids, command_ids, command_sizes,
      command_digests, occurred, days_only, datas, metadatas) with ordinality
    as row(stream_id, expected, type, schema_version, event_id, command_id, command_size, command_digest, occurred_at,
      day_only, data, metadata, n)${rest};`;

/** Within its append, counted from the row that carries the command id: a partition by stream would sort everything twice. */
const versionInAppend = '(1 + n - max(n) filter (where command_id is not null) over (order by n))::int';

// Rows are counted only where they have to be: windows and a sort cost as much as the rest of an insert of one event.
const insertSingleEvents = insertSql({ position: 'n', version: '1' });
const insertAppends = insertSql({ position: 'n', version: versionInAppend });
const insertNotRefused = insertSql({
  position: 'row_number() over (order by n)',
  version: versionInAppend,
  rest: '\n  where refused_streams is null or stream_id <> all (refused_streams)',
});

/**
 * One call is one batch: rows of whole appends, at most one append per stream, at most one per command id. The row that
 * carries a command id is the first of its append; each row has the version that its append expects. Answers the lane's
 * position before the batch, and the appends that were not written: why is in them. Everything else got the positions
 * that follow, in the order of the rows.
 *
 * Plans are made once: from array to array the planner would find a new one cheaper, and spend more on finding it.
 * A migration may run it on a log that has it; its rights stay.
 */
export const appendSql = `
create or replace function event_log.append(
  to_lane smallint, stream_ids text[], expected_versions int[], types text[], schema_versions smallint[], event_ids uuid[],
  command_ids uuid[], command_sizes int[], command_digests bytea[], occurred timestamptz[], days_only boolean[],
  datas jsonb[], metadatas jsonb[],
  out base bigint, out refused jsonb)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
  refused_streams text[];
  clock timestamptz;
begin
  -- Under a snapshot that is older than the lock, a waiting writer would pass its check on what it cannot see.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'an append needs read committed, not %', current_setting('transaction_isolation')
      using errcode = 'invalid_transaction_state';
  end if;
  -- First the lock, then the statements below with snapshots of their own: so positions are dense and commit in order.
  perform pg_advisory_xact_lock(${lockNamespace}, to_lane);
  -- A log that was restored behind what others took of it would give their positions to other events. It may have been closed
  -- while this waited for the lock.
  if (select opened_under from event_log.log_settings) is distinct from event_log.epoch() then
    raise exception 'the log was restored and is not open yet' using errcode = '${logRestoredCode}';
  end if;
  clock := date_trunc('milliseconds', clock_timestamp());
  base := coalesce((select position from event_log.events where lane = to_lane order by position desc limit 1), 0);
  -- Nearly always all of a batch can be written, and the keys say so as they are written: nobody needs to ask before.
  -- They refuse a version that is there and a command that was answered; a version beyond the next one has no predecessor.
  if not exists (
    select from unnest(stream_ids, expected_versions, command_ids) as first(stream_id, expected, command_id)
    where first.command_id is not null and first.expected > 0 and not exists (
      select from event_log.events had where had.stream_id = first.stream_id and had.stream_version = first.expected)
  ) then
    begin
      if array_position(command_ids, null) is null then
        ${insertSingleEvents}
      else
        ${insertAppends}
      end if;
      return;
    exception when unique_violation then
      null; -- nothing of it is left: which one, and why, is asked below
    end;
  end if;
  select array_agg(asked.stream_id), jsonb_agg(asked) into refused_streams, refused
  from (
    select first.stream_id,
      coalesce((select stream_version from event_log.events had where had.stream_id = first.stream_id
        order by stream_version desc limit 1), 0) as current,
      first.expected,
      (select jsonb_build_object('version', had.stream_version + had.command_size - 1,
          'lane', had.lane, 'position', (had.position + had.command_size - 1)::text, 'eventId', had.event_id,
          'streamId', had.stream_id, 'digest', encode(had.command_digest, 'hex'))
        from event_log.events had where had.command_id = first.command_id) as answer
    from unnest(stream_ids, expected_versions, command_ids) as first(stream_id, expected, command_id)
    where first.command_id is not null
  ) asked
  where asked.current <> asked.expected or asked.answer is not null;
  if jsonb_path_exists(refused, '$[*].answer ? (@ != null)') then
    -- An answer is given again only when its first commit is as durable as this one, on a synchronous standby, too.
    perform pg_logical_emit_message(true, 'rung', '');
  end if;
  ${insertNotRefused}
end $$;
`;

/**
 * Appends are taken under the epoch that the log was opened under, and no other. For a log that was created before there
 * was such a thing: run in a migration, it opens the log under the epoch of that hour. May be repeated.
 */
export const epochGateSql = `
alter table event_log.log_settings add column if not exists opened_under text;
update event_log.log_settings set opened_under = event_log.epoch() where opened_under is null;
${appendSql}`;
