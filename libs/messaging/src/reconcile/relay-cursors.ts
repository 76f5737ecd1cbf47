import type { ClientBase, Pool, PoolClient } from 'pg';

export const relayLease = (topic: string): string => `relay ${topic}`;

/** The topics that this log was handed over to: its own, once a relay has run; none before. */
export async function topicsOf(on: Pool | ClientBase): Promise<readonly string[]> {
  const prefix = relayLease('');
  const { rows } = await on.query<{ name: string }>('select distinct name from relay_leases where starts_with(name, $1) order by name', [prefix]);
  return rows.map(({ name }) => name.slice(prefix.length));
}

/** Puts the relay of a lane where it has to go on; one that is at work loses its lease, and what it stores is refused. */
export async function moveRelay(on: Pool | PoolClient, topic: string, lane: number, position: bigint): Promise<void> {
  await on.query(
    `insert into relay_leases as known (name, lane, position) values ($1, $2, $3)
     on conflict (name, lane) do update set position = $3, fence = known.fence + 1, holder = null, expires_at = '-infinity'
     where known.position <> $3`,
    [relayLease(topic), lane, String(position)],
  );
}
