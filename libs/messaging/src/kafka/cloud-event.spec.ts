import { describe, expect, it } from '@jest/globals';
import { eventHeaders } from '@rung/contracts';
import fc from 'fast-check';

import { sampleEvent } from '../contract/sample-events.js';
import { fromRecord, toRecord } from './cloud-event.js';
import type { IncomingRecord } from './kafka-record.js';

const topic = 'rung.assessment.events';
const asIncoming = ({ value, headers }: ReturnType<typeof toRecord>): IncomingRecord => ({
  value,
  headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
});

describe('an event as a record', () => {
  it('comes back as it was', () => {
    const whole = fc.record({
      lane: fc.nat(63),
      position: fc.bigInt(1n, 10n ** 17n),
      streamVersion: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      schemaVersion: fc.integer({ min: 1, max: 32_767 }),
      data: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as unknown),
      occurredAt: fc.constantFrom('2026-11-22', '2026-11-22T10:11:12.345Z', '2026-11-22T00:00:00Z'),
      metadata: fc.constantFrom({}, { correlationId: 'ключ' }, { correlationId: 'c', causationId: 'b', actor: 'a' }),
    });
    fc.assert(
      fc.property(whole, (parts) => {
        const event = sampleEvent(parts);
        expect(fromRecord(topic, event.lane, asIncoming(toRecord(topic, event)))).toEqual({ kind: 'event', event });
      }),
    );
  });

  it('is keyed by its stream and lies in the partition of its lane', () => {
    expect(toRecord(topic, sampleEvent({ lane: 3, position: 1n }))).toMatchObject({ key: 'plan/3-1', partition: 3 });
  });

  it('names its service as the source', () => {
    expect(toRecord(topic, sampleEvent({ position: 1n })).headers['ce_source']).toBe('/rung/assessment');
  });

  it('has attribute names that CloudEvents allows', () => {
    const { headers } = toRecord(topic, sampleEvent({ position: 1n, occurredAt: '2026-11-22', metadata: { correlationId: 'c', causationId: 'b', actor: 'a' } }));
    for (const name of Object.keys(headers)) expect(name).toMatch(/^(content-type|ce_[a-z0-9]{1,20})$/);
  });

  it('has the headers that the contract names, and no others', () => {
    const contract = eventHeaders.strict();
    for (const parts of [{ occurredAt: '2026-11-22', metadata: {} }, { metadata: { correlationId: 'c', causationId: 'b', actor: 'a' } }]) {
      const { headers } = toRecord(topic, sampleEvent({ position: 1n, ...parts }));
      expect(contract.parse(headers)).toEqual(headers);
    }
  });

  it('tells of an anonymous answer the day, and no hour, author or request', () => {
    const record = toRecord(topic, sampleEvent({ position: 1n, occurredAt: '2026-11-22', metadata: {} }));
    expect(record.timestamp).toBe(String(Date.UTC(2026, 10, 22)));
    expect(record.headers['ce_time']).toBe('2026-11-22T00:00:00Z');
    for (const name of ['ce_actor', 'ce_correlationid', 'ce_causationid']) expect(record.headers).not.toHaveProperty(name);
  });
});

describe('a record that is not what it should be', () => {
  const good = asIncoming(toRecord(topic, sampleEvent({ position: 1n })));
  const withHeader = (name: string, value: string | undefined): IncomingRecord => ({ ...good, headers: { ...good.headers, [name]: value } });

  it.each([
    ['ce_id', 'no uuid'],
    ['ce_id', undefined],
    ['ce_subject', undefined],
    ['ce_subject', 'plan\0/1'],
    ['ce_type', ''],
    ['ce_time', undefined],
    ['ce_epoch', undefined],
    ['ce_lane', '1'],
    ['ce_position', '-1'],
    ['ce_position', 'x'],
    ['ce_position', '1'.repeat(30)],
    ['ce_streamversion', '99999999999'],
    ['ce_schemaversion', '40000'],
  ])('is foreign with %s %s', (name, value) => {
    expect(fromRecord('rung.plan.events', 0, withHeader(name, value)).kind).toBe('foreign');
  });

  it('is foreign without headers', () => {
    expect(fromRecord('rung.plan.events', 0, { value: Buffer.from('{}') }).kind).toBe('foreign');
  });

  it.each(['{"broken', '', '{"text":"a \\u0000 b"}'])('keeps its place, without data, when that is %j', (text) => {
    expect(fromRecord('rung.plan.events', 0, { ...good, value: Buffer.from(text) })).toEqual({ kind: 'unreadable', event: sampleEvent({ position: 1n, data: null }) });
  });

  it('may hold a backslash before what looks like a null character', () => {
    expect(fromRecord('rung.plan.events', 0, { ...good, value: Buffer.from('{"text":"\\\\u0000"}') })).toMatchObject({ kind: 'event', event: { data: { text: '\\u0000' } } });
  });
});
