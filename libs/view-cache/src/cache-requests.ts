import { Counter, type Registry } from 'prom-client';

export type CacheResult = 'hit' | 'miss' | 'error';

/** Counts reads by what came of them. The ratio is a recording rule's business. */
export function cacheRequests(registry: Registry | undefined, cache: string): (result: CacheResult) => void {
  if (registry === undefined) return () => undefined;
  const name = 'rung_cache_requests_total';
  const found = registry.getSingleMetric(name);
  const counter =
    found instanceof Counter
      ? found
      : new Counter({ name, help: 'Reads of a cache, by result.', labelNames: ['cache', 'result'] as const, registers: [registry] });
  // looked up once, as a read is counted every time
  const of = (result: CacheResult) => counter.labels({ cache, result });
  const counts = { hit: of('hit'), miss: of('miss'), error: of('error') };
  for (const count of Object.values(counts)) count.inc(0);
  return (result) => counts[result].inc();
}
