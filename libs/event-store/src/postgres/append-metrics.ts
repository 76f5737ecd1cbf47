// What the log counts about its appends, by the kind of stream; never by its id, nor by the type of the event: it would tell who has done what.
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

type Heads = () => Promise<readonly bigint[]>;

/** The series of one registry, and the logs that feed them: a process may have several. */
interface Series {
  readonly duration: Histogram<'aggregate_type' | 'outcome'>;
  readonly events: Counter<'aggregate_type'>;
  readonly conflicts: Counter<'aggregate_type'>;
  readonly heads: Map<string, Heads>;
}

const seriesOf = new WeakMap<Registry, Series>();

/**
 * Feeds the registry's series, which the first log registers. Kinds of streams tell the logs apart, but lanes need the log's name.
 * @param heads is asked at every scrape; when it fails, the positions of this log are absent and everything else stays.
 * @throws Error when a log of this name feeds the registry already: one would hide the other.
 */
export function createAppendMetrics(registry: Registry, name: string, heads: Heads): AppendMetrics {
  const series = seriesOf.get(registry) ?? registered(registry);
  if (series.heads.has(name)) throw new Error(`a log named "${name}" feeds this registry already; give each log a name of its own`);
  series.heads.set(name, heads);
  const { duration, events, conflicts } = series;
  return {
    appended(append, { repeated }, seconds) {
      const type = aggregateType(append.streamId);
      duration.labels(type, repeated ? 'repeated' : 'appended').observe(seconds);
      if (!repeated) events.labels(type).inc(append.events.length);
    },
    failed(append, error, seconds) {
      const type = aggregateType(append.streamId);
      const isConflict = error instanceof VersionConflict;
      duration.labels(type, isConflict ? 'conflict' : 'failed').observe(seconds);
      if (isConflict) conflicts.labels(type).inc();
    },
  };
}

function registered(registry: Registry): Series {
  const registers = [registry];
  const heads = new Map<string, Heads>();
  new Gauge({
    name: 'rung_eventstore_head_position',
    help: 'The last position of a lane',
    labelNames: ['log', 'lane'],
    registers,
    async collect() {
      const read = await Promise.all([...heads].map(async ([log, ask]) => ({ log, positions: await ask().catch(() => []) })));
      this.reset();
      for (const { log, positions } of read) positions.forEach((position, lane) => this.set({ log, lane }, Number(position)));
    },
  });
  const series: Series = {
    duration: new Histogram({
      name: 'rung_eventstore_append_duration_seconds',
      help: 'From the call of an append to its durable answer',
      labelNames: ['aggregate_type', 'outcome'],
      buckets: durationBuckets,
      registers,
    }),
    events: new Counter({
      name: 'rung_eventstore_append_events_total',
      help: 'Events stored',
      labelNames: ['aggregate_type'],
      registers,
    }),
    conflicts: new Counter({
      name: 'rung_eventstore_conflicts_total',
      help: 'Appends refused because the stream had moved',
      labelNames: ['aggregate_type'],
      registers,
    }),
    heads,
  };
  seriesOf.set(registry, series);
  return series;
}

const aggregateType = (streamId: string): string => streamId.slice(0, streamId.indexOf('/')).slice(0, 40) || 'unknown';
