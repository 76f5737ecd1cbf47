import { performance } from 'node:perf_hooks';

import type { Pool } from 'pg';

import type { Feed } from '../feed.js';
import { LagMeter } from '../lag.js';
import type { Logger } from '../logger.js';
import { startLoop, type Loop } from '../loop.js';
import { cursorsOf } from './projection-cursors.js';
import type { ProjectionMetrics } from './projection-metrics.js';

export interface WatchOptions {
  readonly pool: Pool;
  readonly name: string;
  readonly feed: Feed;
  readonly metrics: ProjectionMetrics;
  readonly logger: Logger;
  /** Told of every lane that the feed has and its cursor, again and again: an inbox may learn of more, and a cursor may go back. */
  readonly onLane: (lane: number, position: bigint) => void;
}

/** Looks once a second how far a projection is behind its feed, whichever process moves it, and which lanes there are. */
export function watchProjection({ pool, name, feed, metrics, logger, onLane }: WatchOptions): Loop {
  const meter = new LagMeter();
  return startLoop({
    name: `watch ${name}`,
    logger,
    step: async () => {
      const cursors = await cursorsOf(pool, name);
      for (const lane of await feed.lanes()) onLane(lane, cursors.get(lane)?.position ?? 0n);
      const heads = await feed.heads();
      const positions = new Map([...cursors].map(([lane, cursor]) => [lane, cursor.position]));
      const parked = [...cursors.values()].reduce((sum, cursor) => sum + cursor.parked, 0);
      const followed = [...positions.values()].reduce((sum, position) => sum + position, 0n);
      metrics.state(followed, meter.observe(heads, positions, performance.now()), parked);
      return 'elsewhere';
    },
  });
}
