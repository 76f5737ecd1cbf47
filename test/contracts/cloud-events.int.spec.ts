// Records of a real broker, read by the CloudEvents project's own SDK, which knows nothing of ours.
import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import type { SampleRecord } from '@rung/contracts/schemas';
import type { RecordedEvent } from '@rung/event-store';
import { KafkaBus, silentLogger } from '@rung/messaging';
import { kafkaForTests } from '@rung/testing';
import { Registry } from 'prom-client';

import { asCloudEvent } from './as-cloud-event.js';
import { currentFolder, readPublished } from './contract-files.js';
import { countGrades } from './events-example.js';
import { asyncApiCheck } from './published-schemas.js';
import { asSample, recordsOnTopics, type TopicRecord } from './topic-records.js';

const { samples, asyncApi } = readPublished(currentFolder, 'current');

/** The event that a sample was, at its own position of a lane. */
const eventOf = ({ headers, value }: SampleRecord, index: number): RecordedEvent => ({
  lane: 0,
  position: BigInt(index + 1),
  streamId: headers['ce_subject'] ?? '',
  streamVersion: Number(headers['ce_streamversion']),
  type: headers['ce_type'] ?? '',
  schemaVersion: Number(headers['ce_schemaversion']),
  eventId: headers['ce_id'] ?? '',
  occurredAt: headers['ce_timeprecision'] === 'day' ? (headers['ce_time'] ?? '').slice(0, 10) : (headers['ce_time'] ?? ''),
  data: value,
  metadata: headers['ce_actor'] === undefined ? {} : { actor: headers['ce_actor'] },
  epoch: headers['ce_epoch'] ?? '',
});

const told = samples.map(eventOf);
const voiding = (topic: string, after: bigint) => ({ id: randomUUID(), topic, lane: 0, after, epoch: 'after the restore', reason: 'The backup was restored.' });

let brokers: readonly string[];
let bus: KafkaBus;
let newTopic: () => Promise<string>;
let records: readonly TopicRecord[];
beforeAll(async () => {
  const kafka = await kafkaForTests();
  brokers = kafka.brokers;
  newTopic = () => kafka.createTopic('rung.contracts.events');
  bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'spec', logger: silentLogger, registry: new Registry() });
  const topic = await newTopic();
  await bus.publish({ topic, lane: 0, events: told });
  records = await recordsOnTopics(brokers, [topic]);
}, 300_000);
afterAll(() => bus.close());

describe('records on a broker', () => {
  it('are CloudEvents 1.0 in binary mode, with the event as their data', () => {
    expect(records).toHaveLength(samples.length);
    for (const [index, record] of records.entries()) {
      const event = asCloudEvent(record);
      expect(event.validate()).toBe(true);
      expect(event).toMatchObject({
        specversion: '1.0',
        id: samples[index]?.headers['ce_id'],
        type: samples[index]?.headers['ce_type'],
        subject: samples[index]?.headers['ce_subject'],
        datacontenttype: 'application/json',
        data: samples[index]?.value,
        partitionkey: samples[index]?.key,
        lane: '0',
        position: String(index + 1),
        schemaversion: samples[index]?.headers['ce_schemaversion'],
      });
    }
  });

  it('would be refused without an id, without a source, or with a name that CloudEvents does not allow', () => {
    const [record] = records;
    if (record === undefined) throw new Error('There are no records.');
    const { ce_id: _id, ...withoutId } = record.headers;
    const { ce_source: _source, ...withoutSource } = record.headers;
    const check = (headers: Record<string, string>) => () => asCloudEvent({ ...record, headers }).validate();
    expect(check(withoutId)).toThrow();
    expect(check(withoutSource)).toThrow();
    expect(check({ ...record.headers, 'ce_stream-version': '1' })).toThrow();
  });
});

describe('a voiding', () => {
  it('is a CloudEvent, and what the AsyncAPI document says of one', async () => {
    const topic = await newTopic();
    await bus.kept(topic).void(voiding(topic, 0n));
    const [record] = await recordsOnTopics(brokers, [topic]);
    if (record === undefined) throw new Error('There is no record.');
    expect(asCloudEvent(record).validate()).toBe(true);
    const sample = asSample(record);
    expect(sample.key).toBe(`${topic}/0`);
    // What it would be on a topic that the document knows.
    const check = asyncApiCheck(asyncApi);
    const onMatrix = { ...sample, topic: topics.matrix, key: `${topics.matrix}/0`, headers: { ...sample.headers, ce_source: '/rung/matrix' } };
    expect(check(onMatrix)).toEqual([]);
    expect(check({ ...onMatrix, value: { reason: 'It does not say from where.' } })).toContainEqual(expect.stringContaining("matrix-voiding: payload must have required property 'after'"));
  });
});

describe('the script of docs/events.md', () => {
  const counted = async (...tellings: readonly (readonly RecordedEvent[] | bigint)[]): Promise<string> => {
    const topic = await newTopic();
    for (const telling of tellings) {
      if (typeof telling === 'bigint') await bus.kept(topic).void(voiding(topic, telling));
      else await bus.publish({ topic, lane: 0, events: telling });
    }
    return countGrades(brokers.join(','), topic);
  };
  const grades = (printed: string): number => Object.values(JSON.parse(printed) as Record<string, Record<string, number>>).flatMap((byGrade) => Object.values(byGrade)).reduce((sum, count) => sum + count, 0);
  const released = told.filter(({ type }) => type === 'GradeReleased').length;
  const beforeAny = told.findIndex(({ type }) => type === 'GradeReleased');

  it('counts every grade once, whatever comes twice', async () => {
    expect(grades(await counted(told, told.slice(3)))).toBe(released);
  });

  it('forgets what is void, and takes what comes in its place', async () => {
    expect(grades(await counted(told, BigInt(beforeAny)))).toBe(0);
    const again = told.slice(beforeAny).map((event) => ({ ...event, eventId: randomUUID(), epoch: 'after the restore' }));
    expect(grades(await counted(told, BigInt(beforeAny), again))).toBe(released);
  });

  it('stops at a gap, at another event in a place that was taken, and at a version that it does not know', async () => {
    await expect(counted(told.filter((_, index) => index !== 2))).rejects.toThrow(/position 4 after 2/);
    await expect(counted(told, told.slice(2, 3).map((event) => ({ ...event, eventId: randomUUID() })))).rejects.toThrow(/position 3 after/);
    await expect(counted(told.map((event) => (event.type === 'GradeReleased' ? { ...event, schemaVersion: 2 } : event)))).rejects.toThrow(/GradeReleased is at version 2/);
  });
});
