import type { Registry } from 'prom-client';

import { counter, gauge } from '../metrics.js';

export interface KafkaMetrics {
  lag(group: string, topic: string, partition: number, records: number): void;
  strange(topic: string, reason: 'foreign' | 'unreadable', records: number): void;
}

/** The consumer's series; none without a registry. */
export function kafkaMetrics(registry: Registry | undefined): KafkaMetrics {
  if (registry === undefined) return { lag: () => undefined, strange: () => undefined };
  const lag = gauge(registry, 'rung_kafka_consumer_lag_records', 'Records of a partition that are not yet taken.', ['group', 'topic', 'partition']);
  const strange = counter(registry, 'rung_kafka_strange_records_total', 'Records that are no events, or whose data cannot be read.', ['topic', 'reason']);
  return {
    lag: (group, topic, partition, records) => lag.set({ group, topic, partition }, records),
    strange: (topic, reason, records) => strange.inc({ topic, reason }, records),
  };
}
