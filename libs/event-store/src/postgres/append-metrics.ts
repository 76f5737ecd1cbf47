// What the log counts about its appends, by the kind of stream; never by its id.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

import type { Append, Appended } from '../event-log.js';
import { VersionConflict } from '../event-log.js';

export interface AppendMetrics {
  /** @param seconds from the call to the answer, the wait for a batch included. */
  appended(append: Append, appended: Appended, seconds: number): void;
  failed(append: Append, error: unknown, seconds: number): void;
}

const durationBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const noMetrics: AppendMetrics = { appended: () => undefined, failed: () => undefined };

/**
 * Registers the log's series; a registry takes one log.
 * @param heads is asked at every scrape; when it fails, the positions are absent and everything else stays.
 */
export function createAppendMetrics(registry: Registry, heads: () => Promise<readonly bigint[]>): AppendMetrics {
  const registers = [registry];
  const duration = new Histogram({
    name: 'rung_eventstore_append_duration_seconds',
    help: 'From the call of an append to its durable answer',
    labelNames: ['aggregate_type', 'outcome'],
    buckets: durationBuckets,
    registers,
  });
  const events = new Counter({
    name: 'rung_eventstore_append_events_total',
    help: 'Events stored',
    labelNames: ['aggregate_type', 'event_type'],
    registers,
  });
  const conflicts = new Counter({
    name: 'rung_eventstore_conflicts_total',
    help: 'Appends refused because the stream had moved',
    labelNames: ['aggregate_type'],
    registers,
  });
  new Gauge({
    name: 'rung_eventstore_head_position',
    help: 'The last position of a lane',
    labelNames: ['lane'],
    registers,
    async collect() {
      this.reset();
      const positions = await heads().catch(() => []);
      positions.forEach((position, lane) => this.set({ lane }, Number(position)));
    },
  });
  return {
    appended(append, { repeated }, seconds) {
      const type = aggregateType(append.streamId);
      duration.labels(type, repeated ? 'repeated' : 'appended').observe(seconds);
      if (!repeated) for (const event of append.events) events.labels(type, event.type).inc();
    },
    failed(append, error, seconds) {
      const type = aggregateType(append.streamId);
      const isConflict = error instanceof VersionConflict;
      duration.labels(type, isConflict ? 'conflict' : 'failed').observe(seconds);
      if (isConflict) conflicts.labels(type).inc();
    },
  };
}

const aggregateType = (streamId: string): string => streamId.slice(0, streamId.indexOf('/')).slice(0, 40) || 'unknown';
