import type { Registry } from 'prom-client';

import { counter, gauge } from '../metrics.js';

export interface KafkaMetrics {
  lag(group: string, topic: string, partition: number, records: number): void;
  /** Another consumer has the partition now, and tells how far it is. */
  left(group: string, topic: string, partition: number): void;
  up(group: string, topic: string, isUp: boolean): void;
  strange(topic: string, reason: 'foreign' | 'unreadable', records: number): void;
}

const none: KafkaMetrics = { lag: () => undefined, left: () => undefined, up: () => undefined, strange: () => undefined };

/** The consumer's series; none without a registry. */
export function kafkaMetrics(registry: Registry | undefined): KafkaMetrics {
  if (registry === undefined) return none;
  const lag = gauge(registry, 'rung_kafka_consumer_lag_records', 'Records of a partition that are not yet taken.', ['group', 'topic', 'partition']);
  const up = gauge(registry, 'rung_kafka_consumer_up', '1 while the consumer works as a member of its group, 0 while it cannot, and for its first 15 seconds.', ['group', 'topic']);
  const strange = counter(registry, 'rung_kafka_strange_records_total', 'Records that are no events, or whose data cannot be read.', ['topic', 'reason']);
  return {
    lag: (group, topic, partition, records) => lag.set({ group, topic, partition }, records),
    left: (group, topic, partition) => lag.remove({ group, topic, partition }),
    up: (group, topic, isUp) => up.set({ group, topic }, Number(isUp)),
    strange: (topic, reason, records) => strange.inc({ topic, reason }, records),
  };
}
