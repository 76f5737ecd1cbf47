import type { Registry } from 'prom-client';

import type { Lag } from '../lag.js';
import { counter, durations, gauge } from '../metrics.js';

export interface ProjectionMetrics {
  /** @param projected of the batch; @param seconds that it took. */
  batch(projected: number, skipped: number, seconds: number): void;
  state(position: bigint, lag: Lag, parked: number): void;
}

/** The series of one projection or reaction; present from the start, so that an alert can tell 0 from absent. */
export function projectionMetrics(registry: Registry, projection: string): ProjectionMetrics {
  const labels = { projection };
  const names = ['projection'] as const;
  const position = gauge(registry, 'rung_projection_position', 'Events followed, over all lanes.', names);
  const lagEvents = gauge(registry, 'rung_projection_lag_events', 'Events that the feed is ahead.', names);
  const lagSeconds = gauge(registry, 'rung_projection_lag_seconds', 'How long the projection has been behind; 0 when it is not.', names);
  const parkedStreams = gauge(registry, 'rung_parked_streams', 'Streams that the projection could not follow.', names);
  const processed = counter(registry, 'rung_projection_processed_total', 'Events projected.', names);
  const skipped = counter(registry, 'rung_projection_skipped_total', 'Events skipped, their stream being parked.', names);
  const duration = durations(registry, 'rung_projection_duration_seconds', 'Time per batch, from lock to commit.', names);
  for (const metric of [position, lagEvents, lagSeconds, parkedStreams]) metric.set(labels, 0);
  for (const metric of [processed, skipped]) metric.inc(labels, 0);
  duration.zero(labels);
  return {
    batch: (projectedEvents, skippedEvents, seconds) => {
      processed.inc(labels, projectedEvents);
      skipped.inc(labels, skippedEvents);
      duration.observe(labels, seconds);
    },
    state: (positions, lag, parked) => {
      position.set(labels, Number(positions));
      lagEvents.set(labels, lag.events);
      lagSeconds.set(labels, lag.seconds);
      parkedStreams.set(labels, parked);
    },
  };
}
