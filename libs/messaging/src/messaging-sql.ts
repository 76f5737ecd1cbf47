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
`;
