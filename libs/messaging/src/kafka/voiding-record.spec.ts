import { describe, expect, it } from '@jest/globals';

import type { IncomingRecord } from './kafka-record.js';
import { isVoiding, toVoidingRecord, voidingOf } from './voiding-record.js';

const topic = 'rung.plan.events';
const voiding = { id: '9a3f7a52-6f0e-4b8e-8f57-0c8f2f5f6b11', topic, lane: 1, after: 41n, epoch: '7:1:9', reason: 'a restore' };
const record = toVoidingRecord(voiding, '/rung/plan', new Date('2026-11-22T10:00:00Z'));
const read = (more: Partial<IncomingRecord>) => voidingOf(topic, 1, { ...record, ...more });
const saying = (value: unknown) => read({ value: Buffer.from(JSON.stringify(value)) });

describe('a voiding on the wire', () => {
  it('is read as it was written, in the lane that it lies in', () => {
    expect([isVoiding(record), record.partition, read({})]).toEqual([true, 1, voiding]);
  });

  it.each([
    ['no value', { value: null }],
    ['a value that is no JSON', { value: Buffer.from('{"after":') }],
    ['no id', { headers: { ...record.headers, ce_id: undefined } }],
    ['an id that is no UUID', { headers: { ...record.headers, ce_id: 'the first one' } }],
    ['no lane', { headers: { ...record.headers, ce_lane: undefined } }],
    ['the lane of another partition', { headers: { ...record.headers, ce_lane: '0' } }],
    ['no epoch', { headers: { ...record.headers, ce_epoch: undefined } }],
  ])('is none with %s', (_, more) => expect(read(more)).toBeUndefined());

  it.each([
    ['no position', { reason: 'a restore' }],
    ['an empty position, which is not the beginning', { after: '', reason: 'a restore' }],
    ['a position before the beginning', { after: '-1', reason: 'a restore' }],
    ['a position in another notation', { after: '0x29', reason: 'a restore' }],
    ['a position that is no text, as it may be larger than a number is exact', { after: 41, reason: 'a restore' }],
    ['no reason', { after: '41' }],
  ])('is none with %s', (_, value) => expect(saying(value)).toBeUndefined());
});
