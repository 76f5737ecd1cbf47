// Leases that were given by a server that is no more, and that another one has from it, as a standby has.
import { setTimeout as pause } from 'node:timers/promises';

import type { Pool } from 'pg';

import { serverSql, type HeldLease } from './lease.js';

const lookAgainMs = 100;
/** A clock that was set back would let an old lease last for long; who has not renewed it after so long is not there. */
const mostMs = 60_000;

/**
 * Resolves once nobody does anything any more under a lease of before this call: it was taken anew, or renewed, from the server that is asked, or
 * it is over. Whoever has something under way by a lease takes it anew after that alone.
 * @param own those of the caller, which need not be waited for where they are of this server.
 */
export async function untilOthersTookAnew(pool: Pool, name: string, own: readonly HeldLease[]): Promise<void> {
  const { rows: before } = await pool.query<{ lane: number; fence: string; expires: string; server: string }>(
    `select lane, fence, expires_at::text as expires, ${serverSql} as server from relay_leases where name = $1 and expires_at > clock_timestamp()`,
    [name],
  );
  const isOwn = (one: { lane: number; fence: string; server: string }): boolean =>
    own.some(({ lane, fence, server }) => lane === one.lane && fence === BigInt(one.fence) && server === one.server);
  const others = before.filter((one) => !isOwn(one));
  const values = [name, others.map(({ lane }) => lane), others.map(({ fence }) => fence), others.map(({ expires }) => expires)];
  const sinceMs = performance.now();
  while (others.length > 0 && performance.now() - sinceMs < mostMs) {
    const { rowCount } = await pool.query(
      `select from relay_leases l join unnest($2::smallint[], $3::bigint[], $4::timestamptz[]) as b(lane, fence, expires) using (lane)
       where l.name = $1 and l.fence = b.fence and l.expires_at = b.expires and l.expires_at > clock_timestamp() limit 1`,
      values,
    );
    if (rowCount === 0) return;
    await pause(lookAgainMs);
  }
}
