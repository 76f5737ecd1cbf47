// A topic that has fewer copies in sync than it must: its broker refuses what is handed over, or has it and does not vouch for it.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, kafkaForTests, postgresForTests, type TestDatabase } from '@rung/testing';
import { Registry } from 'prom-client';

import { temporaryLog, type TemporaryLog } from '../contract/temporary-log.js';
import { KafkaBus } from '../kafka/kafka-bus.js';
import { refusingBroker, type RefusingBroker } from '../kafka/refusing-broker.fixture.js';
import { silentLogger, type Logger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { Relay } from './relay.js';

const patience = { timeoutMs: 60_000 };
const testMs = 180_000;
const forEver = Number.MAX_SAFE_INTEGER;

describe('a relay whose topic has too few copies in sync', () => {
  let database: TestDatabase;
  let source: TemporaryLog;
  let broker: RefusingBroker;
  let bus: KafkaBus;
  let relay: Relay;
  let topic: string;
  let told: string[];
  const registry = new Registry();
  beforeEach(async () => {
    const kafka = await kafkaForTests();
    topic = await kafka.createTopic('rung.plan.events', 1);
    broker = await refusingBroker(Number(kafka.brokers[0]?.split(':')[1]));
    database = await postgresForTests();
    await database.pool.query(messagingSql);
    source = await temporaryLog(database.pool, 1);
    bus = new KafkaBus({ brokers: broker.brokers, clientId: 'spec', logger: silentLogger });
    told = [];
    const tell = (details: object, text = '') => told.push(`${text} ${'reason' in details ? String(details.reason) : ''}`);
    const logger: Logger = { ...silentLogger, info: tell, warn: tell };
    registry.clear();
    relay = new Relay({ pool: database.pool, log: source.log, bus, topic, registry, logger });
    await relay.start();
  }, testMs);
  afterEach(async () => {
    await relay.stop();
    await bus.close();
    await broker.close();
    await source.log.close();
    await database.drop();
  }, testMs);

  const kept = async (): Promise<string[]> => {
    const found: string[] = [];
    const reading = bus.kept(topic);
    await reading.read(await reading.ends(), (_lane, records) => {
      found.push(...records.flatMap((record) => ('event' in record ? [String(record.event.position)] : [])));
      return Promise.resolve();
    });
    return found;
  };
  const handedOver = async () => Number((await database.pool.query<{ position: string }>('select position from relay_leases')).rows[0]?.position ?? 0);
  const metric = async (name: string) => (await registry.getSingleMetric(name)?.get())?.values[0]?.value;

  it.each([
    ['refuses it', 19],
    ['has it without them', 20],
  ])('waits while the broker %s (error %i), tells of it, keeps no command waiting, and goes on once there are enough', async (_, code) => {
    await source.append(5);
    await eventually(async () => expect(await handedOver()).toBe(5), patience);
    broker.refuse('Produce', code, forEver);
    await source.append(5);
    await eventually(() => expect(told).toEqual([expect.stringMatching(/^fails; keeps trying .*in-sync replicas/)]), patience);
    await source.append(5);
    await eventually(async () => expect(await metric('rung_relay_lag_events')).toBe(10), patience);
    expect([await source.size(), await handedOver()]).toEqual([15, 5]);
    broker.refuse('Produce', 0, 0);
    await eventually(async () => expect(await handedOver()).toBe(15), patience);
    expect([...new Set(await kept())]).toEqual(Array.from({ length: 15 }, (__, at) => String(at + 1)));
    await eventually(() => expect(told.at(-1)).toMatch(/^goes on again/), patience);
  }, testMs);
});
