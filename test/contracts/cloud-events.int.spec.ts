// Records of a real broker, read by the CloudEvents project's own SDK, which knows nothing of ours.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { SampleRecord } from '@rung/contracts/schemas';
import type { RecordedEvent } from '@rung/event-store';
import { KafkaBus, silentLogger } from '@rung/messaging';
import { kafkaForTests } from '@rung/testing';
import { Registry } from 'prom-client';

import { asCloudEvent } from './as-cloud-event.js';
import { currentFolder, readPublished } from './contract-files.js';
import { recordsOnTopics, type TopicRecord } from './topic-records.js';

const { samples } = readPublished(currentFolder, 'current');

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

let records: readonly TopicRecord[];
beforeAll(async () => {
  const { brokers, createTopic } = await kafkaForTests();
  const topic = await createTopic('rung.contracts.events');
  const bus = new KafkaBus({ brokers, clientId: 'spec', logger: silentLogger, registry: new Registry() });
  await bus.publish({ topic, lane: 0, events: samples.map(eventOf) });
  await bus.close();
  records = await recordsOnTopics(brokers, [topic]);
}, 300_000);

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
