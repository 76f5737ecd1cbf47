import type { Registry } from 'prom-client';

import { gauge } from '../metrics.js';

export interface RebuildMetrics {
  /** @param left events that the new tables have yet to follow. */
  running(left: bigint): void;
  idle(): void;
}

/** The series of one projection; present from the start. */
export function rebuildMetrics(registry: Registry, projection: string): RebuildMetrics {
  const labels = { projection };
  const running = gauge(registry, 'rung_rebuild_running', 'Whether this process makes the projection anew.', ['projection']);
  const left = gauge(registry, 'rung_rebuild_left_events', 'Events that the new tables have yet to follow.', ['projection']);
  const set = (isRunning: number, events: number) => {
    running.set(labels, isRunning);
    left.set(labels, events);
  };
  set(0, 0);
  return { running: (events) => set(1, Number(events)), idle: () => set(0, 0) };
}
