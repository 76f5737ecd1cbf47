import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';

import { failpoint } from '@rung/event-store';
import type { Pool } from 'pg';

export interface LeaseOptions {
  readonly pool: Pool;
  /** Who wants it, unique in the service: "relay rung.matrix.events", "reaction launch-reviews". */
  readonly name: string;
  readonly lane: number;
  /** How long a holder that fell silent keeps others waiting. */
  readonly ttlMs?: number;
}

export interface Hold {
  /** Grows with every new holder: a write that names an older one must not happen. */
  readonly fence: bigint;
  /** The position stored under the lease. */
  readonly position: bigint;
}

/** What tells a lease that is held from all others of its name. */
export interface HeldLease {
  readonly lane: number;
  readonly fence: bigint;
  /** That gave it. */
  readonly server: string;
}

/** A holder that is alive renews three times as often as its lease ends. */
const silentTtls = 12;

/** Another's lease, and since when it has looked like this by this process's clock. */
interface Watched {
  readonly fence: string;
  readonly expires: string;
  readonly sinceMs: number;
}

interface HoldRow {
  readonly fence: string;
  readonly position: string;
  readonly server: string;
}

/** Which of its lives the server is in: a standby that was promoted is in another one than the primary was. */
export const serverSql = 'extract(epoch from pg_postmaster_start_time())::text';

/**
 * One holder at a time, by the database's clock; where that was set back, by seeing that nobody renews it. A holder that was frozen may believe for a while that it still holds;
 * what it stores is refused by its fence, what it does must bear being done twice. It ends with the server that gave it: the next one may not have
 * all that the last one had, so whoever holds it then asks anew where it stands.
 */
export class Lease {
  private readonly holder = randomUUID();
  private readonly ttlMs: number;
  private hold: Hold | undefined;
  private server = '';
  private validUntilMs = 0;
  private keeper: NodeJS.Timeout | undefined;
  private watched: Watched | undefined;

  constructor(private readonly options: LeaseOptions) {
    this.ttlMs = options.ttlMs ?? 5_000;
  }

  /** Whether nobody else can have it yet, by this process's clock: it ran on while the process was frozen. */
  get isValid(): boolean {
    return this.hold !== undefined && performance.now() < this.validUntilMs;
  }

  /** None once it is known to be lost. */
  get held(): HeldLease | undefined {
    return this.hold && { lane: this.options.lane, fence: this.hold.fence, server: this.server };
  }

  /** The lease, if this holder has it or can take it; kept from then on. @returns undefined while another holds it. */
  async acquire(): Promise<Hold | undefined> {
    if (this.isValid) return this.hold;
    const { pool, name, lane } = this.options;
    await pool.query('insert into relay_leases (name, lane) values ($1, $2) on conflict do nothing', [name, lane]);
    failpoint('lease.prepared');
    const askedMs = performance.now();
    const { rows } = await pool.query<HoldRow>(
      `update relay_leases set holder = $3, fence = fence + 1, expires_at = clock_timestamp() + $4 * interval '1 ms'
       where name = $1 and lane = $2 and (expires_at < clock_timestamp() or holder = $3 or (fence = $5 and expires_at = $6::timestamptz))
       returning fence, position, ${serverSql} as server`,
      [name, lane, this.holder, this.ttlMs, ...this.silent()],
    );
    failpoint('lease.taken');
    const row = rows[0];
    if (row === undefined) {
      this.lose();
      await this.watch();
      return undefined;
    }
    this.watched = undefined;
    this.hold = { fence: BigInt(row.fence), position: BigInt(row.position) };
    this.server = row.server;
    this.validUntilMs = askedMs + this.ttlMs;
    this.keeper ??= setInterval(() => void this.renew().catch(() => undefined), this.ttlMs / 3);
    this.keeper.unref();
    return this.hold;
  }

  /** @returns fence and end of a lease that nobody has renewed for long, whatever the database's clock says. */
  private silent(): [string, string] | [null, null] {
    const { watched } = this;
    const isSilent = watched !== undefined && performance.now() - watched.sinceMs > silentTtls * this.ttlMs;
    return isSilent ? [watched.fence, watched.expires] : [null, null];
  }

  private async watch(): Promise<void> {
    const { pool, name, lane } = this.options;
    const { rows } = await pool.query<{ fence: string; expires: string }>('select fence, expires_at::text as expires from relay_leases where name = $1 and lane = $2', [name, lane]);
    const [row] = rows;
    const isSame = row !== undefined && row.fence === this.watched?.fence && row.expires === this.watched.expires;
    if (!isSame) this.watched = row && { ...row, sinceMs: performance.now() };
  }

  /** Stores a position under the lease. @returns false when another holds it by now, or the server is another one: then nothing was stored. */
  async store(position: bigint): Promise<boolean> {
    const stored = await this.touch(position, false);
    if (stored && this.hold !== undefined) this.hold = { ...this.hold, position };
    return stored;
  }

  /** Gives the lease up, so that another need not wait until it expires. */
  async release(): Promise<void> {
    const { pool, name, lane } = this.options;
    const fence = this.hold?.fence;
    this.lose();
    if (fence === undefined) return;
    await pool.query("update relay_leases set expires_at = '-infinity', holder = null where name = $1 and lane = $2 and fence = $3", [
      name,
      lane,
      String(fence),
    ]);
  }

  /** With its position once more, as a crash of the server may have taken it back; one that was stored meanwhile stays. */
  private async renew(): Promise<void> {
    if (this.hold !== undefined) await this.touch(this.hold.position, true);
  }

  /** Waits for no disk: what a crash of the server takes back is a position that is gone on from once more, and a time that ends sooner. */
  private async touch(position: bigint, isAtLeast: boolean): Promise<boolean> {
    const { hold } = this;
    if (hold === undefined) return false;
    const { pool, name, lane } = this.options;
    const askedMs = performance.now();
    const { rowCount } = await pool.query({
      name: 'rung-touch-lease',
      text: `with unsynced as (select set_config('synchronous_commit', 'off', true))
        update relay_leases set position = case when $6 then greatest(position, $5) else $5 end, expires_at = clock_timestamp() + $4 * interval '1 ms' from unsynced
        where name = $1 and lane = $2 and fence = $3 and ${serverSql} = $7`,
      values: [name, lane, String(hold.fence), this.ttlMs, String(position), isAtLeast, this.server],
    });
    failpoint('lease.touched');
    if (rowCount === 1) this.validUntilMs = Math.max(this.validUntilMs, askedMs + this.ttlMs);
    else if (this.hold?.fence === hold.fence) this.lose();
    return rowCount === 1;
  }

  private lose(): void {
    clearInterval(this.keeper);
    this.keeper = undefined;
    this.hold = undefined;
  }
}
