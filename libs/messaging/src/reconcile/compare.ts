import { eventIdsOf, failpoint, logSource } from '@rung/event-store';
import type { Pool } from 'pg';

import type { KeptRange, KeptTopic } from '../event-bus.js';
import { LaneFold, type LaneComparison } from './lane-fold.js';
import { mustBeOfSource } from './own-topic.js';

export interface LogAndTopic {
  /** Of the database that holds the log. */
  readonly pool: Pool;
  readonly kept: KeptTopic;
}

/**
 * Reads the topic from its beginning and holds every event against the log's: as long as it takes to read it.
 * @throws ReconcileRefused where an event is of another service's log.
 */
export async function compareWithTopic({ pool, kept }: LogAndTopic): Promise<readonly LaneComparison[]> {
  const ends = await kept.ends();
  failpoint('compare.ends-known');
  const folds = new Map([...ends.keys()].map((lane) => [lane, new LaneFold(lane)]));
  await foldRange(pool, kept, ends, folds);
  failpoint('compare.topic-read');
  const lanes = [...folds].sort(([a], [b]) => a - b);
  return Promise.all(
    lanes.map(async ([lane, fold]) => {
      const { head } = await eventIdsOf(pool, lane, []);
      failpoint('compare.head-read');
      return fold.compare(head);
    }),
  );
}

async function foldRange(pool: Pool, kept: KeptTopic, ranges: ReadonlyMap<number, KeptRange>, folds: ReadonlyMap<number, LaneFold>): Promise<void> {
  const source = await logSource(pool);
  await kept.read(ranges, async (lane, records) => {
    mustBeOfSource(source, records);
    const positions = records.flatMap((record) => ('event' in record ? [record.event.position] : []));
    const { ids } = await eventIdsOf(pool, lane, positions);
    failpoint('compare.ids-read');
    folds.get(lane)?.add(records, ids);
  });
}

/** Whether the log holds all that the topic holds: then nothing that others took is contradicted by what comes next. */
export const holdsAll = (lanes: readonly LaneComparison[]): boolean => lanes.every(({ onlyInTopic, hasVoid }) => onlyInTopic === 0 && !hasVoid);
