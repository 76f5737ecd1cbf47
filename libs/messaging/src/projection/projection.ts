import type { RecordedEvent } from '@rung/event-store';
import type { PoolClient } from 'pg';

import type { Feed } from '../feed.js';

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
   * Told of a batch once its transaction has committed, for what is derived from the tables and may be lost: a cache. Not told
   * when the process ends in between, and told of events that were skipped or parked as well; must not throw.
   */
  committed?(events: readonly RecordedEvent[]): Promise<void>;
  /** Events per transaction; 500 unless said otherwise. */
  readonly batchSize?: number;
}
