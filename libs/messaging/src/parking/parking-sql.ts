/** The table of this part of the library, run once by a migration of each service that has projections or reactions. */
export const parkingSql = `
-- What operators decided about parked streams, kept for ever: who passed over which event, when and why. A row without an
-- outcome waits for the one process that holds a reaction's lease.
create table parking_decisions (
  id bigint generated always as identity primary key,
  projection text not null,
  stream_id text not null,
  lane smallint not null,
  position bigint not null, -- of the event that was in the way
  error text not null, -- why it was
  action text not null check (action in ('retry', 'skip')),
  reason text check ((reason is null) = (action = 'retry')),
  decided_by uuid not null, -- the operator's opaque id
  decided_at timestamptz not null default now(),
  command_id uuid unique, -- the idempotency key
  outcome text check (outcome in ('followed', 'parked')),
  followed int, -- events
  parked_at_position bigint, -- of the event that is in the way now
  parked_error text
);
create index parking_decisions_by_stream on parking_decisions (projection, stream_id);
create unique index parking_decisions_waiting on parking_decisions (projection, stream_id) where outcome is null;
`;
