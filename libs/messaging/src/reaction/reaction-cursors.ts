import { failpoint } from '@rung/event-store';
import type { Pool } from 'pg';

import { openCursor, parkedStreams } from '../projection/projection-cursors.js';

export interface ReactionCursor {
  readonly position: bigint;
  /** The streams that are parked. */
  readonly skip: Set<string>;
}

/** Where a reaction stands in each lane. The holder of a fence need not ask twice: nobody else moves them meanwhile. */
export class ReactionCursors {
  private known: { readonly fence: bigint; readonly lanes: Map<number, ReactionCursor> } = { fence: -1n, lanes: new Map() };

  constructor(
    private readonly pool: Pool,
    private readonly reaction: string,
  ) {}

  async of(lane: number, fence: bigint): Promise<ReactionCursor> {
    if (this.known.fence !== fence) this.known = { fence, lanes: new Map() };
    const known = this.known.lanes.get(lane);
    if (known !== undefined) return known;
    const { position, parked } = await openCursor(this.pool, this.reaction, lane);
    failpoint('reaction.cursor-opened');
    const cursor = { position, skip: parked > 0 ? await parkedStreams(this.pool, this.reaction, lane) : new Set<string>() };
    this.known.lanes.set(lane, cursor);
    return cursor;
  }

  /** Moves a lane's cursor, unless another instance has taken over and moves it itself. */
  async move(lane: number, { from, to, skip }: { from: bigint; to: bigint; skip: Set<string> }, fence: bigint): Promise<void> {
    this.forget(lane); // asked again if this fails
    const { rowCount } = await this.pool.query(
      `update projection_cursors set position = $4 where projection = $1 and lane = $2 and position = $3
       and exists (select from relay_leases where name = $5 and lane = 0 and fence = $6)`,
      [this.reaction, lane, String(from), String(to), `reaction ${this.reaction}`, String(fence)],
    );
    failpoint('reaction.stored');
    if (rowCount === 1) this.known.lanes.set(lane, { position: to, skip });
  }

  /** Something else has moved it, or may have. */
  forget(lane: number): void {
    this.known.lanes.delete(lane);
  }
}
