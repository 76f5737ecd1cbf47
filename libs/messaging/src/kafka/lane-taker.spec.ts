import { expect, it, jest } from '@jest/globals';
import type { EachBatchPayload } from 'kafkajs';
import { Kafka } from 'kafkajs';
import { Registry } from 'prom-client';

import { sampleEvent } from '../contract/sample-events.js';
import { toRecord } from './cloud-event.js';
import { kafkaMetrics } from './kafka-metrics.js';
import { LaneTaker } from './lane-taker.js';

const topic = 'rung.plan.events';

/** One event as kafkajs hands it over; the broker has kafka-bus.int.spec. */
function payload(): EachBatchPayload {
  const { key, value, headers, timestamp } = toRecord(topic, sampleEvent({ position: 1n }));
  const message = { key: Buffer.from(key), value, headers, timestamp, offset: '0', attributes: 0 };
  return {
    batch: {
      topic,
      partition: 0,
      highWatermark: '1',
      messages: [message],
      isEmpty: () => false,
      firstOffset: () => '0',
      lastOffset: () => '0',
      offsetLag: () => '0',
      offsetLagLow: () => '0',
    },
    resolveOffset: () => undefined,
    heartbeat: () => Promise.resolve(),
    pause: () => () => undefined,
    commitOffsetsIfNecessary: () => Promise.resolve(),
    uncommittedOffsets: () => ({ topics: [] }),
    isRunning: () => true,
    isStale: () => false,
  };
}

it('a lane that goes on failing is told as an error once a minute, and told when it goes on again', async () => {
  jest.useFakeTimers();
  const told: string[] = [];
  const tell = (level: string) => (_: object, text = '') => told.push(`${level} ${text}`);
  let isWell = false;
  const taker = new LaneTaker({
    consumer: new Kafka({ brokers: ['nowhere:1'] }).consumer({ groupId: 'spec' }),
    subscriber: {
      topic,
      group: 'spec',
      cursor: () => Promise.resolve({ position: 0n }),
      take: () => (isWell ? Promise.resolve(1n) : Promise.reject(new Error('the database is away'))),
    },
    metrics: kafkaMetrics(undefined),
    logger: { info: tell('info'), warn: tell('warn'), error: tell('error') },
  });
  try {
    for (let second = 0; second <= 125; second += 5) {
      await taker.take(payload());
      jest.advanceTimersByTime(5_000);
    }
    isWell = true;
    await taker.take(payload());
  } finally {
    await taker.close();
    jest.useRealTimers();
  }
  const fails = 'lane fails; keeps trying';
  expect(told).toEqual([`warn ${fails}`, `error ${fails}`, `error ${fails}`, 'info lane goes on again']);
});

it('a lane that went to another consumer shows nothing here: what was left of it would stay for ever', async () => {
  const registry = new Registry();
  const taker = new LaneTaker({
    consumer: new Kafka({ brokers: ['nowhere:1'] }).consumer({ groupId: 'spec' }),
    subscriber: { topic, group: 'spec', cursor: () => Promise.reject(new Error('unknown')), take: () => Promise.reject(new Error('the database is away')) },
    metrics: kafkaMetrics(registry),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const shown = async () => (await registry.getSingleMetricAsString('rung_kafka_consumer_lag_records')).split('\n').slice(2);
  await taker.assign([0]);
  await taker.take(payload());
  expect(await shown()).toEqual([expect.stringContaining('partition="0"} 1')]);
  await taker.assign([1]);
  await taker.close();
  expect(await shown()).toEqual([]);
});
