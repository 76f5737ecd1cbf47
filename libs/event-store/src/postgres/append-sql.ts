// The log's one writing function.

/** The first key of the advisory locks that order a log's lanes ("rung" in ASCII); the second is the lane. */
export const lockNamespace = 0x72756e67;

/** SQLSTATE of an append to a log that is closed; of a class of our own. */
export const logRestoredCode = 'RG001';

export const appendSignature = `event_log.append(
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
