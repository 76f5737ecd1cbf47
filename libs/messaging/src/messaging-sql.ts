/** What keeps a consumer right when a producer's log was restored; may be repeated. */
export const voidingSql = `
-- Voidings that were followed, so that a topic can be read again from its beginning.
create table if not exists inbox_voidings (
  id uuid primary key, topic text not null, lane smallint not null, after bigint not null, epoch text not null, reason text not null,
  forgotten bigint not null, -- events that the inbox had
  followed_at timestamptz not null default now()
);
-- The ids of events that were forgotten: they are never taken again.
create table if not exists inbox_void_events (
  topic text not null, lane smallint not null, event_id uuid not null, position bigint not null,
  primary key (topic, lane, event_id)
);
-- Which feed a projection follows, so that a voiding finds it; one whose tables hold what is void waits until it is rebuilt.
alter table projection_cursors add column if not exists feed text;
alter table projection_cursors add column if not exists awaits_rebuild boolean not null default false;
-- Raised by a voiding: who read before it and is back at the same position afterwards still has something void in hand.
alter table projection_cursors add column if not exists generation int not null default 0;
alter table inbox_cursors add column if not exists generation int not null default 0;
`;

/** The tables of this library, run once by a migration of each service, in the service's own database. */
export const messagingSql = `
-- What arrived from other services' topics, kept so that views can be rebuilt without asking anyone.
create table inbox (
  topic text not null,
  lane smallint not null,
  position bigint not null,
  stream_id text not null,
  stream_version int not null,
  type text not null,
  schema_version smallint not null,
  event_id uuid not null,
  occurred_at text not null, -- as it was told: a time, or the day alone
  data jsonb not null,
  metadata jsonb not null,
  epoch text not null,
  primary key (topic, lane, position)
);

-- How far a lane of a topic was taken; moves in the statement that inserts, so it is the inbox's own dedupe and order.
create table inbox_cursors (
  topic text not null,
  lane smallint not null,
  position bigint not null,
  resume text, -- where the bus goes on, in its own words
  primary key (topic, lane)
);

-- How far a projection or a reaction has come; moves in the transaction that writes its rows.
create table projection_cursors (
  projection text not null,
  lane smallint not null,
  position bigint not null,
  parked int not null default 0, -- streams of this lane that are parked
  primary key (projection, lane)
);

-- Streams that a projection or reaction could not follow. Their later events are skipped until someone unparks them.
create table parked_streams (
  projection text not null,
  stream_id text not null,
  lane smallint not null,
  position bigint not null, -- of the event that failed
  error text not null,
  parked_at timestamptz not null default now(),
  primary key (projection, stream_id)
);

-- One holder at a time for each lane of a relay and for each reaction; the fence grows with every new holder.
create table relay_leases (
  name text not null,
  lane smallint not null,
  holder uuid,
  fence bigint not null default 0,
  expires_at timestamptz not null default '-infinity',
  position bigint not null default 0,
  primary key (name, lane)
);
${voidingSql}`;
