// What a log counts about its appends: never by stream, kind of stream or type of event, which would tell who does what as it is done.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

import type { Append, Appended } from '../event-log.js';
import { VersionConflict } from '../event-log.js';

export interface AppendMetrics {
  /** @param seconds from the call to the answer, the wait for a batch included. */
  appended(append: Append, appended: Appended, seconds: number): void;
  failed(error: unknown, seconds: number): void;
}

const durationBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const noMetrics: AppendMetrics = { appended: () => undefined, failed: () => undefined };

type Heads = () => Promise<readonly bigint[]>;

/** The series of one registry, and the logs that feed them: a process may have several. */
interface Series {
  readonly duration: Histogram<'log' | 'outcome'>;
  readonly events: Counter<'log'>;
  readonly conflicts: Counter<'log'>;
  readonly heads: Map<string, Heads>;
}

const seriesOf = new WeakMap<Registry, Series>();

/**
 * Feeds the registry's series, which the first log registers; the log's name tells its own apart.
 * @param heads is asked at every scrape; when it fails, the positions of this log are absent and everything else stays.
 * @throws Error when a log of this name feeds the registry already: one would hide the other.
 */
export function createAppendMetrics(registry: Registry, name: string, heads: Heads): AppendMetrics {
  const series = seriesOf.get(registry) ?? registered(registry);
  if (series.heads.has(name)) throw new Error(`a log named "${name}" feeds this registry already; give each log a name of its own`);
  series.heads.set(name, heads);
  const { duration, events, conflicts } = series;
  events.inc({ log: name }, 0);
  conflicts.inc({ log: name }, 0);
  return {
    appended(append, { repeated }, seconds) {
      duration.labels(name, repeated ? 'repeated' : 'appended').observe(seconds);
      if (!repeated) events.labels(name).inc(append.events.length);
    },
    failed(error, seconds) {
      const isConflict = error instanceof VersionConflict;
      duration.labels(name, isConflict ? 'conflict' : 'failed').observe(seconds);
      if (isConflict) conflicts.labels(name).inc();
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
      labelNames: ['log', 'outcome'],
      buckets: durationBuckets,
      registers,
    }),
    events: new Counter({
      name: 'rung_eventstore_append_events_total',
      help: 'Events stored',
      labelNames: ['log'],
      registers,
    }),
    conflicts: new Counter({
      name: 'rung_eventstore_conflicts_total',
      help: 'Appends refused because the stream had moved',
      labelNames: ['log'],
      registers,
    }),
    heads,
  };
  seriesOf.set(registry, series);
  return series;
}
