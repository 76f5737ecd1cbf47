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

/** What a log is asked at every scrape; while it cannot answer, what it was asked is absent and everything else stays. */
export interface LogReads {
  heads(): Promise<readonly bigint[]>;
  /** Whether it takes appends: one that was restored does not until it is settled. */
  isOpen(): Promise<boolean>;
}

/** The series of one registry, and the logs that feed them: a process may have several. */
interface Series {
  readonly duration: Histogram<'log' | 'outcome'>;
  readonly events: Counter<'log'>;
  readonly conflicts: Counter<'log'>;
  readonly logs: Map<string, LogReads>;
}

const seriesOf = new WeakMap<Registry, Series>();

/**
 * Feeds the registry's series, which the first log registers; the log's name tells its own apart.
 * @throws Error when a log of this name feeds the registry already: one would hide the other.
 */
export function createAppendMetrics(registry: Registry, name: string, reads: LogReads): AppendMetrics {
  const series = seriesOf.get(registry) ?? registered(registry);
  if (series.logs.has(name)) throw new Error(`a log named "${name}" feeds this registry already; give each log a name of its own`);
  series.logs.set(name, reads);
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
  const logs = new Map<string, LogReads>();
  new Gauge({
    name: 'rung_eventstore_head_position',
    help: 'The last position of a lane',
    labelNames: ['log', 'lane'],
    registers,
    async collect() {
      const read = await Promise.all([...logs].map(async ([log, { heads }]) => ({ log, positions: await heads().catch(() => []) })));
      this.reset();
      for (const { log, positions } of read) positions.forEach((position, lane) => this.set({ log, lane }, Number(position)));
    },
  });
  new Gauge({
    name: 'rung_eventstore_open',
    help: 'Whether the log takes appends: 0 from a restore until it is settled with its topic',
    labelNames: ['log'],
    registers,
    async collect() {
      const read = await Promise.all([...logs].map(async ([log, { isOpen }]) => ({ log, open: await isOpen().catch(() => undefined) })));
      this.reset();
      for (const { log, open } of read) if (open !== undefined) this.set({ log }, Number(open));
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
    logs,
  };
  seriesOf.set(registry, series);
  return series;
}
