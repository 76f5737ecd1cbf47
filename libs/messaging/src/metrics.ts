import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

// Several relays and projectors share one registry: the first makes a metric, the others find it.

/** @throws when another kind of metric has the name. */
export function gauge<Label extends string>(registry: Registry, name: string, help: string, labelNames: readonly Label[]): Gauge<Label> {
  const found = registry.getSingleMetric(name);
  if (found === undefined) return new Gauge({ name, help, labelNames, registers: [registry] });
  if (found instanceof Gauge) return found;
  throw new Error(`The metric ${name} is no gauge.`);
}

/** @throws when another kind of metric has the name. */
export function counter<Label extends string>(registry: Registry, name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
  const found = registry.getSingleMetric(name);
  if (found === undefined) return new Counter({ name, help, labelNames, registers: [registry] });
  if (found instanceof Counter) return found;
  throw new Error(`The metric ${name} is no counter.`);
}

/** Of durations in seconds. @throws when another kind of metric has the name. */
export function durations<Label extends string>(registry: Registry, name: string, help: string, labelNames: readonly Label[]): Histogram<Label> {
  const found = registry.getSingleMetric(name);
  const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
  if (found === undefined) return new Histogram({ name, help, labelNames, buckets, registers: [registry] });
  if (found instanceof Histogram) return found;
  throw new Error(`The metric ${name} is no histogram.`);
}
