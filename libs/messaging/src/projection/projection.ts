import type { RecordedEvent } from '@rung/event-store';
import type { PoolClient } from 'pg';

import type { Feed } from '../feed.js';
import type { Fold } from '../fold/folded-rows.js';

/** Folds a feed into tables. */
export interface Projection {
  /** Unique in the service; names the cursor and the metrics. */
  readonly name: string;
  readonly feed: Feed;
  /**
   * Writes what a batch of one lane changes, in the transaction that moves the cursor; set-based, and the same whatever
   * the batches are. May be called again with the same events after a rollback, never after a commit.
   */
  project(events: readonly RecordedEvent[], tx: PoolClient): Promise<void>;
  /**
   * Whether `project` would write nothing for a batch: then its cursor passes it without a transaction. Pure. An event that it
   * throws at is projected, and to blame then.
   */
  ignores?(events: readonly RecordedEvent[]): boolean;
  /**
   * Told of a batch once its transaction has committed, for what is derived from the tables and may be lost: a cache. Not told
   * when the process ends in between, and told of events that were skipped or parked as well; must not throw.
   */
  committed?(events: readonly RecordedEvent[]): Promise<void>;
  /** Events per transaction; 1000 unless said otherwise. */
  readonly batchSize?: number;
  /** What a rebuild makes anew, or why there is none. Nothing said means none. */
  readonly rebuild?: Rebuildable | NotRebuildable;
}

/** All that the projection writes is in these tables, nobody else writes them, and they hold nothing but what events say. */
export interface Rebuildable {
  readonly tables: readonly string[];
  /** The same fold that `project` makes, row by row: then a rebuild holds many rows in memory, and writes each seldom. */
  readonly fold?: Fold;
}

export interface NotRebuildable {
  /** A sentence for the operator. */
  readonly impossible: string;
}
