/** The table of this part of the library, run once by a migration of each service that has projections. */
export const rebuildSql = `
-- Projections that somebody wants made anew, and what became of it. What is made lies in a schema of its own until the swap.
create table projection_rebuilds (
  projection text primary key,
  requested_by text not null,
  requested_at timestamptz not null default now(),
  build text, -- by whose code the new tables are filled
  trouble text, -- why it does not go on, in words that hold no value of the data
  finished_at timestamptz,
  outcome text -- swapped or cancelled
);
`;
