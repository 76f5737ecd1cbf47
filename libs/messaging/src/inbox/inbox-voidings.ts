import { failpoint, type RecordedEvent } from '@rung/event-store';
import type { Pool, PoolClient } from 'pg';

import type { Voiding } from '../event-bus.js';
import { inTransaction } from '../transaction.js';

/** What a topic's producer took back: followed once, and what is void is never taken again. */
export class InboxVoidings {
  /** Whether a lane has void events, as of a generation of its cursor; most have none, and are spared the question. */
  private readonly asked = new Map<number, { readonly generation: number; readonly hasSome: boolean }>();

  constructor(
    private readonly pool: Pool,
    private readonly topic: string,
  ) {}

  /**
   * Leaves out what is known to be void: a topic that is read again says it again.
   * @param generation of the lane's cursor, read before: what it was raised for is left out.
   */
  async without(lane: number, events: readonly RecordedEvent[], generation: number): Promise<readonly RecordedEvent[]> {
    if (!(await this.has(lane, generation))) return events;
    const { rows } = await this.pool.query<{ event_id: string }>(
      'select event_id from inbox_void_events where topic = $1 and lane = $2 and event_id = any($3::uuid[])',
      [this.topic, lane, events.map(({ eventId }) => eventId)],
    );
    failpoint('inbox.void-events-read');
    const void_ = new Set(rows.map(({ event_id }) => event_id));
    return events.filter(({ eventId }) => !void_.has(eventId));
  }

  /**
   * In one transaction: the inbox forgets, its cursor goes back, and every projection of the topic stops until it is rebuilt; also
   * one that has not come so far, as it may have read what it is about to write.
   */
  follow({ id, lane, after, epoch, reason }: Voiding, resume: string): Promise<{ readonly isNew: boolean; readonly forgotten: number }> {
    const { topic } = this;
    return inTransaction(this.pool, async (tx) => {
      await tx.query('select from inbox_cursors where topic = $1 and lane = $2 for update', [topic, lane]);
      failpoint('voiding.cursor-locked');
      const { rowCount } = await tx.query(
        `insert into inbox_voidings (id, topic, lane, after, epoch, reason, forgotten) values ($1, $2, $3, $4, $5, $6,
           (select count(*) from inbox where topic = $2 and lane = $3 and position > $4)) on conflict do nothing`,
        [id, topic, lane, String(after), epoch, reason],
      );
      failpoint('voiding.noted');
      if (rowCount === 0) {
        await tx.query('update inbox_cursors set resume = $3 where topic = $1 and lane = $2', [topic, lane, resume]);
        failpoint('voiding.known');
        return { isNew: false, forgotten: 0 };
      }
      const { rowCount: forgotten } = await tx.query(
        `with gone as (delete from inbox where topic = $1 and lane = $2 and position > $3 returning event_id, position)
         insert into inbox_void_events (topic, lane, event_id, position) select $1, $2, event_id, position from gone`,
        [topic, lane, String(after)],
      );
      failpoint('voiding.forgotten');
      await tx.query('update inbox_cursors set position = least(position, $3), resume = $4, generation = generation + 1 where topic = $1 and lane = $2', [
        topic,
        lane,
        String(after),
        resume,
      ]);
      failpoint('voiding.went-back');
      if (forgotten !== null && forgotten > 0) await this.rebuildAll(tx, id);
      return { isNew: true, forgotten: forgotten ?? 0 };
    });
  }

  /** What a rebuild under way has read may be void as well: it loses its lease, and begins anew. */
  private async rebuildAll(tx: PoolClient, voiding: string): Promise<void> {
    await tx.query(
      `insert into projection_rebuilds (projection, requested_by) select distinct projection, $2 from projection_cursors where feed = $1
       on conflict (projection) do update set requested_by = excluded.requested_by, requested_at = now(),
         build = null, trouble = null, finished_at = null, outcome = null`,
      [this.topic, `voiding ${voiding}`],
    );
    failpoint('voiding.rebuild-wanted');
    await tx.query(
      `update relay_leases set fence = fence + 1, holder = null, expires_at = '-infinity'
       where name in (select 'rebuild ' || projection from projection_cursors where feed = $1)`,
      [this.topic],
    );
    failpoint('voiding.rebuild-stopped');
    await tx.query('update projection_cursors set position = 0, awaits_rebuild = true, generation = generation + 1 where feed = $1', [this.topic]);
    failpoint('voiding.projections-stopped');
  }

  private async has(lane: number, generation: number): Promise<boolean> {
    const known = this.asked.get(lane);
    if (known?.generation === generation) return known.hasSome;
    const { rowCount } = await this.pool.query('select from inbox_void_events where topic = $1 and lane = $2 limit 1', [this.topic, lane]);
    failpoint('inbox.void-lane-asked');
    const hasSome = rowCount === 1;
    this.asked.set(lane, { generation, hasSome });
    return hasSome;
  }
}
